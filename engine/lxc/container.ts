import type { CgroupLimits } from '../linux/cgroup.ts';

/** The states of liblxc, and what comes before the first of them. */
export const LXC_STATES = [
  'CREATING',
  'STOPPED',
  'STARTING',
  'RUNNING',
  'STOPPING',
  'ABORTING',
  'FREEZING',
  'FROZEN',
  'THAWED',
] as const;
export type LxcState = (typeof LXC_STATES)[number];

/** What a container was made from. */
export interface TemplateName {
  readonly distribution: string;
  readonly release: string;
  readonly architecture: string;
}

export interface Snapshot {
  /** `snap0`, `snap1` … */
  readonly name: string;
  readonly createdMs: number;
  readonly comment: string;
  readonly layers: readonly string[];
  readonly limits: CgroupLimits;
}

/** An OS container, as it is stored. Changed in place. */
export interface OsContainer {
  readonly host: string;
  readonly name: string;
  readonly template: TemplateName;
  readonly createdMs: number;
  /** Of its network card; it keeps both as long as it exists. */
  readonly mac: string;
  readonly address: string;
  readonly network: string;
  /** The runtime's container: another one after a snapshot was restored. */
  runtimeId: string;
  layers: readonly string[];
  limits: CgroupLimits;
  state: LxcState;
  /** When a state passes by itself. */
  dueMs?: number;
  /** Why it stopped, where that was no wish of anybody's. */
  error?: string;
  /** When it was asked to start, its init began, its services were up, and it stopped. */
  startedMs?: number;
  runningMs?: number;
  readyMs?: number;
  stoppedMs?: number;
  /** What init and services had in memory when they were up. */
  overheadBytes?: number;
  snapshots: Snapshot[];
  /** Number of the next command that is run in it. */
  nextCommand: number;
}

/** A command that was run in a container: lxc-attach. */
export interface AttachedCommand {
  readonly host: string;
  readonly container: string;
  readonly id: string;
  readonly argv: readonly string[];
  readonly user: string;
  readonly startedMs: number;
  state: 'running' | 'exited';
  exitCode?: number;
  endedMs?: number;
  stdout: string;
  stderr: string;
  /** More was printed than is kept. */
  truncated: boolean;
}

export function containerKey({ host, name }: Pick<OsContainer, 'host' | 'name'>): string {
  return `${host}/${name}`;
}

/** True while it has processes. */
export function isActive({ state }: OsContainer): boolean {
  return ['RUNNING', 'STOPPING', 'ABORTING', 'FREEZING', 'FROZEN', 'THAWED'].includes(state);
}
