import type { Process } from '../../linux/process.ts';
import { conflict, serverError } from '../docker-error.ts';
import type { DockerWorld } from '../world.ts';
import { type Container, isRunning } from './container.ts';
import { logContainerEvent } from './container-events.ts';

interface Row {
  readonly process: Process;
  readonly user: string;
  readonly terminal: string;
  readonly nowMs: number;
  readonly memoryTotal: number;
}

interface Column {
  readonly title: string;
  readonly cell: (row: Row) => string;
}

const pad = (value: number) => String(value).padStart(2, '0');

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}

function startTime({ process: { startedMs } }: Row): string {
  return new Date(startedMs).toISOString().slice(11, 16);
}

const command = ({ process }: Row) => process.title ?? process.argv.join(' ');
const kibibytes = (bytes: number) => String(Math.floor(bytes / 1024));
const percent = (part: number, whole: number) => ((100 * part) / Math.max(1, whole)).toFixed(1);

/** Columns that ps(1) knows by these names. */
const COLUMNS: Readonly<Record<string, Column>> = {
  pid: { title: 'PID', cell: ({ process }) => String(process.pid) },
  ppid: { title: 'PPID', cell: ({ process }) => String(process.parent) },
  user: { title: 'USER', cell: ({ user }) => user },
  uid: { title: 'UID', cell: ({ process }) => String(process.uid) },
  gid: { title: 'GID', cell: ({ process }) => String(process.gid) },
  pgid: { title: 'PGID', cell: ({ process }) => String(process.group) },
  c: { title: 'C', cell: () => '0' },
  stime: { title: 'STIME', cell: startTime },
  start: { title: 'START', cell: startTime },
  tty: { title: 'TTY', cell: ({ terminal }) => terminal },
  tt: { title: 'TT', cell: ({ terminal }) => terminal },
  time: { title: 'TIME', cell: ({ process }) => clock(process.cpuMs) },
  etime: {
    title: 'ELAPSED',
    cell: ({ process, nowMs }) => clock(nowMs - process.startedMs).replace(/^00:/, ''),
  },
  stat: { title: 'STAT', cell: ({ process }) => (process.stopped ? 'T' : 'Ss') },
  ni: { title: 'NI', cell: () => '0' },
  rss: { title: 'RSS', cell: ({ process }) => kibibytes(process.memoryBytes) },
  vsz: { title: 'VSZ', cell: ({ process }) => kibibytes(4 * process.memoryBytes) },
  '%cpu': {
    title: '%CPU',
    cell: ({ process, nowMs }) => percent(process.cpuMs, nowMs - process.startedMs),
  },
  '%mem': { title: '%MEM', cell: ({ process, memoryTotal }) => percent(process.memoryBytes, memoryTotal) },
  comm: { title: 'COMMAND', cell: ({ process }) => (process.argv[0] ?? '').split('/').pop() ?? '' },
  args: { title: 'COMMAND', cell: command },
  cmd: { title: 'CMD', cell: command },
  command: { title: 'COMMAND', cell: command },
};

const FULL = ['user', 'pid', 'ppid', 'c', 'stime', 'tty', 'time', 'cmd'];
const USER = ['user', 'pid', '%cpu', '%mem', 'vsz', 'rss', 'tty', 'stat', 'start', 'time', 'command'];

/** @param args of ps(1) @throws DockerError */
export function topContainer(
  world: DockerWorld,
  container: Container,
  args: string,
): { readonly Titles: readonly string[]; readonly Processes: readonly (readonly string[])[] } {
  if (!isRunning(container)) throw conflict(`Container ${container.id} is not running`);
  if (container.status === 'restarting') {
    throw conflict(`Container ${container.id} is restarting, wait until the container is running`);
  }
  const names = columnsOf(args);
  const columns = names.map((name) => COLUMNS[name]).filter((column) => column !== undefined);
  const { kernel } = world.machines;
  kernel.computing.settleHost(container.host);
  const users = userNames(world, container.host);
  const memoryTotal = world.host(container.host).memoryBytes;
  const processes = world.runtime
    .pids(container.id)
    .map((pid) => kernel.processes.get(container.host, pid))
    .filter((process) => process !== undefined)
    .sort((a, b) => a.pid - b.pid);
  logContainerEvent(world, container, 'top');
  const rows = processes.map((process) => ({
    process,
    user: users.get(process.uid) ?? String(process.uid),
    terminal:
      process.terminal === undefined ? '?' : (kernel.descriptors.terminals.name(process.terminal) ?? '?'),
    nowMs: world.simulation.now(),
    memoryTotal,
  }));
  const isFull = names === FULL;
  const titles = columns.map(({ title }) => (isFull && title === 'USER' ? 'UID' : title));
  return { Titles: titles, Processes: rows.map((row) => columns.map(({ cell }) => cell(row))) };
}

function columnsOf(args: string): readonly string[] {
  const words = args.split(/\s+/).filter((word) => word !== '');
  const at = words.findIndex((word) => /^-?[a-z]*o$/i.test(word) || /^-[a-z]*o.+/.test(word));
  if (at >= 0) {
    const list = words.slice(at + 1).join(',') || (words[at] ?? '').replace(/^-[a-z]*?o/, '');
    const names = list.split(',').map((name) => (name.split('=')[0] ?? '').trim());
    const unknown = names.find((name) => COLUMNS[name] === undefined);
    if (unknown !== undefined) {
      throw serverError(`ps: exit status 1: error: unknown user-defined format specifier "${unknown}"`);
    }
    if (!names.includes('pid')) throw serverError("Couldn't find PID field in ps output");
    return names;
  }
  if (words.length === 0 || words.some((word) => /^-[a-z]*f/.test(word))) return FULL;
  if (words.some((word) => /^-?[ax]*u[ax]*$/.test(word))) return USER;
  return ['pid', 'tty', 'time', 'cmd'];
}

/** Of the host: that is where ps runs. */
function userNames(world: DockerWorld, host: string): ReadonlyMap<number, string> {
  const lines = (world.files.readText(host, '/etc/passwd') ?? '').split('\n');
  return new Map(
    lines.map((line): [number, string] => {
      const [name = '', , uid] = line.split(':');
      return [Number(uid), name];
    }),
  );
}
