import { commandName } from '../command-name.ts';
import { cpuList, cpuMask, effectiveCpus } from '../cpusets.ts';
import { NO_IO } from '../disk.ts';
import type { Kernel } from '../kernel.ts';
import { ownPid, type Process, pidIn } from '../process.ts';
import { PROCESS_STATES, stateOf } from '../process-state.ts';
import { type Signal, signalNumber } from '../signals.ts';
import { type IdKind, shownId } from '../user-namespaces.ts';
import { capabilityMask } from './capability-mask.ts';

const PAGE_BYTES = 4096;
const TICKS_A_SECOND = 100;
/** Signals that may wait, all together (RLIMIT_SIGPENDING). */
const SIGNALS_MAX = 63_704;

export function shown(kernel: Kernel, process: Process, viewer: Process): number {
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

export function statusText(kernel: Kernel, process: Process, viewer: Process): string {
  const state = stateOf(process, viewer);
  const kilobytes = (bytes: number) => `${String(Math.ceil(bytes / 1024)).padStart(8)} kB`;
  const shownAs = (kind: IdKind, id: number) => shownId(kernel.namespaces, viewer, kind, id);
  const four = (kind: IdKind, id: number, real = id) =>
    [real, id, id, id].map((each) => shownAs(kind, each)).join('\t');
  const mask = capabilityMask(process.capabilities);
  const pids = [shown(kernel, process, viewer), ...process.nested.map(({ pid }) => pid)];
  const fromViewer = viewer.namespaces.pid === kernel.namespaces.initial().pid ? pids : [ownPid(process)];
  const groups = leaders(kernel, process, viewer, process.group);
  const sessions = leaders(kernel, process, viewer, process.session);
  const cpus = effectiveCpus(
    kernel.cgroups.ancestry(process.host, process.cgroup),
    kernel.hosts.get(process.host)?.cpus ?? 1,
  );
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
    `NSpgid:\t${groups.join('\t')}`,
    `NSsid:\t${sessions.join('\t')}`,
    `VmPeak:\t${kilobytes(process.memoryBytes * 4)}`,
    `VmSize:\t${kilobytes(process.memoryBytes * 4)}`,
    `VmLck:\t${kilobytes(0)}`,
    `VmPin:\t${kilobytes(0)}`,
    `VmHWM:\t${kilobytes(process.memoryBytes)}`,
    `VmRSS:\t${kilobytes(process.memoryBytes)}`,
    `RssAnon:\t${kilobytes(process.memoryBytes)}`,
    `RssFile:\t${kilobytes(0)}`,
    `RssShmem:\t${kilobytes(0)}`,
    `VmData:\t${kilobytes(process.memoryBytes)}`,
    `VmStk:\t${kilobytes(33 * PAGE_BYTES)}`,
    `VmExe:\t${kilobytes(45 * PAGE_BYTES)}`,
    `VmLib:\t${kilobytes(400 * PAGE_BYTES)}`,
    `VmPTE:\t${kilobytes(13 * PAGE_BYTES)}`,
    `VmSwap:\t${kilobytes(0)}`,
    `HugetlbPages:\t${kilobytes(0)}`,
    'CoreDumping:\t0',
    'THP_enabled:\t1',
    'Threads:\t1',
    `SigQ:\t${process.pending.length}/${SIGNALS_MAX}`,
    `SigPnd:\t${signalMask(process.pending)}`,
    'ShdPnd:\t0000000000000000',
    'SigBlk:\t0000000000000000',
    `SigIgn:\t${signalMask(process.ignored)}`,
    `SigCgt:\t${signalMask(process.handled)}`,
    `CapInh:\t${capabilityMask(process.inheritable ?? [])}`,
    `CapPrm:\t${mask}`,
    `CapEff:\t${mask}`,
    `CapBnd:\t${capabilityMask(process.bounding ?? process.capabilities)}`,
    `CapAmb:\t${capabilityMask(process.ambient ?? [])}`,
    `NoNewPrivs:\t${process.noNewPrivileges ? 1 : 0}`,
    `Seccomp:\t${process.seccomp === true ? 2 : 0}`,
    `Seccomp_filters:\t${process.seccomp === true ? 1 : 0}`,
    'Speculation_Store_Bypass:\tthread vulnerable',
    'SpeculationIndirectBranch:\tconditional enabled',
    `Cpus_allowed:\t${cpuMask(cpus).toString(16)}`,
    `Cpus_allowed_list:\t${cpuList(cpus)}`,
    'Mems_allowed:\t1',
    'Mems_allowed_list:\t0',
    `voluntary_ctxt_switches:\t${process.io?.reads ?? 0}`,
    `nonvoluntary_ctxt_switches:\t${Math.floor(process.cpuMs / 100)}`,
    '',
  ].join('\n');
}

export function ioText({ io = NO_IO }: Process): string {
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

/** A process group or session: its leader's ids in the viewer's namespace and those below; 0 where it isn't seen. */
function leaders(kernel: Kernel, process: Process, viewer: Process, pid: number): number[] {
  const leader = kernel.processes.get(process.host, pid);
  if (leader === undefined) return [0];
  const isHost = viewer.namespaces.pid === kernel.namespaces.initial().pid;
  return isHost
    ? [leader.pid, ...leader.nested.map((nested) => nested.pid)]
    : [pidIn(leader, viewer.namespaces.pid, kernel.namespaces.initial().pid) ?? 0];
}

export function statText(kernel: Kernel, process: Process, viewer: Process): string {
  const bootedMs = kernel.hosts.get(process.host)?.bootedMs ?? 0;
  const start = Math.floor(((process.startedMs - bootedMs) * TICKS_A_SECOND) / 1000);
  const ticks = Math.floor((process.cpuMs * TICKS_A_SECOND) / 1000);
  const pid = shown(kernel, process, viewer);
  const pages = Math.ceil(process.memoryBytes / PAGE_BYTES);
  return `${pid} (${commandName(process)}) ${stateOf(process, viewer)} ${parentShown(kernel, process, viewer)} ${pid} ${pid} 0 -1 4194560 0 0 0 0 ${ticks} 0 0 0 20 0 1 0 ${start} ${process.memoryBytes * 4} ${pages} 18446744073709551615 0 0 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n`;
}
