import { Quit } from '../../shell/commands/options.ts';
import type { Command, Flags } from './command.ts';

interface Flag {
  readonly name: string;
  readonly letter: string;
  readonly takesValue: boolean;
}

/** Reads what comes after the command's name, as pflag does. @throws Quit in its words */
export function parseCommandLine(
  command: Command,
  words: readonly string[],
): { readonly flags: Flags; readonly operands: readonly string[] } {
  const known = command.flags.map((text): Flag => {
    const [name = '', letter = ''] = text.split(' ');
    return { name: name.replace('=', ''), letter, takesValue: name.endsWith('=') };
  });
  const given: [string, string][] = [];
  const operands: string[] = [];
  const left = [...words];
  while (left.length > 0) {
    const word = left.shift() ?? '';
    if (word === '--') operands.push(...left.splice(0));
    else if (word.startsWith('--')) longFlag(command, known, word.slice(2), left, given);
    else if (word.startsWith('-') && word.length > 1) letters(command, known, word.slice(1), left, given);
    else {
      operands.push(word);
      if (command.operandsLast) operands.push(...left.splice(0));
    }
  }
  checkCount(command, operands.length);
  return {
    operands,
    flags: {
      has: (name) => given.some(([each, value]) => each === name && value !== 'false'),
      value: (name) => given.findLast(([each]) => each === name)?.[1],
      values: (name) => given.filter(([each]) => each === name).map(([, value]) => value),
    },
  };
}

function longFlag(
  command: Command,
  known: readonly Flag[],
  text: string,
  left: string[],
  given: [string, string][],
): void {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const flag = known.find((each) => each.name === name);
  if (name === 'help') throw new Quit(`\nUsage:  docker ${command.usage}\n`, 0, 'out');
  if (flag === undefined) throw wrong(command, `unknown flag: --${name}`);
  const value = equals < 0 ? (flag.takesValue ? left.shift() : 'true') : text.slice(equals + 1);
  if (value === undefined) throw wrong(command, `flag needs an argument: --${name}`);
  given.push([name, value]);
}

function letters(
  command: Command,
  known: readonly Flag[],
  cluster: string,
  left: string[],
  given: [string, string][],
): void {
  for (let at = 0; at < cluster.length; at++) {
    const letter = cluster[at] ?? '';
    const flag = known.find((each) => each.letter === letter);
    if (flag === undefined) {
      throw wrong(command, `unknown shorthand flag: '${letter}' in -${cluster.slice(at)}`);
    }
    if (!flag.takesValue) given.push([flag.name, 'true']);
    else {
      const attached = cluster.slice(at + 1).replace(/^=/, '');
      const value = attached === '' ? left.shift() : attached;
      if (value === undefined) throw wrong(command, `flag needs an argument: '${letter}' in -${letter}`);
      given.push([flag.name, value]);
      return;
    }
  }
}

function wrong({ usage }: Command, problem: string): Quit {
  return new Quit(
    `${problem}\n\nUsage:  docker ${usage}\n\nRun 'docker ${nameOf(usage)} --help' for more information\n`,
    125,
  );
}

function checkCount({ usage, operands: [min, max] = [0, 0] }: Command, count: number): void {
  if (count >= min && count <= max) return;
  const many = (number: number) => `${number} argument${number === 1 ? '' : 's'}`;
  const wanted =
    max === 0
      ? 'accepts no arguments'
      : max > min
        ? `requires at least ${many(min)}`
        : `requires ${many(min)}`;
  const name = nameOf(usage);
  const hint = max > min ? 'See' : 'Run';
  throw new Quit(
    `docker: 'docker ${name}' ${wanted}\n\nUsage:  docker ${usage}\n\n${hint} 'docker ${name} --help' for more information\n`,
    1,
  );
}

/** `ps [OPTIONS]` → `ps`; `volume ls [OPTIONS]` → `volume ls`. */
export function nameOf(usage: string): string {
  return /^[a-z ]*[a-z]/.exec(usage)?.[0] ?? usage;
}
