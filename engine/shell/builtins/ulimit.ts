import { SystemError } from '../../filesystem/errors.ts';
import { type LimitName, type ResourceLimit, UNLIMITED } from '../../linux/resource-limits.ts';
import type { Dialect } from '../dialect.ts';
import type { Shell } from '../shell-process.ts';
import { complaint, simple } from './builtin.ts';

/** A line of `ulimit -a`; undefined name: what no process can change. */
interface Row {
  readonly letter: string;
  readonly words: string;
  readonly unit: string;
  readonly name: LimitName | undefined;
  /** What one of its units is. */
  readonly size: number;
  readonly fixed?: string;
}

function row(letter: string, words: string, unit: string, name: LimitName | undefined, size = 1): Row {
  return { letter, words, unit, name, size };
}

const BASH: readonly Row[] = [
  row('R', 'real-time non-blocking time', 'microseconds', 'rttime'),
  row('c', 'core file size', 'blocks', 'core', 1024),
  row('d', 'data seg size', 'kbytes', 'data', 1024),
  row('e', 'scheduling priority', '', 'nice'),
  row('f', 'file size', 'blocks', 'fsize', 1024),
  row('i', 'pending signals', '', 'sigpending'),
  row('l', 'max locked memory', 'kbytes', 'memlock', 1024),
  row('m', 'max memory size', 'kbytes', 'rss', 1024),
  row('n', 'open files', '', 'nofile'),
  { ...row('p', 'pipe size', '512 bytes', undefined), fixed: '8' },
  row('q', 'POSIX message queues', 'bytes', 'msgqueue'),
  row('r', 'real-time priority', '', 'rtprio'),
  row('s', 'stack size', 'kbytes', 'stack', 1024),
  row('t', 'cpu time', 'seconds', 'cpu'),
  row('u', 'max user processes', '', 'nproc'),
  row('v', 'virtual memory', 'kbytes', 'as', 1024),
  row('x', 'file locks', '', 'locks'),
];

const DASH: readonly Row[] = [
  row('t', 'time(seconds)', '', 'cpu'),
  row('f', 'file(blocks)', '', 'fsize', 512),
  row('d', 'data(kbytes)', '', 'data', 1024),
  row('s', 'stack(kbytes)', '', 'stack', 1024),
  row('c', 'coredump(blocks)', '', 'core', 512),
  row('m', 'memory(kbytes)', '', 'rss', 1024),
  row('l', 'locked memory(kbytes)', '', 'memlock', 1024),
  row('p', 'process', '', 'nproc'),
  row('n', 'nofiles', '', 'nofile'),
  row('v', 'vmemory(kbytes)', '', 'as', 1024),
  row('w', 'locks', '', 'locks'),
  row('r', 'rtprio', '', 'rtprio'),
];

const ASH: readonly Row[] = [
  row('c', 'core file size (blocks)', '', 'core', 512),
  row('d', 'data seg size (kb)', '', 'data', 1024),
  row('e', 'scheduling priority', '', 'nice'),
  row('f', 'file size (blocks)', '', 'fsize', 512),
  row('i', 'pending signals', '', 'sigpending'),
  row('l', 'max locked memory (kb)', '', 'memlock', 1024),
  row('m', 'max memory size (kb)', '', 'rss', 1024),
  row('n', 'open files', '', 'nofile'),
  row('q', 'POSIX message queues (bytes)', '', 'msgqueue'),
  row('r', 'real-time priority', '', 'rtprio'),
  row('s', 'stack size (kb)', '', 'stack', 1024),
  row('t', 'cpu time (seconds)', '', 'cpu'),
  row('u', 'max user processes', '', 'nproc'),
  row('v', 'virtual memory (kb)', '', 'as', 1024),
  row('x', 'file locks', '', 'locks'),
];

const ROWS: Readonly<Record<Dialect, readonly Row[]>> = { bash: BASH, dash: DASH, ash: ASH };

/** What stands before a value among several. */
const HEADINGS: Readonly<Record<Dialect, (row: Row) => string>> = {
  bash: ({ letter, words, unit }) =>
    `${words.padEnd(20)} ${(unit === '' ? `(-${letter}) ` : `(${unit}, -${letter}) `).padStart(20)}`,
  dash: ({ words }) => `${words.padEnd(20)} `,
  ash: ({ letter, words }) => `${words.padEnd(32)}(-${letter}) `,
};

/** Which of the two limits is meant; both where none is named and one is set. */
interface Meant {
  hard: boolean;
  soft: boolean;
}

export const ulimit = simple((shell, words) => {
  const rows = ROWS[shell.dialect];
  const meant: Meant = { hard: false, soft: false };
  const chosen: { readonly row: Row; value?: string }[] = [];
  for (const word of words.slice(1)) {
    if (!word.startsWith('-') || word === '-') {
      const last = chosen.at(-1);
      if (last === undefined) chosen.push({ row: byLetter(rows, 'f'), value: word });
      else if (last.value === undefined) last.value = word;
      else return complaint(shell, 'ulimit', 'too many arguments');
      continue;
    }
    for (const letter of word.slice(1)) {
      if (letter === 'H') meant.hard = true;
      else if (letter === 'S') meant.soft = true;
      else if (letter === 'a') chosen.push(...rows.map((each) => ({ row: each })));
      else {
        const found = rows.find((each) => each.letter === letter);
        if (found === undefined) return unknownOption(shell, letter);
        chosen.push({ row: found });
      }
    }
  }
  if (chosen.length === 0) chosen.push({ row: byLetter(rows, 'f') });
  const heads = chosen.filter(({ value }) => value === undefined).length > 1;
  for (const { row: each, value } of chosen) {
    if (value !== undefined) {
      const status = change(shell, each, value, meant);
      if (status !== 0) return status;
    } else shell.write(1, `${heads ? HEADINGS[shell.dialect](each) : ''}${shown(shell, each, meant)}\n`);
  }
  return 0;
});

function byLetter(rows: readonly Row[], letter: string): Row {
  const found = rows.find((each) => each.letter === letter);
  if (found === undefined) throw new Error(`no limit -${letter}`);
  return found;
}

function unknownOption(shell: Shell, letter: string): number {
  if (shell.dialect === 'dash') return complaint(shell, 'ulimit', `Illegal option -${letter}`, 2);
  const usage = shell.dialect === 'bash' ? '\nulimit: usage: ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]' : '';
  return complaint(shell, 'ulimit', `-${letter}: invalid option${usage}`, 2);
}

function shown(shell: Shell, { name, size, fixed = '' }: Row, { hard }: Meant): string {
  if (name === undefined) return fixed;
  const limit = shell.system.resourceLimit(name);
  const value = hard ? limit.hard : limit.soft;
  return value === UNLIMITED ? 'unlimited' : String(Math.floor(value / size));
}

function change(shell: Shell, { name, size, words }: Row, text: string, meant: Meant): number {
  const failed = (message: string) => {
    if (shell.dialect === 'bash')
      return complaint(shell, 'ulimit', `${words}: cannot modify limit: ${message}`);
    if (shell.dialect === 'dash') return complaint(shell, 'ulimit', `error setting limit (${message})`, 2);
    // Busybox says it as the applet, not as the shell.
    shell.raw(`sh: error setting limit: ${message}\n`);
    return 1;
  };
  if (name === undefined) return failed('Invalid argument');
  const before = shell.system.resourceLimit(name);
  const value = meantBy(text, before, size);
  if (value === undefined) {
    const said = { bash: `${text}: invalid number`, dash: 'bad number', ash: `invalid number '${text}'` };
    return complaint(shell, 'ulimit', said[shell.dialect], shell.dialect === 'dash' ? 2 : 1);
  }
  const both = !meant.hard && !meant.soft;
  try {
    shell.system.setResourceLimit(name, {
      soft: meant.soft || both ? value : before.soft,
      hard: meant.hard || both ? value : before.hard,
    });
    return 0;
  } catch (error) {
    if (error instanceof SystemError) return failed(error.message);
    throw error;
  }
}

function meantBy(text: string, before: ResourceLimit, size: number): number | undefined {
  if (text === 'unlimited') return UNLIMITED;
  if (text === 'hard') return before.hard;
  if (text === 'soft') return before.soft;
  return /^\d{1,12}$/.test(text) ? Number(text) * size : undefined;
}
