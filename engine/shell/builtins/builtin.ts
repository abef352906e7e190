import type { Dialect } from '../dialect.ts';
import type { Invocation } from '../invocation.ts';
import type { Outcome, Shell } from '../shell-process.ts';
import { SYNOPSES } from './synopses.ts';

/** A command that the shell carries out itself. */
export interface Builtin {
  /** POSIX special builtins: assignments before them stay. */
  readonly special?: boolean;
  /** It sees to its redirections itself: exec. */
  readonly keepsRedirections?: boolean;
  /** Which shells have it. Default: all. */
  readonly in?: readonly Dialect[];
  /** Sets `state.status`, or puts frames under way that will. */
  run(shell: Shell, words: readonly string[], invocation: Invocation): Outcome;
}

/** A builtin that gives its status at once. */
export function simple(
  run: (shell: Shell, words: readonly string[], invocation: Invocation) => number,
  facts: Omit<Builtin, 'run'> = {},
): Builtin {
  return {
    ...facts,
    run(shell, words, invocation) {
      shell.state.status = run(shell, words, invocation);
      return undefined;
    },
  };
}

/** Complains in the name of a builtin. @returns the status */
export function complaint(shell: Shell, builtin: string, message: string, status = 1): number {
  shell.complain(message, builtin);
  return status;
}

/** An option that a builtin doesn't know. */
export function badOption(shell: Shell, builtin: string, letter: string, usage?: string): number {
  const words = {
    bash: `-${letter}: invalid option`,
    dash: `Illegal option -${letter}`,
    ash: `illegal option -${letter}`,
  };
  shell.complain(words[shell.dialect], builtin);
  const shown = usage ?? (Object.hasOwn(SYNOPSES, builtin) ? SYNOPSES[builtin]?.[0] : undefined);
  if (shell.dialect === 'bash' && shown !== undefined) shell.raw(`${builtin}: usage: ${shown}\n`);
  return 2;
}

/** Options at the beginning: letters (`a:` takes an argument) and where operands begin; undefined: it complained. */
export function options(
  shell: Shell,
  words: readonly string[],
  letters: string,
  usage?: string,
): { readonly given: ReadonlyMap<string, string>; readonly operands: readonly string[] } | undefined {
  const given = new Map<string, string>();
  let at = 1;
  for (; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--') {
      at++;
      break;
    }
    if (!/^-./.test(word)) break;
    for (let place = 1; place < word.length; place++) {
      const letter = word.charAt(place);
      const known = letter === ':' ? -1 : letters.indexOf(letter);
      if (known < 0) {
        shell.state.status = badOption(shell, words[0] ?? '', letter, usage);
        return undefined;
      }
      if (letters[known + 1] !== ':') {
        given.set(letter, '');
        continue;
      }
      const value = word.slice(place + 1) || words[++at];
      if (value === undefined) {
        shell.complain(`-${letter}: option requires an argument`, words[0]);
        return undefined;
      }
      given.set(letter, value);
      break;
    }
  }
  return { given, operands: words.slice(at) };
}
