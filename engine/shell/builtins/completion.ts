import { systemError } from '../../filesystem/errors.ts';
import type { Shell } from '../shell-process.ts';
import { keysOf } from '../table.ts';
import type { Builtin } from './builtin.ts';
import { complaint, options, simple } from './builtin.ts';
import { LONG_OPTIONS } from './set.ts';

const LETTERS = 'abcdefgjksuvprDEIo:A:G:W:F:C:X:P:S:';
const KEYWORDS =
  'if then else elif fi case esac for select while until do done in function time { } ! [[ ]] coproc'.split(
    ' ',
  );

/** What is set for a command is accepted and forgotten: the line editor has a completion of its own. */
const complete = simple(
  (shell, words) => {
    const parsed = options(shell, words, LETTERS);
    if (parsed === undefined) return 2;
    const { given, operands } = parsed;
    if (!given.has('p') || operands.length === 0) return 0;
    for (const name of operands) complaint(shell, 'complete', `${name}: no completion specification`);
    return 1;
  },
  { in: ['bash'] },
);

const compopt = simple(
  (shell) => complaint(shell, 'compopt', 'not currently executing completion function'),
  { in: ['bash'] },
);

/** Prints the candidates that begin with a word. */
const compgen = simple(
  (shell, words) => {
    const parsed = options(shell, words, LETTERS);
    if (parsed === undefined) return 2;
    const [prefix = ''] = parsed.operands;
    const { given } = parsed;
    const action = given.get('A');
    if (action !== undefined && !Object.hasOwn(actions, action))
      return complaint(shell, 'compgen', `${action}: invalid action name`);
    const found = [
      ...(given.get('W') ?? '').split(/\s+/),
      ...[...given.keys()].flatMap((letter) => sources[letter]?.(shell) ?? []),
      ...(sources[actions[action ?? ''] ?? '']?.(shell) ?? []),
    ].filter((name) => name !== '' && name.startsWith(prefix));
    shell.write(1, found.map((name) => `${given.get('P') ?? ''}${name}${given.get('S') ?? ''}\n`).join(''));
    return found.length > 0 ? 0 : 1;
  },
  { in: ['bash'] },
);

const sources: Readonly<Record<string, (shell: Shell) => readonly string[]>> = {
  a: ({ state }) => keysOf(state.aliases).sort(),
  b: (shell) => shell.builtinNames().toSorted(),
  c: (shell) => [
    ...keysOf(shell.state.aliases),
    ...KEYWORDS,
    ...keysOf(shell.state.functions),
    ...shell.builtinNames(),
  ],
  d: (shell) => files(shell, true),
  f: (shell) => files(shell, false),
  function: ({ state }) => keysOf(state.functions).sort(),
  k: () => KEYWORDS,
  options: () => Object.keys(LONG_OPTIONS),
  v: ({ state }) => keysOf(state.variables).sort(),
};
const actions: Readonly<Record<string, string>> = {
  alias: 'a',
  builtin: 'b',
  command: 'c',
  directory: 'd',
  file: 'f',
  function: 'function',
  keyword: 'k',
  setopt: 'options',
  variable: 'v',
};

/** Names in the current folder; none where it can't be read. */
function files({ system }: Shell, foldersOnly: boolean): string[] {
  try {
    const entries = system.readDirectory('.').filter(({ type }) => !foldersOnly || type === 'directory');
    return entries.map(({ name }) => name).sort();
  } catch (error) {
    systemError(error);
    return [];
  }
}

export const completionBuiltins: Readonly<Record<string, Builtin>> = { complete, compopt, compgen };
