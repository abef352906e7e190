import type { ContainerSpec } from '../../container/runtime-spec.ts';
import type { ContainerConfig, HostConfig } from './config.ts';

/** A container's connection to a network: what was asked for, and while it runs what it got. */
export interface EndpointSettings {
  IPAMConfig: {
    readonly IPv4Address?: string;
    readonly IPv6Address?: string;
    readonly LinkLocalIPs?: readonly string[];
  } | null;
  Links: readonly string[] | null;
  Aliases: readonly string[] | null;
  MacAddress: string;
  DriverOpts: Readonly<Record<string, string>> | null;
  GwPriority: number;
  NetworkID: string;
  EndpointID: string;
  Gateway: string;
  IPAddress: string;
  IPPrefixLen: number;
  IPv6Gateway: string;
  GlobalIPv6Address: string;
  GlobalIPv6PrefixLen: number;
  DNSNames: readonly string[] | null;
}

/** What is mounted where, as inspect shows it. */
export interface MountPoint {
  readonly Type: 'bind' | 'volume' | 'tmpfs' | 'image';
  /** Of a volume. */
  readonly Name?: string;
  /** A path on the host; the id of an image; empty for a tmpfs. */
  readonly Source: string;
  readonly Destination: string;
  /** Of a volume. */
  readonly Driver?: string;
  readonly Mode: string;
  readonly RW: boolean;
  readonly Propagation: string;
}

type ContainerStatus = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';

interface HealthcheckResult {
  readonly startMs: number;
  readonly endMs: number;
  readonly exitCode: number;
  readonly output: string;
}

export interface Health {
  status: 'starting' | 'healthy' | 'unhealthy';
  failingStreak: number;
  log: HealthcheckResult[];
  /** When the next probe is due, or the running one runs out of time. */
  dueMs: number;
  /** The running probe. */
  probe?: { readonly exec: string; readonly startMs: number; output: string };
}

/** A container of a Docker daemon, as it is stored. Changed in place. */
export interface Container {
  readonly id: string;
  readonly host: string;
  /** Without the slash that the API puts before it. */
  name: string;
  readonly createdMs: number;
  /** Tells those apart that were created in the same moment. */
  readonly number: number;
  /** `sha256:…` */
  readonly imageId: string;
  /** Its layers, the lowest first. */
  readonly layers: readonly string[];
  config: ContainerConfig;
  hostConfig: HostConfig;
  readonly mounts: readonly MountPoint[];
  /** The layers of the images among them, by the image's id. */
  readonly mountedImages?: Readonly<Record<string, readonly string[]>>;
  /** By network name. */
  networks: Record<string, EndpointSettings>;
  /** MAC addresses that were asked for, by network name. */
  wantedMacs: Record<string, string>;
  status: ContainerStatus;
  exitCode: number;
  error: string;
  oomKilled: boolean;
  startedMs?: number;
  finishedMs?: number;
  restartCount: number;
  /** Stopped by somebody: restart policies leave it alone. */
  manuallyStopped: boolean;
  health?: Health;
  /** Where its host has SELinux. */
  readonly labels?: ContainerSpec['selinux'];
  /** The name of its namespace in the virtual network: one of its own, the host's, or another container's. */
  readonly netNamespace: string;
  /** What it is on the way to, and when that is due. */
  starting?: { readonly dueMs: number; readonly again?: boolean };
  stopping?: { killMs?: number; readonly startAgain: boolean };
  restartMs?: number;
  /** It stands still while an image is made of it. */
  committing?: boolean;
  /** It is being removed while it runs. */
  removing?: boolean;
  /** The last back-off of its restart policy. */
  backoffMs: number;
}

/** True while its main process runs, or is about to be started again by its restart policy. */
export function isRunning({ status }: Container): boolean {
  return status === 'running' || status === 'paused' || status === 'restarting';
}
