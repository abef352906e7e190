import { NAMESPACE_TYPES } from '../../../linux/process.ts';
import type { ProcessView } from '../../../linux/system.ts';
import type { Names } from './accounts.ts';
import { formatTime } from './calendar.ts';

/** What procps knows when it shows a process. */
export interface Listing {
  readonly now: number;
  /** ps itself; undefined: it isn't among the processes. */
  readonly self?: { readonly pid: number; readonly terminal?: string; readonly foregroundGroup: number };
  readonly names: Names;
  readonly memoryTotal: number;
  /** Digits of the largest process id. */
  readonly pidWidth: number;
}

export interface Column {
  readonly header: string;
  /** Negative: aligned to the left. 0: as long as it is. */
  readonly width: number;
  readonly text: (process: ProcessView, listing: Listing) => string;
}

const PID = 'pid width';

type Written = Omit<Column, 'width'> & { readonly width: number | typeof PID };

const columns: Readonly<Record<string, Written>> = {
  pid: { header: 'PID', width: PID, text: ({ pid }) => String(pid) },
  ppid: { header: 'PPID', width: PID, text: ({ parentPid }) => String(parentPid) },
  pgid: { header: 'PGID', width: PID, text: ({ processGroup }) => String(processGroup) },
  sid: { header: 'SID', width: PID, text: ({ session }) => String(session) },
  tpgid: { header: 'TPGID', width: PID, text: foregroundGroup },
  user: { header: 'USER', width: -8, text: userText },
  uid: { header: 'UID', width: 5, text: ({ uid }) => String(uid) },
  group: { header: 'GROUP', width: -8, text: ({ gid }, { names }) => names.group(gid) },
  gid: { header: 'GID', width: 5, text: ({ gid }) => String(gid) },
  comm: { header: 'COMMAND', width: -15, text: commandName },
  args: { header: 'COMMAND', width: -27, text: commandLine },
  tty: { header: 'TT', width: -8, text: ({ terminal }) => terminal ?? '?' },
  time: { header: 'TIME', width: 8, text: ({ cpuMs }) => clock(cpuMs) },
  bsdtime: { header: 'TIME', width: 6, text: ({ cpuMs }) => minutes(cpuMs) },
  etime: {
    header: 'ELAPSED',
    width: 11,
    text: (process, { now }) => elapsed(now - process.startedMs),
  },
  etimes: {
    header: 'ELAPSED',
    width: 7,
    text: (process, { now }) => String(Math.floor((now - process.startedMs) / 1000)),
  },
  label: { header: 'LABEL', width: -31, text: ({ context }) => context ?? '-' },
  stat: { header: 'STAT', width: -4, text: stateText },
  s: { header: 'S', width: -1, text: ({ state }) => state },
  rss: { header: 'RSS', width: 5, text: ({ memoryBytes }) => String(Math.floor(memoryBytes / 1024)) },
  vsz: { header: 'VSZ', width: 6, text: ({ virtualBytes }) => String(Math.floor(virtualBytes / 1024)) },
  pcpu: {
    header: '%CPU',
    width: 4,
    text: (process, { now }) => percent(process.cpuMs, now - process.startedMs),
  },
  pmem: {
    header: '%MEM',
    width: 4,
    text: (process, { memoryTotal }) => percent(process.memoryBytes, memoryTotal),
  },
  c: {
    header: 'C',
    width: 2,
    text: (process, { now }) =>
      String(Math.min(99, Math.floor((100 * process.cpuMs) / Math.max(1, now - process.startedMs)))),
  },
  ni: { header: 'NI', width: 3, text: ({ nice }) => String(nice) },
  pri: { header: 'PRI', width: 3, text: ({ nice }) => String(19 - nice) },
  opri: { header: 'PRI', width: 3, text: ({ nice }) => String(80 + nice) },
  stime: {
    header: 'STIME',
    width: 5,
    text: (process, { now }) => startText(process.startedMs, now),
  },
  start: {
    header: 'STARTED',
    width: 8,
    text: (process, { now }) => startText(process.startedMs, now, '%H:%M:%S'),
  },
  lstart: {
    header: 'STARTED',
    width: 24,
    text: ({ startedMs }) => formatTime('%a %b %e %H:%M:%S %Y', startedMs),
  },
  f: { header: 'F', width: 1, text: () => '4' },
  addr: { header: 'ADDR', width: -4, text: () => '-' },
  sz: { header: 'SZ', width: 5, text: ({ virtualBytes }) => String(Math.floor(virtualBytes / 4096)) },
  wchan: { header: 'WCHAN', width: -6, text: () => '-' },
  psr: { header: 'PSR', width: 3, text: () => '0' },
  nlwp: { header: 'NLWP', width: 4, text: () => '1' },
  lwp: { header: 'LWP', width: PID, text: ({ pid }) => String(pid) },
  cgroup: { header: 'CGROUP', width: -27, text: ({ cgroup }) => `0::${cgroup}` },
  ...Object.fromEntries(
    NAMESPACE_TYPES.map((type): [string, Written] => [
      `${type}ns`,
      { header: `${type.toUpperCase()}NS`, width: 10, text: ({ namespaces }) => String(namespaces[type]) },
    ]),
  ),
};

const otherNames: Readonly<Record<string, string>> = {
  pgrp: 'pgid',
  sess: 'sid',
  session: 'sid',
  euser: 'user',
  ruser: 'user',
  uname: 'user',
  euid: 'uid',
  ruid: 'uid',
  egroup: 'group',
  rgroup: 'group',
  egid: 'gid',
  cmd: 'args',
  command: 'args',
  ucmd: 'comm',
  tt: 'tty',
  tname: 'tty',
  cputime: 'time',
  state: 's',
  rssize: 'rss',
  vsize: 'vsz',
  '%cpu': 'pcpu',
  '%mem': 'pmem',
  nice: 'ni',
  start_time: 'stime',
  thcount: 'nlwp',
  tid: 'lwp',
  spid: 'lwp',
};

/** Headers where the other name has one of its own. */
const otherHeaders: Readonly<Record<string, string>> = {
  cmd: 'CMD',
  ucmd: 'CMD',
  tname: 'TTY',
  euser: 'EUSER',
  ruser: 'RUSER',
  start_time: 'START',
  pgrp: 'PGRP',
  tid: 'TID',
  spid: 'SPID',
};

/** undefined: no such column. */
export function columnNamed(name: string, pidWidth: number, header?: string): Column | undefined {
  const key = Object.hasOwn(otherNames, name) ? (otherNames[name] ?? name) : name;
  const column = Object.hasOwn(columns, key) ? columns[key] : undefined;
  if (column === undefined) return undefined;
  const title = header ?? otherHeaders[name] ?? column.header;
  const width = column.width === PID ? Math.max(pidWidth, key === 'tpgid' ? 5 : 0) : column.width;
  const wide = Math.max(Math.abs(width), title.length);
  return { header: title, width: width < 0 ? -wide : wide, text: column.text };
}

/** procps cuts a name that is too long, and says so with a plus. */
function userText({ uid }: ProcessView, { names }: Listing): string {
  const name = names.user(uid);
  return name.length > 8 ? `${name.slice(0, 7)}+` : name;
}

export function commandLine({ argv, command, state }: ProcessView): string {
  if (state === 'Z') return `[${command}] <defunct>`;
  return argv.length === 0 ? `[${command}]` : argv.join(' ');
}

function commandName({ command, state }: ProcessView): string {
  return state === 'Z' ? `${command} <defunct>` : command;
}

function foregroundGroup({ terminal }: ProcessView, { self }: Listing): string {
  return terminal === undefined || self === undefined ? '-1' : String(self.foregroundGroup);
}

function stateText(process: ProcessView, { self }: Listing): string {
  const foreground =
    process.terminal !== undefined &&
    process.terminal === self?.terminal &&
    process.processGroup === self.foregroundGroup;
  const running = process.pid === self?.pid ? 'R' : process.state;
  const nice = process.nice > 0 ? 'N' : process.nice < 0 ? '<' : '';
  return `${running}${nice}${process.session === process.pid ? 's' : ''}${foreground ? '+' : ''}`;
}

function minutes(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const days = Math.floor(seconds / 86_400);
  const text = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return days > 0 ? `${days}-${text}` : text;
}

export function elapsed(ms: number): string {
  const text = clock(ms);
  return text.startsWith('00:') ? text.slice(3) : text;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function percent(part: number, whole: number): string {
  const value = whole <= 0 ? 0 : (100 * part) / whole;
  return value >= 99.95 ? String(Math.floor(value)) : (Math.floor(value * 10) / 10).toFixed(1);
}

function startText(ms: number, now: number, today = '%H:%M'): string {
  if (now - ms < 86_400_000 && formatTime('%j', ms) === formatTime('%j', now)) return formatTime(today, ms);
  return formatTime(formatTime('%Y', ms) === formatTime('%Y', now) ? '%b%d' : ' %Y', ms);
}
