import { SystemError } from '../../filesystem/errors.ts';
import { type Cgroup, type CgroupLimits, CONTROLLERS, type Controller } from '../cgroup.ts';
import { parentCgroup } from '../cgroups.ts';
import type { Kernel } from '../kernel.ts';
import { type Process, pidIn } from '../process.ts';
import { type CgroupFile, numberBetween } from './cgroup-file.ts';

/** The cgroup.* files: which processes a group has, and what it is for those below it. */
export const CORE_FILES: Readonly<Record<string, CgroupFile>> = {
  'cgroup.controllers': { read: ({ cgroups }, group) => `${cgroups.controllers(group).join(' ')}\n` },
  'cgroup.subtree_control': {
    read: (_, { subtree = [] }) => `${subtree.join(' ')}\n`,
    write: (kernel, group, _viewer, text) => setSubtree(kernel, group, text),
  },
  'cgroup.procs': {
    read: readProcesses,
    write: (kernel, group, viewer, text) => {
      const pid = numberBetween(text, 0, 4_194_304);
      if (group.path !== '/' && group.subtree !== undefined) throw new SystemError('EBUSY');
      const process =
        pid === 0
          ? viewer
          : kernel.processes
              .of(group.host)
              .find(
                (candidate) =>
                  pidIn(candidate, viewer.namespaces.pid, kernel.namespaces.initial().pid) === pid,
              );
      if (process === undefined) throw new SystemError('ESRCH');
      kernel.lifecycle.moveTo(process, group.path);
    },
  },
  'cgroup.events': {
    read: (_, group) => `populated ${group.processes > 0 ? 1 : 0}\nfrozen ${group.frozen ? 1 : 0}\n`,
    notInRoot: true,
  },
  'cgroup.freeze': {
    read: (_, { frozen }) => `${frozen ? 1 : 0}\n`,
    write: (kernel, group, _viewer, text) => kernel.freeze(group, numberBetween(text, 0, 1) === 1),
    notInRoot: true,
  },
  'cgroup.threads': { read: readProcesses },
  'cgroup.type': { read: () => 'domain\n', notInRoot: true },
  'cgroup.kill': {
    read: () => '',
    write: (kernel, group, _viewer, text) => {
      numberBetween(text, 1, 1);
      kernel.lifecycle.killAll(group);
    },
    notInRoot: true,
  },
  'cgroup.max.depth': { read: () => 'max\n' },
  'cgroup.max.descendants': { read: () => 'max\n' },
  'cgroup.stat': {
    read: ({ cgroups }, { host, path }) =>
      `nr_descendants ${cgroups.below(host, path).length - 1}\nnr_dying_descendants 0\n`,
  },
  'cgroup.pressure': { read: () => '1\n', notInRoot: true },
};

function readProcesses(kernel: Kernel, group: Cgroup, viewer: Process): string {
  return own(kernel, group)
    .map((process) => `${pidIn(process, viewer.namespaces.pid, kernel.namespaces.initial().pid) ?? 0}\n`)
    .join('');
}

/** The processes in a group itself. */
function own(kernel: Kernel, { host, path }: Cgroup): Process[] {
  return kernel.processes.of(host).filter(({ cgroup, status }) => cgroup === path && status === 'alive');
}

/** `+memory -cpu`. @throws SystemError EINVAL, ENOENT, and EBUSY where processes are in the way */
function setSubtree(kernel: Kernel, group: Cgroup, text: string): void {
  const { cgroups } = kernel;
  const wanted = new Set(group.subtree);
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const controller = CONTROLLERS.find((each) => each === word.slice(1));
    if (controller === undefined || !/^[+-]/.test(word)) throw new SystemError('EINVAL');
    if (word.startsWith('-')) wanted.delete(controller);
    else if (cgroups.controllers(group).includes(controller)) wanted.add(controller);
    else throw new SystemError('ENOENT');
  }
  const subtree = CONTROLLERS.filter((each) => wanted.has(each));
  const isMore = subtree.some((each) => group.subtree?.includes(each) !== true);
  if (isMore && group.path !== '/' && own(kernel, group).length > 0) throw new SystemError('EBUSY');
  const children = cgroups
    .below(group.host, group.path)
    .filter(({ path }) => parentCgroup(path) === group.path);
  const isUsed = children.some(({ subtree: theirs = [] }) => theirs.some((each) => !wanted.has(each)));
  if (isUsed) throw new SystemError('EBUSY');
  if (subtree.length > 0) group.subtree = subtree;
  else delete group.subtree;
  cgroups.changed(group);
  for (const child of children) cgroups.limit(child, lifted(subtree));
}

/** The limits of a group that nobody sets any more, lifted. */
function lifted(subtree: readonly Controller[]): CgroupLimits {
  const gone = Object.entries(LIMITS_OF).filter(
    ([controller]) => !subtree.some((each) => each === controller),
  );
  return Object.fromEntries(gone.flatMap(([, names]) => names.map((name) => [name, undefined])));
}

const LIMITS_OF: Readonly<Partial<Record<Controller, readonly (keyof CgroupLimits)[]>>> = {
  cpuset: ['cpuset'],
  cpu: ['cpuMax', 'cpuWeight'],
  io: ['ioMax', 'ioWeight'],
  memory: ['memoryMax', 'memoryHigh', 'memoryMin', 'memoryLow', 'swapMax', 'oomGroup'],
  pids: ['pidsMax'],
};
