import { commandName } from './command-name.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';
import { stateOf } from './process-state.ts';
import type { ProcessView } from './system.ts';

/** From where a process is looked at: the pid namespace and the user namespace there. */
export interface Viewpoint {
  /** Undefined: the process can't be seen from there. */
  readonly pidOf: (process: Process) => number | undefined;
  readonly shown: (kind: 'uid' | 'gid', id: number) => number;
  /** The process that looks. */
  readonly self?: Process;
}

/** Processes of a host as its own see them: all of them, or those that are named. */
export function hostProcesses(kernel: Kernel, host: string, pids: readonly number[]): ProcessView[] {
  kernel.computing.settleHost(host);
  const viewpoint: Viewpoint = { pidOf: ({ pid }) => pid, shown: (_kind, id) => id };
  return pids
    .map((pid) => kernel.processes.get(host, pid))
    .filter((process) => process !== undefined)
    .sort((a, b) => a.pid - b.pid)
    .map((process) => viewOf(kernel, process, process.pid, viewpoint));
}

/** @param pid its id, as it is seen from there */
export function viewOf(
  kernel: Kernel,
  process: Process,
  pid: number,
  { pidOf, shown, self }: Viewpoint,
): ProcessView {
  const { processes, descriptors, hosts } = kernel;
  const other = (id: number) => {
    const found = processes.get(process.host, id);
    return found === undefined ? undefined : pidOf(found);
  };
  const hasSelinux = hosts.get(process.host)?.selinux !== 'disabled';
  const terminal = process.terminal === undefined ? undefined : descriptors.terminals.name(process.terminal);
  return {
    pid,
    parentPid: other(process.parent) ?? 0,
    processGroup: other(process.group) ?? pid,
    session: other(process.session) ?? 0,
    uid: shown('uid', process.uid),
    gid: shown('gid', process.gid),
    state: stateOf(process, self),
    argv: process.title === undefined ? process.argv : [process.title],
    command: commandName(process),
    startedMs: process.startedMs,
    cpuMs: process.cpuMs,
    memoryBytes: process.memoryBytes,
    virtualBytes: process.memoryBytes * 4,
    nice: 0,
    cgroup: self === undefined ? process.cgroup : cgroupSeenBy(kernel, process, self),
    namespaces: process.namespaces,
    ...(process.stopped && process.stoppedBy !== undefined ? { stoppedBy: process.stoppedBy } : {}),
    ...(terminal === undefined ? {} : { terminal }),
    ...(hasSelinux ? { context: process.context } : {}),
  };
}

/** Inside a cgroup namespace, paths begin at its root. */
export function cgroupSeenBy(kernel: Kernel, process: Process, viewer: Process): string {
  const namespace = kernel.namespaces.get(viewer.host, viewer.namespaces.cgroup);
  const root = namespace?.root ?? '/';
  if (root === '/') return process.cgroup;
  if (process.cgroup === root) return '/';
  return process.cgroup.startsWith(`${root}/`) ? process.cgroup.slice(root.length) : process.cgroup;
}
