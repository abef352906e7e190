import type { CgroupLimits } from '../linux/cgroup.ts';
import { configText, LXC_PATH } from './config-file.ts';
import {
  type AttachedCommand,
  containerKey,
  isActive,
  type LxcState,
  type OsContainer,
  type TemplateName,
} from './container.ts';
import type { LxcWorld } from './world.ts';

/** An OS container, as the platform shows it. Moments are ms of virtual time. */
export interface OsContainerView {
  readonly name: string;
  readonly state: LxcState;
  readonly template: TemplateName;
  readonly rootPath: string;
  readonly cgroup: string;
  readonly limits: CgroupLimits;
  readonly config: string;
  readonly mac: string;
  /** While it runs. */
  readonly address: string | undefined;
  /** As the host sees its init. */
  readonly initPid: number | undefined;
  readonly processes: number;
  readonly memoryBytes: number;
  readonly memoryPeakBytes: number;
  readonly cpuMs: number;
  readonly throttledMs: number;
  readonly overheadBytes: number | undefined;
  readonly createdAtMs: number;
  readonly startedAtMs: number | undefined;
  readonly runningAtMs: number | undefined;
  readonly readyAtMs: number | undefined;
  readonly stoppedAtMs: number | undefined;
  readonly error: string | undefined;
  readonly snapshots: number;
}

export function osContainerView({ machines }: LxcWorld, container: OsContainer): OsContainerView {
  const { name, runtimeId } = container;
  const stats = machines.runtime.stats(runtimeId);
  return {
    name,
    state: container.state,
    template: container.template,
    rootPath: `${LXC_PATH}/${name}/rootfs`,
    cgroup: `/lxc.payload.${name}`,
    limits: container.limits,
    config: configText(container),
    mac: container.mac,
    address: isActive(container) ? container.address : undefined,
    initPid: machines.runtime.pid(runtimeId),
    processes: stats?.processes ?? 0,
    memoryBytes: stats?.memoryBytes ?? 0,
    memoryPeakBytes: stats?.memoryPeak ?? 0,
    cpuMs: Math.round(stats?.cpuMs ?? 0),
    throttledMs: Math.round(stats?.throttledMs ?? 0),
    overheadBytes: container.overheadBytes,
    createdAtMs: container.createdMs,
    startedAtMs: container.startedMs,
    runningAtMs: container.runningMs,
    readyAtMs: container.readyMs,
    stoppedAtMs: container.stoppedMs,
    error: container.error,
    snapshots: container.snapshots.length,
  };
}

export interface SnapshotView {
  readonly name: string;
  readonly createdAtMs: number;
  readonly comment: string;
}

export type CommandView = Omit<AttachedCommand, 'host' | 'container'>;

export function commandView({ host: _host, container: _container, ...facts }: AttachedCommand): CommandView {
  return facts;
}

/** What its init printed since it was started. */
export function consoleText({ consoles }: LxcWorld, container: OsContainer): string {
  return consoles.get(containerKey(container)) ?? '';
}
