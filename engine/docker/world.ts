import type { Machines } from '../container/machines.ts';
import type { ContainerRuntime } from '../container/runtime-spec.ts';
import type { Publisher } from '../simulation/publisher.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { Container } from './containers/container.ts';
import type { ContainerStore } from './containers/container-store.ts';
import type { ExecStore } from './containers/exec-store.ts';
import type { Logs } from './containers/logs.ts';
import type { Events } from './events.ts';
import type { ImageStore } from './images/image-store.ts';
import type { DockerMessage } from './messages.ts';
import type { DockerNetworks } from './networks/networks.ts';
import type { LocalVolumes } from './volumes/volumes.ts';

/** What a daemon knows of the host it runs on. */
export interface HostFacts {
  readonly name: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly bootedMs: number;
  readonly kernel: string;
  readonly selinux: 'enforcing' | 'permissive' | 'disabled';
  readonly machineId: string;
  readonly address: string;
}

/** The files of hosts, as their root sees them. */
export interface HostFiles {
  typeOf(host: string, path: string): 'file' | 'directory' | 'device' | 'other' | undefined;
  /** Without symbolic links; undefined: it isn't there. */
  realPath(host: string, path: string): string | undefined;
  makeDirectories(host: string, path: string): void;
  /** Undefined: there is no such file, or it is too long. */
  readText(host: string, path: string): string | undefined;
  writeText(host: string, path: string, text: string): void;
  removeTree(host: string, path: string): void;
  /** Gives a file, or a folder with all that is in it, an SELinux context. @throws SystemError */
  relabel(host: string, path: string, context: string): void;
  /** What the files of a tree take. */
  treeBytes(host: string, path: string): number;
  /** What a container has written, in bytes. */
  writtenBytes(container: Pick<Container, 'host' | 'id'>): number;
  /** Copies a folder of a container's own file system, below what is mounted over it, into an empty one of its host. */
  copyUp(container: Pick<Container, 'host' | 'id'>, from: string, to: string): void;
}

/** All that the daemons of a sandbox are made of. */
export interface DockerWorld {
  readonly simulation: Simulation;
  readonly machines: Machines;
  readonly runtime: ContainerRuntime;
  readonly publisher: Publisher<DockerMessage>;
  readonly events: Events;
  readonly logs: Logs;
  readonly containers: ContainerStore;
  readonly execs: ExecStore;
  readonly files: HostFiles;
  readonly images: ImageStore;
  readonly volumes: LocalVolumes;
  readonly networks: DockerNetworks;
  readonly host: (name: string) => HostFacts;
  readonly namespaces: {
    /** The name for a network namespace that nobody has made yet. */
    readonly take: (host: string) => string;
    readonly give: (name: string) => void;
    readonly ofHost: (host: string) => string;
  };
}
