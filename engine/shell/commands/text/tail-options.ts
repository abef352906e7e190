import type { System } from '../../../linux/system.ts';
import { fail } from '../command.ts';
import { isBusybox, type Options, parseOptions, type Syntax } from '../options.ts';
import { countOption } from './counts.ts';

const syntax: Syntax = {
  letters: 'c:n:fFqvs:z',
  digits: true,
  long: {
    bytes: 'c',
    lines: 'n',
    follow: '=?',
    retry: '',
    quiet: 'q',
    silent: 'q',
    verbose: 'v',
    'sleep-interval': 's',
    'zero-terminated': 'z',
    pid: '=',
  },
  manual: {
    gnu: '[OPTION]... [FILE]...\nPrint the last 10 lines of each FILE to standard output.\nWith more than one FILE, precede each with a header giving the file name.',
  },
};

export type TailOptions = {
  readonly unit: 'lines' | 'bytes';
  readonly count: number;
  /** `count` is where to start, from 1. */
  readonly fromStart: boolean;
  readonly follow: 'no' | 'descriptor' | 'name';
  readonly retry: boolean;
  readonly headers: boolean;
  readonly intervalMs: number;
  readonly separator: string;
  /** Following ends with this process. */
  readonly pid: number | null;
};

export function parseTail(system: System): { options: TailOptions; files: readonly string[] } {
  const given = parseOptions(system, syntax);
  const last = given.last('n', 'c', 'digits');
  const typed = last === undefined ? '10' : (given.value(last) ?? '');
  const unit = last === 'c' || (last === 'digits' && typed.endsWith('c')) ? 'bytes' : 'lines';
  const digits = last === 'digits' ? typed.replace(/[a-z]$/, '') : typed;
  const seconds = Number(given.value('s') ?? '1');
  if (!(seconds >= 0)) throw fail(system, `invalid number of seconds: '${given.value('s')}'`);
  const headers = given.last('q', 'v');
  const pid = given.value('pid');
  if (pid !== undefined && !/^\d+$/.test(pid)) throw fail(system, `invalid PID: '${pid}'`);
  return {
    files: given.operands.length === 0 ? ['-'] : given.operands,
    options: {
      unit,
      count: countOption(system, digits.replace(/^[-+]/, ''), `number of ${unit}`),
      fromStart: digits.startsWith('+'),
      follow: followOf(system, given, typed, last === 'digits'),
      retry: given.has('F') || given.has('retry'),
      headers: headers === undefined ? given.operands.length > 1 : headers === 'v',
      intervalMs: Math.max(100, seconds * 1000),
      separator: given.has('z') ? '\0' : '\n',
      pid: pid === undefined ? null : Number(pid),
    },
  };
}

function followOf(system: System, given: Options, typed: string, digits: boolean): TailOptions['follow'] {
  const last = given.last('f', 'F', 'follow');
  if (last === undefined) return digits && typed.endsWith('f') ? 'descriptor' : 'no';
  if (last !== 'follow') return last === 'F' ? 'name' : 'descriptor';
  const how = given.value('follow') ?? '';
  if (how === '' || 'descriptor'.startsWith(how)) return 'descriptor';
  if ('name'.startsWith(how)) return 'name';
  const words = `invalid argument '${how}' for '--follow'\nValid arguments are:\n  - 'descriptor'\n  - 'name'`;
  throw fail(
    system,
    isBusybox(system) ? `invalid argument '${how}'` : `${words}\nTry 'tail --help' for more information.`,
  );
}
