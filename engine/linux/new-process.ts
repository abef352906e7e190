import { SystemError } from '../filesystem/errors.ts';
import { PROCESSES_MAX } from '../limits.ts';
import type { Kernel } from './kernel.ts';
import type { OpenTarget } from './open-files.ts';
import type { Process } from './process.ts';
import { UNLIMITED } from './resource-limits.ts';

/** The first process of a container, or a daemon: nobody forks it. */
export type FirstProcess = Pick<
  Process,
  | 'host'
  | 'parent'
  | 'namespaces'
  | 'cgroup'
  | 'uid'
  | 'gid'
  | 'groups'
  | 'capabilities'
  | 'bounding'
  | 'noNewPrivileges'
  | 'seccomp'
  | 'context'
  | 'umask'
  | 'workingDirectory'
  | 'terminal'
  | 'openFilesMax'
  | 'limits'
  | 'oomScoreAdjust'
> & {
  /** What its first descriptors refer to, from 0 on; undefined: closed. */
  readonly descriptors: readonly (OpenTarget | undefined)[];
};

/** The ids of a new process, in all pid namespaces it is in. @throws SystemError ENOMEM in a pid namespace whose init has ended */
export function takeIds(kernel: Kernel, host: string, pidNamespace: number): Pick<Process, 'pid' | 'nested'> {
  const { namespaces, processes } = kernel;
  const isOwn = pidNamespace !== namespaces.initial().pid;
  if (isOwn && (namespaces.get(host, pidNamespace)?.nextPid ?? 1) > 1) {
    if (processes.nested(host, pidNamespace, 1)?.status !== 'alive') throw new SystemError('ENOMEM');
  }
  const pid = namespaces.takePid(
    host,
    namespaces.initial().pid,
    (candidate) => processes.get(host, candidate) === undefined,
  );
  const nested = namespaces.pidLineage(host, pidNamespace).map((namespace) => ({
    namespace,
    pid: namespaces.takePid(
      host,
      namespace,
      (candidate) => processes.nested(host, namespace, candidate) === undefined,
    ),
  }));
  return { pid, nested };
}

/** pids.max of its groups, and what the sandbox has room for. @throws SystemError EAGAIN */
export function checkForkLimits(kernel: Kernel, { host, cgroup }: Pick<Process, 'host' | 'cgroup'>): void {
  const { processes, cgroups } = kernel;
  const refusing = cgroups.refusingFork(host, cgroup);
  if (refusing !== undefined) {
    refusing.forksRefused++;
    cgroups.changed(refusing);
  }
  if (refusing !== undefined || processes.count >= PROCESSES_MAX) throw new SystemError('EAGAIN');
}

/** RLIMIT_NPROC: processes of the user, on the whole host. Root has as many as it wants. @throws SystemError EAGAIN */
export function checkUserProcesses(kernel: Kernel, { host, uid, capabilities, limits }: Process): void {
  const limit = limits?.nproc?.soft;
  if (limit === undefined || limit === UNLIMITED || uid === 0) return;
  if (capabilities.includes('CAP_SYS_RESOURCE') || capabilities.includes('CAP_SYS_ADMIN')) return;
  const own = kernel.processes.of(host).filter((process) => process.uid === uid).length;
  if (own >= limit) throw new SystemError('EAGAIN');
}
