import { SystemError } from '../../filesystem/errors.ts';
import { directory, file, link, type SyntheticNode } from '../../filesystem/synthetic.ts';
import { socketInode } from '../../network/view.ts';
import { commandName } from '../command-name.ts';
import type { Kernel } from '../kernel.ts';
import { NAMESPACE_TYPES, type Process } from '../process.ts';
import { cgroupSeenBy } from '../process-view.ts';
import { limitsText } from '../resource-limits.ts';
import { isCapableIn } from '../user-namespaces.ts';
import { idMapFile, setGroupsFile } from './id-map-files.ts';
import { memoryMap, memoryRollup } from './memory-map.ts';
import { mountInfo, mountLines } from './mount-files.ts';
import { ioText, shown, statText, statusText } from './status-files.ts';

const PAGE_BYTES = 4096;

/** The files of /proc/<pid>, by name (proc(5)). `viewer` says whose pid namespace ids are shown in. */
const FILES: Readonly<Record<string, (kernel: Kernel, process: Process, viewer: Process) => SyntheticNode>> =
  {
    cmdline: (_, process) => file(() => process.argv.map((argument) => `${argument}\0`).join('')),
    comm: (_, process) => file(() => `${commandName(process)}\n`),
    environ: (_, process) => file(() => process.env.map(([name, value]) => `${name}=${value}\0`).join('')),
    status: (kernel, process, viewer) => file(() => statusText(kernel, process, viewer)),
    stat: (kernel, process, viewer) => file(() => statText(kernel, process, viewer)),
    statm: (_, { memoryBytes }) => {
      const pages = Math.ceil(memoryBytes / PAGE_BYTES);
      return file(() => `${pages * 4} ${pages} ${Math.ceil(pages / 2)} 1 0 ${pages} 0\n`);
    },
    cgroup: (kernel, process, viewer) => file(() => `0::${cgroupSeenBy(kernel, process, viewer)}\n`),
    io: (_, process) => file(() => ioText(process)),
    maps: (kernel, process) => file(() => memoryMap(kernel, process)),
    smaps_rollup: (kernel, process) => file(() => memoryRollup(kernel, process)),
    oom_score: (kernel, process) => file(() => `${oomScore(kernel, process)}\n`),
    oom_adj: (_, process) => file(() => `${Math.trunc((process.oomScoreAdjust * 17) / 1000)}\n`),
    sessionid: () => file(() => '4294967295'),
    personality: () => file(() => '00000000\n'),
    wchan: (_, process) => file(() => (process.computation === undefined ? 'do_sys_poll' : '0')),
    schedstat: (_, process) => file(() => `${Math.floor(process.cpuMs * 1_000_000)} 0 1\n`),
    autogroup: (_, process) => file(() => `/autogroup-${process.session} nice 0\n`),
    cpuset: (kernel, process, viewer) => file(() => `${cgroupSeenBy(kernel, process, viewer)}\n`),
    coredump_filter: () => file(() => '00000033\n'),
    timens_offsets: () => file(() => 'monotonic           0         0\nboottime            0         0\n'),
    limits: (_, process) => file(() => limitsText(process)),
    mounts: (kernel, process) => file(() => mountLines(kernel, process)),
    mountinfo: (kernel, process) => file(() => mountInfo(kernel, process)),
    oom_score_adj: oomScoreAdjustFile,
    uid_map: (kernel, process, viewer) => idMapFile(kernel, process, viewer, 'uid'),
    gid_map: (kernel, process, viewer) => idMapFile(kernel, process, viewer, 'gid'),
    setgroups: setGroupsFile,
    loginuid: () => file(() => '4294967295'),
    exe: (_, process) => link(process.path),
    cwd: (_, process) => link(process.workingDirectory),
    root: (_, process) => link(process.root ?? '/'),
  };

export function processFile(
  kernel: Kernel,
  process: Process,
  viewer: Process,
  path: readonly string[],
): SyntheticNode | undefined {
  const [name, entry, ...rest] = path;
  const isPrivate = PRIVATE.has(name ?? '') || ((name === 'ns' || name === 'fd') && entry !== undefined);
  if (isPrivate && !mayInspect(kernel, viewer, process)) throw new SystemError('EACCES');
  if (name === undefined) return directory(() => [...Object.keys(FILES), 'attr', 'fd', 'ns', 'task'].sort());
  if (name === 'ns') return namespaceFile(process, entry, rest);
  if (name === 'attr') return attributeFile(kernel, process, entry, rest);
  if (name === 'fd') return descriptorFile(kernel, process, entry, rest);
  if (name === 'task') return taskFile(kernel, process, viewer, entry, rest);
  return entry === undefined && Object.hasOwn(FILES, name)
    ? FILES[name]?.(kernel, process, viewer)
    : undefined;
}

const PRIVATE = new Set(['cwd', 'environ', 'exe', 'io', 'maps', 'root', 'smaps_rollup', 'personality']);

/** Who may look into a process (ptrace_may_access): whoever has its ids, and no less capabilities. */
function mayInspect(kernel: Kernel, viewer: Process, process: Process): boolean {
  if (viewer.pid === process.pid) return true;
  const { user } = process.namespaces;
  if (isCapableIn(kernel, viewer, 'CAP_SYS_PTRACE', user)) return true;
  const isSame = [process.uid, process.realUid ?? process.uid].every((uid) => uid === viewer.uid);
  if (!isSame || process.gid !== viewer.gid) return false;
  const inside = viewer.namespaces.user === user;
  return inside && process.capabilities.every((name) => viewer.capabilities.includes(name));
}

/** /proc/<pid>/attr: what the security module says of a process. */
function attributeFile(
  kernel: Kernel,
  process: Process,
  entry: string | undefined,
  rest: readonly string[],
): SyntheticNode | undefined {
  const isLabelled = kernel.hosts.get(process.host)?.selinux !== 'disabled';
  if (entry === undefined) return directory(() => (isLabelled ? ['current', 'exec'] : []));
  if (!isLabelled || rest.length > 0) return undefined;
  if (entry === 'current') return file(() => `${process.context}\0`);
  return entry === 'exec' ? file(() => '') : undefined;
}

function taskFile(
  kernel: Kernel,
  process: Process,
  viewer: Process,
  entry: string | undefined,
  rest: readonly string[],
): SyntheticNode | undefined {
  const pid = String(shown(kernel, process, viewer));
  if (entry === undefined) return directory(() => [pid]);
  return entry === pid && rest[0] !== 'task' ? processFile(kernel, process, viewer, rest) : undefined;
}

function namespaceFile(
  process: Process,
  entry: string | undefined,
  rest: readonly string[],
): SyntheticNode | undefined {
  if (entry === undefined)
    return directory(() => [...NAMESPACE_TYPES, 'pid_for_children', 'time_for_children'].sort());
  const type = NAMESPACE_TYPES.find((known) => known === entry.replace(/_for_children$/, ''));
  const forChildren = entry.endsWith('_for_children');
  if (type === undefined || rest.length > 0) return undefined;
  if (forChildren && type !== 'pid' && type !== 'time') return undefined;
  const children =
    forChildren && (type === 'pid' || type === 'time') ? process.forChildren?.[type] : undefined;
  const inode = children ?? process.namespaces[type];
  return { type: 'symbolic link', target: `${type}:[${inode}]`, namespace: { type, inode } };
}

function descriptorFile(
  kernel: Kernel,
  process: Process,
  entry: string | undefined,
  rest: readonly string[],
): SyntheticNode | undefined {
  if (entry === undefined) return directory(() => Object.keys(process.descriptors));
  const opened = process.descriptors[Number(entry)];
  if (opened === undefined || rest.length > 0 || !/^\d+$/.test(entry)) return undefined;
  const target = kernel.descriptors.files.target(opened);
  const name =
    target === undefined
      ? ''
      : target.is === 'file'
        ? target.path
        : target.is === 'device'
          ? `/dev/${target.device}`
          : target.is === 'terminal'
            ? `/dev/${kernel.descriptors.terminals.name(target.terminal)}`
            : target.is === 'socket'
              ? `socket:[${socketInode(target.socket)}]`
              : `pipe:[${opened}]`;
  return {
    ...link(name),
    type: 'symbolic link',
    target: name,
    descriptor: { pid: process.pid, descriptor: Number(entry) },
  };
}

/** Anybody may make a process of theirs more likely to be killed. */
function oomScoreAdjustFile(kernel: Kernel, process: Process, viewer: Process): SyntheticNode {
  return file(
    () => `${process.oomScoreAdjust}\n`,
    (text) => {
      const value = /^-?\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN;
      if (!(Math.abs(value) <= 1000)) throw new SystemError('EINVAL');
      const isLower = value < process.oomScoreAdjust;
      if (isLower && !viewer.capabilities.includes('CAP_SYS_RESOURCE')) throw new SystemError('EACCES');
      process.oomScoreAdjust = value;
      kernel.processes.changed(process);
    },
  );
}

/** What the OOM killer goes by: two thirds of a thousand and what it has of the memory, with its adjustment. */
function oomScore(kernel: Kernel, { host, memoryBytes, oomScoreAdjust }: Process): number {
  const total = kernel.hosts.get(host)?.memoryBytes ?? 1;
  const points = 1000 + Math.floor((memoryBytes * 1000) / total) + oomScoreAdjust;
  return Math.max(0, Math.floor((points * 2) / 3));
}
