import { SystemError } from '../../filesystem/errors.ts';
import { directory, file, link, type SyntheticNode } from '../../filesystem/synthetic.ts';
import { commandName } from '../command-name.ts';
import { NO_IO } from '../disk.ts';
import type { Kernel } from '../kernel.ts';
import { NAMESPACE_TYPES, ownPid, type Process, pidIn } from '../process.ts';
import { PROCESS_STATES, stateOf } from '../process-state.ts';
import { limitsText } from '../resource-limits.ts';
import { type Signal, signalNumber } from '../signals.ts';
import { type IdKind, isCapableIn, shownId } from '../user-namespaces.ts';
import { capabilityMask } from './capability-mask.ts';
import { idMapFile, setGroupsFile } from './id-map-files.ts';
import { mountInfo, mountLines } from './mount-files.ts';

const PAGE_BYTES = 4096;
const TICKS_A_SECOND = 100;

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
    limits: (_, process) => file(() => limitsText(process)),
    mounts: (kernel, process) => file(() => mountLines(kernel, process)),
    mountinfo: (kernel, process) => file(() => mountInfo(kernel, process)),
    oom_score_adj: (_, process) => file(() => `${process.oomScoreAdjust}\n`),
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

const PRIVATE = new Set(['cwd', 'environ', 'exe', 'io', 'root']);

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
            : `${target.is === 'socket' ? 'socket' : 'pipe'}:[${opened}]`;
  return {
    ...link(name),
    type: 'symbolic link',
    target: name,
    descriptor: { pid: process.pid, descriptor: Number(entry) },
  };
}

function shown(kernel: Kernel, process: Process, viewer: Process): number {
  return pidIn(process, viewer.namespaces.pid, kernel.namespaces.initial().pid) ?? 0;
}

function parentShown(kernel: Kernel, process: Process, viewer: Process): number {
  const parent = kernel.processes.get(process.host, process.parent);
  return parent === undefined ? 0 : shown(kernel, parent, viewer);
}

function signalMask(signals: readonly Signal[]): string {
  let mask = 0n;
  for (const signal of signals) mask |= 1n << BigInt(signalNumber(signal) - 1);
  return mask.toString(16).padStart(16, '0');
}

function statusText(kernel: Kernel, process: Process, viewer: Process): string {
  const state = stateOf(process, viewer);
  const kilobytes = (bytes: number) => `${String(Math.ceil(bytes / 1024)).padStart(8)} kB`;
  const shownAs = (kind: IdKind, id: number) => shownId(kernel.namespaces, viewer, kind, id);
  const four = (kind: IdKind, id: number, real = id) =>
    [real, id, id, id].map((each) => shownAs(kind, each)).join('\t');
  const mask = capabilityMask(process.capabilities);
  const pids = [shown(kernel, process, viewer), ...process.nested.map(({ pid }) => pid)];
  const fromViewer = viewer.namespaces.pid === kernel.namespaces.initial().pid ? pids : [ownPid(process)];
  return [
    `Name:\t${commandName(process)}`,
    `Umask:\t${process.umask.toString(8).padStart(4, '0')}`,
    `State:\t${state} (${PROCESS_STATES[state]})`,
    `Tgid:\t${shown(kernel, process, viewer)}`,
    'Ngid:\t0',
    `Pid:\t${shown(kernel, process, viewer)}`,
    `PPid:\t${parentShown(kernel, process, viewer)}`,
    'TracerPid:\t0',
    `Uid:\t${four('uid', process.uid, process.realUid)}`,
    `Gid:\t${four('gid', process.gid, process.realGid)}`,
    'FDSize:\t64',
    `Groups:\t${process.groups.map((id) => shownAs('gid', id)).join(' ')} `,
    `NStgid:\t${fromViewer.join('\t')}`,
    `NSpid:\t${fromViewer.join('\t')}`,
    `VmPeak:\t${kilobytes(process.memoryBytes * 4)}`,
    `VmSize:\t${kilobytes(process.memoryBytes * 4)}`,
    `VmHWM:\t${kilobytes(process.memoryBytes)}`,
    `VmRSS:\t${kilobytes(process.memoryBytes)}`,
    'Threads:\t1',
    `SigPnd:\t${signalMask(process.pending)}`,
    'SigBlk:\t0000000000000000',
    `SigIgn:\t${signalMask(process.ignored)}`,
    `SigCgt:\t${signalMask(process.handled)}`,
    'CapInh:\t0000000000000000',
    `CapPrm:\t${mask}`,
    `CapEff:\t${mask}`,
    `CapBnd:\t${capabilityMask(process.bounding ?? process.capabilities)}`,
    'CapAmb:\t0000000000000000',
    `NoNewPrivs:\t${process.noNewPrivileges ? 1 : 0}`,
    `Seccomp:\t${process.seccomp === true ? 2 : 0}`,
    `Seccomp_filters:\t${process.seccomp === true ? 1 : 0}`,
    `Cpus_allowed_list:\t${cpusOf(kernel, process)}`,
    '',
  ].join('\n');
}

function ioText({ io = NO_IO }: Process): string {
  return [
    `rchar: ${io.readChars}`,
    `wchar: ${io.writeChars}`,
    `syscr: ${io.reads}`,
    `syscw: ${io.writes}`,
    `read_bytes: ${io.readBytes}`,
    `write_bytes: ${io.writeBytes}`,
    'cancelled_write_bytes: 0\n',
  ].join('\n');
}

/** The CPUs it may run on. */
function cpusOf(kernel: Kernel, { host, cgroup }: Process): string {
  for (const { limits } of kernel.cgroups.ancestry(host, cgroup)) if (limits.cpuset) return limits.cpuset;
  const last = (kernel.hosts.get(host)?.cpus ?? 1) - 1;
  return last === 0 ? '0' : `0-${last}`;
}

function statText(kernel: Kernel, process: Process, viewer: Process): string {
  const bootedMs = kernel.hosts.get(process.host)?.bootedMs ?? 0;
  const start = Math.floor(((process.startedMs - bootedMs) * TICKS_A_SECOND) / 1000);
  const ticks = Math.floor((process.cpuMs * TICKS_A_SECOND) / 1000);
  const pid = shown(kernel, process, viewer);
  const pages = Math.ceil(process.memoryBytes / PAGE_BYTES);
  return `${pid} (${commandName(process)}) ${stateOf(process, viewer)} ${parentShown(kernel, process, viewer)} ${pid} ${pid} 0 -1 4194560 0 0 0 0 ${ticks} 0 0 0 20 0 1 0 ${start} ${process.memoryBytes * 4} ${pages} 18446744073709551615 0 0 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n`;
}

/** Inside a cgroup namespace, paths begin at its root. */
function cgroupSeenBy(kernel: Kernel, process: Process, viewer: Process): string {
  const namespace = kernel.namespaces.get(viewer.host, viewer.namespaces.cgroup);
  const root = namespace?.root ?? '/';
  if (root === '/') return process.cgroup;
  if (process.cgroup === root) return '/';
  return process.cgroup.startsWith(`${root}/`) ? process.cgroup.slice(root.length) : process.cgroup;
}
