import { SystemError } from '../../filesystem/errors.ts';
import { directory, file, type SyntheticNode } from '../../filesystem/synthetic.ts';
import type { Cgroup, CgroupLimits } from '../cgroup.ts';
import { parentCgroup } from '../cgroups.ts';
import { cpuList, effectiveCpus, parseCpus } from '../cpusets.ts';
import type { Kernel } from '../kernel.ts';
import type { PressureResource } from '../pressure.ts';
import type { Process } from '../process.ts';
import { CORE_FILES } from './cgroup-core-files.ts';
import { type CgroupFile, numberBetween, orMax } from './cgroup-file.ts';
import { MEMORY_FILES } from './cgroup-memory-files.ts';
import { ioMax, ioMaxText, ioStat } from './io-files.ts';
import { niceOf } from './nice-weight.ts';

const DEFAULT_PERIOD_US = 100_000;

function cpuMax(text: string, { limits }: Cgroup): CgroupLimits {
  const [quota = '', period] = text.split(/\s+/);
  const periodUs =
    period === undefined
      ? (limits.cpuMax?.periodUs ?? DEFAULT_PERIOD_US)
      : numberBetween(period, 1000, 1_000_000);
  return {
    cpuMax: quota === 'max' ? undefined : { quotaUs: numberBetween(quota, 1000, 999_999_999), periodUs },
  };
}

function pressureFile(resource: PressureResource): CgroupFile {
  return { read: (kernel, group) => kernel.pressures.text(group, resource) };
}

/** What nothing here uses. */
const UNUSED_FILES: Readonly<Record<string, CgroupFile>> = Object.fromEntries(
  [
    ['rdma.current', ''],
    ['rdma.max', ''],
    ...['1GB', '2MB'].flatMap((size) => [
      [`hugetlb.${size}.current`, '0\n'],
      [`hugetlb.${size}.events`, 'max 0\n'],
      [`hugetlb.${size}.events.local`, 'max 0\n'],
      [`hugetlb.${size}.max`, 'max\n'],
      [`hugetlb.${size}.rsvd.current`, '0\n'],
      [`hugetlb.${size}.rsvd.max`, 'max\n'],
    ]),
  ].map(([name, text = '']) => [name, { read: () => text, notInRoot: true }]),
);

const FILES: Readonly<Record<string, CgroupFile>> = {
  ...CORE_FILES,
  'cpu.max': {
    read: (_, { limits: { cpuMax: max } }) =>
      `${max?.quotaUs ?? 'max'} ${max?.periodUs ?? DEFAULT_PERIOD_US}\n`,
    limits: cpuMax,
    notInRoot: true,
  },
  'cpu.weight': {
    read: (_, { limits }) => `${limits.cpuWeight ?? 100}\n`,
    limits: (text) => ({ cpuWeight: numberBetween(text, 1, 10_000) }),
    notInRoot: true,
  },
  'cpu.weight.nice': { read: (_, { limits }) => `${niceOf(limits.cpuWeight ?? 100)}\n`, notInRoot: true },
  'cpu.idle': { read: () => '0\n', notInRoot: true },
  'cpu.max.burst': { read: () => '0\n', notInRoot: true },
  'cpu.stat': { read: cpuStat },
  'cpuset.cpus': {
    read: (_, { limits }) => `${limits.cpuset ?? ''}\n`,
    limits: (text, { host }, kernel) => {
      if (text === '') return { cpuset: undefined };
      const cpus = parseCpus(text);
      if (cpus === undefined || (cpus.at(-1) ?? 0) >= cpuCount(kernel, host)) throw new SystemError('EINVAL');
      return { cpuset: cpuList(cpus) };
    },
    notInRoot: true,
  },
  'cpuset.cpus.effective': {
    read: (kernel, { host, path }) =>
      `${cpuList(effectiveCpus(kernel.cgroups.ancestry(host, path), cpuCount(kernel, host)))}\n`,
  },
  'cpuset.cpus.partition': { read: () => 'member\n', notInRoot: true },
  'cpuset.mems': { read: () => '\n', notInRoot: true },
  'cpuset.mems.effective': { read: () => '0\n' },
  'io.weight': {
    read: (_, { limits }) => `default ${limits.ioWeight ?? 100}\n`,
    limits: (text) => ({ ioWeight: numberBetween(text.replace(/^default\s+/, ''), 1, 10_000) }),
    notInRoot: true,
  },
  'io.max': {
    read: (_, { limits }) => ioMaxText(limits.ioMax ?? {}),
    limits: (text, { limits }) => ({ ioMax: ioMax(text, limits.ioMax ?? {}) }),
    notInRoot: true,
  },
  'io.stat': { read: ioStat },
  'cpu.pressure': pressureFile('cpu'),
  'memory.pressure': pressureFile('memory'),
  'io.pressure': pressureFile('io'),
  ...MEMORY_FILES,
  'pids.current': { read: (_, { processes, zombies }) => `${processes + zombies}\n`, notInRoot: true },
  'pids.max': {
    read: (_, { limits }) => orMax(limits.pidsMax),
    limits: (text) => ({ pidsMax: text === 'max' ? undefined : numberBetween(text, 0, 4_194_304) }),
    notInRoot: true,
  },
  ...UNUSED_FILES,
  'pids.events': { read: (_, { forksRefused }) => `max ${forksRefused}\n`, notInRoot: true },
};

/**
 * What stands at a path of /sys/fs/cgroup.
 * @param root the cgroup that is at the top of what the process sees (its cgroup namespace's root)
 */
export function cgroupFile(
  kernel: Kernel,
  viewer: Process,
  root: string,
  path: string,
): SyntheticNode | undefined {
  const names = path.split('/').filter((name) => name !== '');
  const group = kernel.cgroups.get(viewer.host, join(root, names));
  if (group !== undefined) return groupFolder(kernel, group);
  const name = names.pop() ?? '';
  const above = kernel.cgroups.get(viewer.host, join(root, names));
  const known = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
  if (above === undefined || known === undefined || !isIn(kernel, above, name, known)) return undefined;
  const { limits, write } = known;
  const isDelegated = DELEGATED.has(name) || above.path !== namespaceRoot(kernel, viewer);
  const change = (text: string) => {
    if (!isDelegated) throw new SystemError('EPERM');
    if (limits !== undefined) kernel.cgroups.limit(above, limits(text.trim(), above, kernel));
    write?.(kernel, above, viewer, text.trim());
    if (name === 'memory.max') kernel.memory.enforce(above.host, above.path);
    kernel.computing.rebalance(above.host);
  };
  const writable = limits !== undefined || write !== undefined;
  return file(() => known.read(kernel, above, viewer), writable ? change : undefined);
}

/** Files that who lives in a cgroup namespace may write to at its root (nsdelegate). */
const DELEGATED: ReadonlySet<string> = new Set(['cgroup.procs', 'cgroup.threads', 'cgroup.subtree_control']);

/** Whether a group has a file: those of a controller are there where the group above lets it act. */
function isIn({ cgroups }: Kernel, group: Cgroup, name: string, { notInRoot }: CgroupFile): boolean {
  if (group.path === '/') return notInRoot !== true;
  const controller = name.slice(0, name.indexOf('.'));
  if (controller === 'cgroup' || name === 'cpu.stat' || name.endsWith('.pressure')) return true;
  return cgroups.controllers(group).some((each) => each === controller);
}

/**
 * The group that is the root of the viewer's cgroup namespace, whose limits are set from above only (nsdelegate);
 * undefined: it is in the host's own.
 */
function namespaceRoot(kernel: Kernel, viewer: Process): string | undefined {
  return kernel.namespaces.get(viewer.host, viewer.namespaces.cgroup)?.root;
}

/** Control groups of one host that programs may make. */
const GROUPS_MAX = 1000;

/** mkdir makes a group. @throws SystemError */
export function makeCgroup(kernel: Kernel, viewer: Process, root: string, path: string): void {
  const full = join(
    root,
    path.split('/').filter((name) => name !== ''),
  );
  const above = parentCgroup(full);
  if (above === undefined || kernel.cgroups.get(viewer.host, above) === undefined)
    throw new SystemError('ENOENT');
  if (kernel.cgroups.below(viewer.host, '/').length >= GROUPS_MAX) throw new SystemError('EAGAIN');
  kernel.cgroups.add(viewer.host, full);
}

/** rmdir removes an empty one. @throws SystemError */
export function removeCgroup(kernel: Kernel, viewer: Process, root: string, path: string): void {
  const group = kernel.cgroups.get(
    viewer.host,
    join(
      root,
      path.split('/').filter((name) => name !== ''),
    ),
  );
  if (group === undefined) throw new SystemError('ENOENT');
  if (group.processes > 0 || kernel.cgroups.below(group.host, group.path).length > 1)
    throw new SystemError('EBUSY');
  kernel.cgroups.remove(group.host, group.path);
}

function groupFolder(kernel: Kernel, group: Cgroup): SyntheticNode {
  return directory(() => {
    const prefix = group.path === '/' ? '/' : `${group.path}/`;
    const below = kernel.cgroups
      .below(group.host, group.path)
      .map(({ path }) => path.slice(prefix.length))
      .filter((name) => name !== '' && !name.includes('/'));
    const files = Object.entries(FILES).filter(([name, known]) => isIn(kernel, group, name, known));
    return [...files.map(([name]) => name), ...below];
  });
}

function join(root: string, names: readonly string[]): string {
  return `${root === '/' ? '' : root}/${names.join('/')}`.replace(/\/$/, '') || '/';
}

function cpuStat(kernel: Kernel, { host, path }: Cgroup): string {
  kernel.computing.settleHost(host);
  const group = kernel.cgroups.get(host, path);
  if (group === undefined) return '';
  const usage = Math.round(group.cpuMs * 1000);
  return [
    `usage_usec ${usage}`,
    `user_usec ${usage}`,
    'system_usec 0',
    `nr_periods ${Math.floor(group.periods)}`,
    `nr_throttled ${Math.floor(group.throttledPeriods)}`,
    `throttled_usec ${Math.round(group.throttledMs * 1000)}`,
    'nr_bursts 0',
    'burst_usec 0',
    '',
  ].join('\n');
}

function cpuCount(kernel: Kernel, host: string): number {
  return kernel.hosts.get(host)?.cpus ?? 1;
}
