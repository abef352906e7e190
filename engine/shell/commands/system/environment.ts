import { systemError } from '../../../filesystem/errors.ts';
import type { Program, System } from '../../../linux/system.ts';
import { complain, fail, guarded, immediate } from '../command.ts';
import { missingOperand } from '../files/make.ts';
import { isBusybox, parseOptions, Quit, type Syntax } from '../options.ts';
import { quote } from '../quoting.ts';
import { become } from './running.ts';

const envManual = {
  gnu: '[OPTION]... [-] [NAME=VALUE]... [COMMAND [ARG]...]\nSet each NAME to VALUE in the environment and run COMMAND.',
};

export const env: Program = guarded({
  start(system) {
    const syntax: Syntax = {
      letters: 'iu:0C:v',
      long: { 'ignore-environment': 'i', unset: 'u', null: '0', chdir: 'C', debug: 'v' },
      operandsLast: true,
      manual: isBusybox(system) ? envManual : { ...envManual, usageExit: 125 },
    };
    const options = parseOptions(system, syntax, isBusybox(system) ? system.argv : split(system.argv));
    const words = [...options.operands];
    const empty = options.has('i') || words[0] === '-';
    if (words[0] === '-') words.shift();
    const variables = new Map(empty ? [] : system.env);
    for (const name of options.values('u')) variables.delete(name);
    for (let word = words[0]; word?.includes('='); word = words[0]) {
      variables.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
      words.shift();
    }
    const folder = options.value('C');
    if (folder !== undefined) changeFolder(system, folder, 125);
    if (words.length > 0) return become(system, words, variables);
    const end = options.has('0') ? '\0' : '\n';
    system.write(1, [...variables].map(([name, value]) => `${name}=${value}${end}`).join(''));
    return { exit: 0 };
  },
  step: () => ({ exit: 0 }),
});

function changeFolder(system: System, folder: string, code: number): void {
  try {
    system.changeDirectory(folder);
  } catch (error) {
    const { message } = systemError(error);
    throw fail(system, `cannot change directory to ${quote(system, folder)}: ${message}`, code);
  }
}

export const printenv = immediate((system) => {
  const manual = {
    gnu: '[OPTION]... [VARIABLE]...\nPrint the values of the specified environment VARIABLE(s).',
  };
  const options = parseOptions(system, { letters: '0', long: { null: '0' }, manual });
  const end = options.has('0') ? '\0' : '\n';
  if (options.operands.length === 0) {
    system.write(1, [...system.env].map(([name, value]) => `${name}=${value}${end}`).join(''));
    return 0;
  }
  const values = options.operands.map((name) => system.env.get(name));
  for (const value of values) if (value !== undefined) system.write(1, value + end);
  return values.includes(undefined) ? 1 : 0;
});

const niceManual = {
  gnu: '[OPTION] [COMMAND [ARG]...]\nRun COMMAND with an adjusted niceness, which affects process scheduling.',
  usageExit: 125,
};

/** There is one priority: the command runs as it would without. */
export const nice: Program = guarded({
  start(system) {
    const options = parseOptions(system, {
      letters: 'n:',
      digits: true,
      long: { adjustment: 'n' },
      operandsLast: true,
      manual: niceManual,
    });
    const adjustment = options.value('n');
    if (adjustment !== undefined && !/^[-+]?\d+$/.test(adjustment)) {
      if (isBusybox(system)) throw fail(system, `invalid number '${adjustment}'`);
      throw fail(system, `invalid adjustment ${quote(system, adjustment)}`, 125);
    }
    if (options.operands.length > 0) return become(system, options.operands);
    system.write(1, '0\n');
    return { exit: 0 };
  },
  step: () => ({ exit: 0 }),
});

const nohupManual = {
  gnu: 'COMMAND [ARG]...\n  or:  nohup OPTION\nRun COMMAND, ignoring hangup signals.',
  usageExit: 125,
};

export const nohup: Program = guarded({
  start(system) {
    const options = parseOptions(system, { letters: '', operandsLast: true, manual: nohupManual });
    if (options.operands.length === 0) throw missingOperand(system, nohupManual);
    system.onSignal('ignore', ['SIGHUP']);
    const output = system.isTerminal(1);
    if (system.isTerminal(0)) system.duplicate(system.open('/dev/null', { write: true }), 0);
    if (output) {
      system.duplicate(appendTo(system), 1);
      complain(
        system,
        isBusybox(system)
          ? 'appending output to nohup.out'
          : `ignoring input and appending output to ${quote(system, 'nohup.out')}`,
      );
    }
    if (system.isTerminal(2)) system.duplicate(1, 2);
    return become(system, options.operands);
  },
  step: () => ({ exit: 0 }),
});

function appendTo(system: System): number {
  const options = { write: true, append: true, create: true, mode: 0o600 };
  try {
    return system.open('nohup.out', options);
  } catch (error) {
    const home = system.env.get('HOME');
    if (home === undefined)
      throw new Quit(`nohup: failed to open 'nohup.out': ${systemError(error).message}\n`, 125);
    return system.open(`${home}/nohup.out`, options);
  }
}

/** -S, the first of a `#!` line's words, stands for several words. */
function split(argv: readonly string[]): readonly string[] {
  const [name = '', first = '', ...rest] = argv;
  const [, letters = '', joined] = /^-(?:-split-string=|([iv0]*)S)(.*)$/s.exec(first) ?? [];
  if (joined === undefined) return argv;
  const text = joined === '' ? (rest.shift() ?? '') : joined;
  const words = text.split(/[ \t]+/).filter((word) => word !== '');
  return [name, ...(letters === '' ? [] : [`-${letters}`]), ...words, ...rest];
}
