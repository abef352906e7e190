import type { ProcessView, System } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import { parseOptions } from '../options.ts';
import { type Names, names } from './accounts.ts';
import { commandLine, elapsed } from './process-columns.ts';

const manual = {
  gnu: '',
};

interface Column {
  readonly header: string;
  readonly width: number;
  readonly text: (process: ProcessView, names: Names, now: number) => string;
}

const number = (value: number, width: number) => String(value).padStart(width);

const columns: Readonly<Record<string, Column>> = {
  user: { header: 'USER', width: 8, text: ({ uid }, known) => known.user(uid).slice(0, 8) },
  group: { header: 'GROUP', width: 8, text: ({ gid }, known) => known.group(gid).slice(0, 8) },
  comm: { header: 'COMMAND', width: 16, text: ({ command }) => command },
  args: { header: 'COMMAND', width: 256, text: argsText },
  pid: { header: 'PID', width: 5, text: ({ pid }) => number(pid, 5) },
  ppid: { header: 'PPID', width: 5, text: ({ parentPid }) => number(parentPid, 5) },
  pgid: { header: 'PGID', width: 5, text: ({ processGroup }) => number(processGroup, 5) },
  etime: { header: 'ELAPSED', width: 7, text: ({ startedMs }, _, now) => elapsed(now - startedMs) },
  nice: { header: 'NI', width: 5, text: ({ nice }) => number(nice, 5) },
  rgroup: { header: 'RGROUP', width: 8, text: ({ gid }, known) => known.group(gid).slice(0, 8) },
  ruser: { header: 'RUSER', width: 8, text: ({ uid }, known) => known.user(uid).slice(0, 8) },
  time: { header: 'TIME', width: 5, text: ({ cpuMs }) => timeText(cpuMs) },
  tty: { header: 'TT', width: 6, text: ({ terminal }) => terminalText(terminal) },
  vsz: { header: 'VSZ', width: 4, text: ({ virtualBytes }) => shortSize(virtualBytes) },
  sid: { header: 'SID', width: 5, text: ({ session }) => number(session, 5) },
  stat: { header: 'STAT', width: 4, text: (process) => stateText(process) },
  rss: { header: 'RSS', width: 4, text: ({ memoryBytes }) => shortSize(memoryBytes) },
};

const usual = ['pid', 'user', 'time', 'args'];

export function busyboxPs(system: System): number {
  // `ps aux`, `ps -ef`: busybox takes such words and doesn't look at them.
  const options = parseOptions(system, { letters: 'o:Taefwlu', manual });
  const chosen = options.has('o')
    ? options.values('o').flatMap((text) => requested(system, text))
    : usual.map(named);
  const known = names(system);
  const width = system.windowSize(1)?.columns;
  const header = chosen
    .map(({ header, width: wide }, index) => pad(header, wide, index === chosen.length - 1))
    .join(' ');
  const rows = system
    .processes()
    .map((process) =>
      chosen
        .map((column, index) =>
          pad(column.text(process, known, system.now), column.width, index === chosen.length - 1),
        )
        .join(' '),
    );
  const lines = [header, ...rows].map((line) => (width === undefined ? line : line.slice(0, width - 1)));
  system.write(1, lines.map((line) => `${line}\n`).join(''));
  return 0;
}

function pad(text: string, width: number, last: boolean): string {
  return last ? text : text.slice(0, width).padEnd(width);
}

function named(name: string): Column {
  return columns[name] ?? { header: '', width: 0, text: () => '' };
}

function requested(system: System, text: string): Column[] {
  return text.split(',').map((word) => {
    const [name = '', header] = word.split('=');
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    if (column === undefined) {
      throw fail(system, `bad -o argument '${name}', supported arguments: ${Object.keys(columns).join(',')}`);
    }
    return header === undefined
      ? column
      : { ...column, header, width: Math.max(column.width, header.length) };
  });
}

/** Busybox shows what has no command line in brackets, and zombies as such. */
function argsText(process: ProcessView): string {
  return process.state === 'Z' ? `[${process.command}]` : commandLine(process);
}

function timeText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${String(minutes).padStart(2)}:${String(seconds % 60).padStart(2, '0')}`;
  const hours = Math.floor(minutes / 60);
  return `${String(hours).padStart(2)}h${String(minutes % 60).padStart(2, '0')}`;
}

function terminalText(terminal: string | undefined): string {
  if (terminal === undefined) return '?';
  const line = /^pts\/(\d+)$/.exec(terminal)?.[1];
  return line === undefined ? '5,1' : `136,${line}`;
}

function stateText({ state, nice }: ProcessView): string {
  return `${state}${nice < 0 ? '<' : nice > 0 ? 'N' : ''}`.padEnd(4);
}

/** Kilobytes in four places: `1234`, `12m`, `1.2g`. */
export function shortSize(bytes: number): string {
  const kilobytes = Math.floor(bytes / 1024);
  if (kilobytes < 10_000) return String(kilobytes).padStart(4);
  const megabytes = kilobytes / 1024;
  if (megabytes < 10) return `${megabytes.toFixed(1)}m`.padStart(4);
  if (megabytes < 1000) return `${Math.floor(megabytes)}m`.padStart(4);
  return `${(megabytes / 1024).toFixed(1)}g`.padStart(4);
}
