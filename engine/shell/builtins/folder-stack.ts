import type { Shell } from '../shell-process.ts';
import { homeOf } from '../tilde.ts';
import { variableValue } from '../variables.ts';
import { type Builtin, badOption, complaint, simple } from './builtin.ts';
import { changeFolder } from './folder.ts';

/** Folders that can be kept. */
const STACK_MAX = 1_000;

/** The current folder, and those below it. */
function wholeStack(shell: Shell): string[] {
  return [variableValue(shell, 'PWD') ?? shell.system.workingDirectory, ...shell.state.folders];
}

function shown(shell: Shell, path: string): string {
  const home = homeOf(shell, '') ?? '';
  if (home === '' || home === '/') return path;
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

function show(shell: Shell): number {
  shell.write(
    1,
    `${wholeStack(shell)
      .map((path) => shown(shell, path))
      .join(' ')}\n`,
  );
  return 0;
}

/** `+n` from the top, `-n` from the bottom. Undefined: the word isn't that; -1: there are not so many. */
function placeOf(shell: Shell, word: string): number | undefined {
  if (!/^[-+]\d{1,6}$/.test(word)) return undefined;
  const { length } = wholeStack(shell);
  const number = Number(word.slice(1));
  const place = word.startsWith('+') ? number : length - 1 - number;
  return place >= 0 && place < length ? place : -1;
}

const dirs = simple(
  (shell, words) => {
    const letters = words.slice(1).flatMap((word) => (/^-[a-z]+$/.test(word) ? [...word.slice(1)] : []));
    const bad = letters.find((letter) => !'clpv'.includes(letter));
    if (bad !== undefined) return badOption(shell, 'dirs', bad);
    if (letters.includes('c')) {
      shell.state.folders = [];
      return 0;
    }
    const stack = wholeStack(shell).map((path) => (letters.includes('l') ? path : shown(shell, path)));
    const word = words.slice(1).find((each) => /^[-+]\d/.test(each));
    const place = word === undefined ? undefined : placeOf(shell, word);
    if (place === -1)
      return complaint(shell, 'dirs', `${word?.slice(1) ?? ''}: directory stack index out of range`);
    if (place !== undefined) shell.write(1, `${stack[place] ?? ''}\n`);
    else if (letters.includes('v')) {
      shell.write(1, stack.map((path, at) => `${String(at).padStart(2)}  ${path}\n`).join(''));
    } else shell.write(1, letters.includes('p') ? `${stack.join('\n')}\n` : `${stack.join(' ')}\n`);
    return 0;
  },
  { in: ['bash'] },
);

const pushd = simple(
  (shell, words) => {
    const stays = words[1] === '-n';
    const [word] = words.slice(stays ? 2 : 1).filter((each) => each !== '--');
    const stack = wholeStack(shell);
    const { state } = shell;
    if (word === undefined) {
      const [top = ''] = state.folders;
      if (state.folders.length === 0) return complaint(shell, 'pushd', 'no other directory');
      if (changeFolder(shell, 'pushd', top) !== 0) return 1;
      state.folders = [stack[0] ?? '/', ...state.folders.slice(1)];
      return show(shell);
    }
    const place = placeOf(shell, word);
    if (place === -1) {
      const empty = state.folders.length === 0;
      return complaint(
        shell,
        'pushd',
        empty ? 'directory stack empty' : `${word}: directory stack index out of range`,
      );
    }
    if (place !== undefined) {
      const turned = [...stack.slice(place), ...stack.slice(0, place)];
      if (changeFolder(shell, 'pushd', turned[0] ?? '/') !== 0) return 1;
      state.folders = turned.slice(1);
      return show(shell);
    }
    if (state.folders.length >= STACK_MAX) return complaint(shell, 'pushd', 'Cannot allocate memory');
    if (stays) state.folders = [word, ...state.folders];
    else {
      if (changeFolder(shell, 'pushd', word) !== 0) return 1;
      state.folders = [stack[0] ?? '/', ...state.folders];
    }
    return show(shell);
  },
  { in: ['bash'] },
);

const popd = simple(
  (shell, words) => {
    const stays = words[1] === '-n';
    const [word] = words.slice(stays ? 2 : 1);
    const { state } = shell;
    if (state.folders.length === 0) return complaint(shell, 'popd', 'directory stack empty');
    const place = word === undefined ? (stays ? 1 : 0) : placeOf(shell, word);
    if (place === undefined) return complaint(shell, 'popd', `${word ?? ''}: invalid argument`);
    if (place === -1) return complaint(shell, 'popd', `${word ?? ''}: directory stack index out of range`);
    if (place === 0) {
      const [top = '/', ...rest] = state.folders;
      if (changeFolder(shell, 'popd', top) !== 0) return 1;
      state.folders = rest;
    } else state.folders = state.folders.filter((_, at) => at !== place - 1);
    return show(shell);
  },
  { in: ['bash'] },
);

export const folderStackBuiltins: Readonly<Record<string, Builtin>> = { dirs, pushd, popd };
