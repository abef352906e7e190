import { RE2JS } from 're2js';
import { systemError } from '../../../filesystem/errors.ts';
import { parseSignal, type Signal, signalNames, signalNumber } from '../../../linux/signals.ts';
import type { ProcessView, System } from '../../../linux/system.ts';
import { complain, fail, immediate } from '../command.ts';
import { isBusybox, type Options, parseOptions, Quit, usageOnly } from '../options.ts';
import { findUid } from './accounts.ts';

export const kill = immediate((system) => {
  const words = system.argv.slice(1);
  if (words[0] === '-l' || words[0] === '-L') return listSignals(system, words.slice(1));
  const signal = takeSignal(system, words);
  if (words[0] === '--') words.shift();
  if (words.length === 0) {
    if (isBusybox(system)) throw fail(system, 'you need to specify whom to kill');
    throw new Quit(`\nUsage:\n kill [options] <pid> [...]\n\nFor more details see kill(1).\n`, 1);
  }
  let failed = false;
  for (const word of words) if (!sendTo(system, word, signal)) failed = true;
  return failed ? 1 : 0;
});

function sendTo(system: System, word: string, signal: Signal | undefined): boolean {
  if (!/^-?\d{1,10}$/.test(word)) {
    complain(system, isBusybox(system) ? `invalid number '${word}'` : `failed to parse argument: '${word}'`);
    return false;
  }
  try {
    system.kill(Number(word), signal);
    return true;
  } catch (error) {
    const { message } = systemError(error);
    complain(system, isBusybox(system) ? `can't kill pid ${word}: ${message}` : `(${word}): ${message}`);
    return false;
  }
}

/** Takes `-9`, `-TERM` or `-s TERM` off the words. undefined: signal 0. */
function takeSignal(system: System, words: string[]): Signal | undefined {
  const first = words[0] ?? '';
  const named = first === '-s' || first === '-n' || first === '--signal';
  if (!named && (!/^-./.test(first) || first === '--')) return 'SIGTERM';
  words.shift();
  const name = named ? (words.shift() ?? '') : first.replace(/^--signal=|^-/, '');
  if (name === '0' || name === 'EXIT') return undefined;
  const signal = parseSignal(name);
  if (signal !== undefined) return signal;
  if (isBusybox(system)) throw fail(system, `bad signal name '${name}'`);
  throw new Quit(`kill: invalid argument ${named ? name : first.slice(1)} for signal\n`, 1);
}

function listSignals(system: System, words: readonly string[]): number {
  for (const word of words) {
    const signal = parseSignal(/^\d+$/.test(word) && Number(word) > 128 ? String(Number(word) - 128) : word);
    if (signal === undefined)
      throw fail(system, isBusybox(system) ? `unknown signal '${word}'` : `unknown signal name ${word}`);
    system.write(1, `${/^\d+$/.test(word) ? signal.slice(3) : signalNumber(signal)}\n`);
  }
  if (words.length > 0) return 0;
  const all = signalNames();
  const text = isBusybox(system)
    ? all.map((name) => `${String(signalNumber(name)).padStart(2)}) ${name.slice(3)}\n`).join('')
    : `${all.map((name) => name.slice(3)).join(' ')}\n`;
  system.write(1, text);
  return 0;
}

const killallManual = {
  gnu: '[OPTION]... [--] NAME...',
  package: 'psmisc',
};

export const killall = immediate((system) => {
  const words = system.argv.slice(1);
  if (words[0] === '-l') return listSignals(system, words.slice(1));
  const quiet = words[0] === '-q' ? words.shift() !== undefined : false;
  const signal = takeSignal(system, words);
  if (words.length === 0) throw usageOnly(system, killallManual);
  let failed = false;
  for (const name of words) {
    const pids = pidsNamed(system, name);
    if (pids.length === 0) {
      failed = true;
      if (!quiet)
        system.write(
          2,
          isBusybox(system) ? `killall: ${name}: no process killed\n` : `${name}: no process found\n`,
        );
    }
    for (const pid of pids) if (!sendTo(system, String(pid), signal)) failed = true;
  }
  return failed ? 1 : 0;
});

/** Processes whose command is called that, but for the asker. */
function pidsNamed(system: System, name: string): number[] {
  const base = name.slice(name.lastIndexOf('/') + 1);
  return system
    .processes()
    .filter(({ pid, command, argv }) => {
      const first = argv[0] ?? '';
      const own = first.slice(first.lastIndexOf('/') + 1);
      return pid !== system.pid && (command === base.slice(0, 15) || own === base);
    })
    .map(({ pid }) => pid);
}

export const pidof = immediate((system) => {
  const manual = {
    gnu: '[options] program [...]',
    package: 'procps-ng',
  };
  const options = parseOptions(system, { letters: 'so:x', manual });
  const omitted = options.values('o').map((text) => (text === '%PPID' ? system.parentPid : Number(text)));
  const pids = options.operands
    .flatMap((name) => pidsNamed(system, name))
    .filter((pid) => !omitted.includes(pid));
  const shown = [...new Set(pids)].toSorted((a, b) => b - a).slice(0, options.has('s') ? 1 : undefined);
  if (shown.length === 0) return 1;
  system.write(1, `${shown.join(' ')}\n`);
  return 0;
});

const matchManual = {
  gnu: '[options] <pattern>',
  package: 'procps-ng',
  usageExit: 2,
};
/** How long a pattern may be, in characters. */
const PATTERN_CHARS_MAX = 1_000;

export const pgrep = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'flanovxcis:P:u:d:',
    long: {
      full: 'f',
      'list-name': 'l',
      'list-full': 'a',
      newest: 'n',
      oldest: 'o',
      inverse: 'v',
      exact: 'x',
      count: 'c',
      parent: 'P',
      euid: 'u',
    },
    manual: matchManual,
  });
  const found = matching(system, options);
  if (options.has('c')) system.write(1, `${found.length}\n`);
  else {
    const lines = found.map(({ pid, argv, command }) => {
      if (options.has('a')) return `${pid} ${argv.join(' ') || command}`;
      return options.has('l') ? `${pid} ${command}` : String(pid);
    });
    if (lines.length > 0) system.write(1, `${lines.join(options.value('d') ?? '\n')}\n`);
  }
  return found.length === 0 ? 1 : 0;
});

export const pkill = immediate((system) => {
  const signalWord = system.argv.find(
    (word, index) => index > 0 && /^-(?:\d+|SIG[A-Z0-9]+|[A-Z]{3,})$/.test(word),
  );
  const argv = system.argv.filter((word) => word !== signalWord);
  const options = parseOptions(
    system,
    {
      letters: 'flanovxeis:P:u:',
      long: {
        full: 'f',
        newest: 'n',
        oldest: 'o',
        inverse: 'v',
        exact: 'x',
        parent: 'P',
        euid: 'u',
        signal: '=',
        echo: 'e',
      },
      manual: matchManual,
    },
    argv,
  );
  const name = signalWord?.slice(1) ?? options.value('signal') ?? 'TERM';
  const signal = name === '0' ? undefined : parseSignal(name);
  if (signal === undefined && name !== '0') throw fail(system, `bad signal name '${name}'`);
  const found = matching(system, options);
  for (const { pid, command } of found) {
    try {
      system.kill(pid, signal);
      if (options.has('e')) system.write(1, `${command} killed (pid ${pid})\n`);
    } catch (error) {
      complain(system, `killing pid ${pid} failed: ${systemError(error).message}`);
    }
  }
  return found.length === 0 ? 1 : 0;
});

function matching(system: System, options: Options): ProcessView[] {
  const [pattern] = options.operands;
  const narrowed = ['P', 's', 'u'].some((letter) => options.has(letter));
  if (pattern === undefined && !narrowed) {
    if (isBusybox(system)) throw usageOnly(system, matchManual);
    throw new Quit(`pgrep: no matching criteria specified\nTry \`pgrep --help' for more information.\n`, 2);
  }
  const matches = textMatcher(system, pattern ?? '', options.has('x'), options.has('i'));
  const parents = options.value('P')?.split(',').map(Number);
  const session = options.value('s');
  const uids = options
    .value('u')
    ?.split(',')
    .map((name) => findUid(system, name));
  const found = system.processes().filter((process) => {
    if (process.pid === system.pid) return false;
    const text = options.has('f') ? process.argv.join(' ') || process.command : process.command;
    const chosen =
      matches(text) &&
      (parents === undefined || parents.includes(process.parentPid)) &&
      (session === undefined || process.session === Number(session)) &&
      (uids === undefined || uids.includes(process.uid));
    return chosen !== options.has('v');
  });
  if (options.has('n'))
    return found.toSorted((a, b) => b.startedMs - a.startedMs || b.pid - a.pid).slice(0, 1);
  return options.has('o')
    ? found.toSorted((a, b) => a.startedMs - b.startedMs || a.pid - b.pid).slice(0, 1)
    : found;
}

function textMatcher(
  system: System,
  pattern: string,
  exact: boolean,
  ignoreCase: boolean,
): (text: string) => boolean {
  if (pattern.length > PATTERN_CHARS_MAX) throw fail(system, 'pattern too long', 2);
  try {
    const whole = exact ? `^(?:${pattern})$` : pattern;
    const regex = RE2JS.compile(whole, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
    return (text) => regex.matcher(text).find();
  } catch {
    throw fail(system, `bad regex '${pattern}'`, 2);
  }
}
