import { SystemError } from '../../filesystem/errors.ts';
import { parseSignal, signalNames, signalNumber } from '../../linux/signals.ts';
import type { Dialect } from '../dialect.ts';
import type { Shell } from '../shell-process.ts';
import { assign, unsetVariable, variableValue } from '../variables.ts';
import type { Builtin } from './builtin.ts';
import { badOption, complaint, simple } from './builtin.ts';
import { findJob } from './jobs.ts';
import { ulimit } from './ulimit.ts';

const umask = simple((shell, words) => {
  const operands = words.slice(1).filter((word) => word !== '-S' && word !== '-p');
  const [mask] = operands;
  if (mask !== undefined && /^-[^=]/.test(mask) && !/^-[rwx]+$/.test(mask) && shell.dialect === 'bash')
    return badOption(shell, 'umask', mask.charAt(1));
  const current = shell.system.setUmask(0);
  shell.system.setUmask(current);
  if (mask === undefined) {
    shell.write(
      1,
      (words.includes('-p') && shell.dialect === 'bash' ? `umask ${words.includes('-S') ? '-S ' : ''}` : '') +
        (words.includes('-S') ? `${symbolic(current)}\n` : `${current.toString(8).padStart(4, '0')}\n`),
    );
    return 0;
  }
  if (/^[0-7]{1,4}$/.test(mask)) {
    shell.system.setUmask(Number.parseInt(mask, 8));
    return 0;
  }
  const changed = fromSymbols(current, mask);
  if (changed !== undefined) {
    shell.system.setUmask(changed);
    return 0;
  }
  const words2 = {
    bash: `${mask}: octal number out of range`,
    dash: `Illegal number: ${mask}`,
    ash: `illegal mode: ${mask}`,
  };
  return complaint(shell, 'umask', words2[shell.dialect], shell.dialect === 'bash' ? 1 : 2);
});

function symbolic(mask: number): string {
  const rights = (shift: number) => {
    const allowed = ~(mask >> shift) & 7;
    return `${allowed & 4 ? 'r' : ''}${allowed & 2 ? 'w' : ''}${allowed & 1 ? 'x' : ''}`;
  };
  return `u=${rights(6)},g=${rights(3)},o=${rights(0)}`;
}

/** `u=rwx,g-w`: what is allowed, against what was. Undefined: it isn't that. */
function fromSymbols(before: number, text: string): number | undefined {
  let allowed = ~before & 0o777;
  for (const clause of text.split(',')) {
    const [, who = '', operator, rights = ''] = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause) ?? [];
    if (operator === undefined) return undefined;
    const bits =
      (rights.includes('r') ? 4 : 0) | (rights.includes('w') ? 2 : 0) | (rights.includes('x') ? 1 : 0);
    for (const [letter, shift] of [
      ['u', 6],
      ['g', 3],
      ['o', 0],
    ] as const) {
      if (who !== '' && !who.includes('a') && !who.includes(letter)) continue;
      if (operator === '=') allowed &= ~(7 << shift);
      allowed = operator === '-' ? allowed & ~(bits << shift) : allowed | (bits << shift);
    }
  }
  return ~allowed & 0o777;
}

const times = simple((shell) => {
  const minutes = (ms: number) =>
    `${Math.floor(ms / 60_000)}m${((ms % 60_000) / 1000).toFixed(shell.dialect === 'bash' ? 3 : 6)}s`;
  const own = shell.system.processes().find(({ pid }) => pid === shell.system.pid)?.cpuMs ?? 0;
  shell.write(1, `${minutes(own)} ${minutes(0)}\n${minutes(0)} ${minutes(0)}\n`);
  return 0;
});

const kill = simple((shell, words) => {
  const operands = words.slice(1);
  const [first = ''] = operands;
  if (first === '-l' || first === '-L') return listSignals(shell, operands.slice(1));
  let signalText = 'TERM';
  if (first === '-s' || first === '-n') {
    signalText = operands[1] ?? '';
    operands.splice(0, 2);
  } else if (first === '--') operands.shift();
  else if (/^-[A-Za-z0-9]/.test(first)) {
    signalText = first.slice(1);
    operands.shift();
    if (operands[0] === '--') operands.shift();
  }
  const signal = signalText === '0' ? undefined : parseSignal(signalText);
  if (signal === undefined && signalText !== '0') {
    const said =
      shell.dialect === 'bash'
        ? `${signalText}: invalid signal specification`
        : `Illegal option -${signalText.charAt(0)}`;
    if (shell.dialect === 'ash') return saidByShell(shell, `bad signal name '${signalText}'`);
    return complaint(shell, 'kill', said, shell.dialect === 'bash' ? 1 : 2);
  }
  if (operands.length === 0) {
    if (shell.dialect === 'bash') {
      shell.raw(
        'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n',
      );
      return 2;
    }
    if (shell.dialect === 'ash') return saidByShell(shell, 'you need to specify whom to kill');
    const usage = 'Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or\nkill -l [exitstatus]';
    return complaint(shell, 'kill', usage, 2);
  }
  return operands.reduce((status, word) => Math.max(status, send(shell, word, signal)), 0);
});

/** What busybox's kill says, it says in the name of the shell. */
function saidByShell(shell: Shell, words: string): number {
  shell.raw(`${shell.state.name}: ${words}\n`);
  return 1;
}

function send(shell: Shell, word: string, signal: ReturnType<typeof parseSignal>): number {
  const job = word.startsWith('%') ? findJob(shell, word) : undefined;
  if (word.startsWith('%') && job === undefined) return complaint(shell, 'kill', `${word}: no such job`);
  const pid = job === undefined ? Number(word) : shell.option('m') ? -job.group : (job.pids[0] ?? 0);
  if (!Number.isInteger(pid) || word === '') {
    const said =
      shell.dialect === 'bash' ? `${word}: arguments must be process or job IDs` : `Illegal number: ${word}`;
    if (shell.dialect === 'ash') return saidByShell(shell, `invalid number '${word}'`);
    return complaint(shell, 'kill', said, shell.dialect === 'dash' ? 2 : 1);
  }
  try {
    shell.system.kill(pid, signal);
    // A stopped job takes notice only when it goes on.
    if (job?.stopped && shell.dialect === 'bash' && (signal === 'SIGTERM' || signal === 'SIGHUP'))
      shell.system.kill(pid, 'SIGCONT');
    return 0;
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    const of = {
      bash: `(${word}) - ${error.message}`,
      dash: error.message,
      ash: `can't kill pid ${word}: ${error.message}`,
    };
    if (shell.dialect === 'dash') shell.complain(error.message, 'kill');
    else if (shell.dialect === 'ash') saidByShell(shell, of.ash);
    else shell.raw(`${shell.prefix()}kill: ${of[shell.dialect]}\n`);
    return 1;
  }
}

function signalTable(dialect: Dialect): string {
  const names = signalNames();
  if (dialect === 'dash') return `0\n${names.map((name) => name.slice(3)).join('\n')}\n`;
  const bash = dialect === 'bash';
  const cells = names.map(
    (name) => `${String(signalNumber(name)).padStart(2)}) ${bash ? name : name.slice(3)}`,
  );
  const columns = bash ? 5 : 1;
  const rows: string[] = [];
  for (let at = 0; at < cells.length; at += columns)
    rows.push(`${cells.slice(at, at + columns).join('\t')}\n`);
  return rows.join('');
}

function listSignals(shell: Shell, names: readonly string[]): number {
  if (names.length === 0) {
    shell.write(1, signalTable(shell.dialect));
    return 0;
  }
  for (const name of names) {
    const number = Number(name);
    const signal = parseSignal(number > 128 ? String(number - 128) : name);
    if (signal === undefined) return complaint(shell, 'kill', `${name}: invalid signal specification`);
    shell.write(1, /^\d+$/.test(name) ? `${signal.slice(3)}\n` : `${signalNumber(signal)}\n`);
  }
  return 0;
}

/** getopts(1): one option a call; OPTIND says where it goes on. */
const getopts = simple((shell, words) => {
  const [, spec = '', name = '', ...given] = words;
  if (spec === '' || name === '')
    return complaint(shell, 'getopts', 'usage: getopts optstring name [arg]', 2);
  const parameters = given.length > 0 ? given : shell.state.parameters;
  const silent = spec.startsWith(':');
  const place = shell.state.getopts;
  const index = Number(variableValue(shell, 'OPTIND') ?? 1) || 1;
  if (index !== place.index) Object.assign(place, { index, offset: 1 });
  if (place.offset === 0) place.offset = 1;
  const word = parameters[place.index - 1];
  const move = (by: number) => {
    place.index += by;
    place.offset = 1;
    assign(shell, 'OPTIND', String(place.index));
  };
  if (word === undefined || !/^-./.test(word) || word === '--') {
    if (word === '--') move(1);
    assign(shell, name, '?');
    return 1;
  }
  const letter = word.charAt(place.offset);
  const known = letter === ':' ? -1 : spec.indexOf(letter);
  place.offset++;
  const isLast = place.offset >= word.length;
  if (known < 0) {
    if (isLast) move(1);
    assign(shell, name, '?');
    if (silent) assign(shell, 'OPTARG', letter);
    else
      shell.raw(
        shell.dialect === 'bash'
          ? `${shell.state.name}: illegal option -- ${letter}\n`
          : `Illegal option -${letter}\n`,
      );
    return 0;
  }
  if (spec[known + 1] !== ':') {
    if (isLast) move(1);
    unsetVariable(shell, 'OPTARG');
    assign(shell, name, letter);
    return 0;
  }
  const attached = word.slice(place.offset);
  const value = attached === '' ? parameters[place.index] : attached;
  move(attached === '' && value !== undefined ? 2 : 1);
  if (value === undefined) {
    assign(shell, name, silent ? ':' : '?');
    if (silent) assign(shell, 'OPTARG', letter);
    else
      shell.raw(
        shell.dialect === 'bash'
          ? `${shell.state.name}: option requires an argument -- ${letter}\n`
          : `No arg for -${letter} option\n`,
      );
    return 0;
  }
  assign(shell, name, letter);
  assign(shell, 'OPTARG', value);
  return 0;
});

export const systemBuiltins: Readonly<Record<string, Builtin>> = { umask, ulimit, times, kill, getopts };
