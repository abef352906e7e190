import { systemError } from '../../../filesystem/errors.ts';
import type { Stat } from '../../../filesystem/node.ts';
import { AGAIN, type Json, type Next, type Program, type System } from '../../../linux/system.ts';
import { binary, bytesOf, encode } from '../bytes.ts';
import { complain, guarded } from '../command.ts';
import { globMatches } from '../files/glob.ts';
import { joined } from '../files/path.ts';
import { linkStat, targetStat } from '../files/troubles.ts';
import { isBusybox } from '../options.ts';
import { comparedFiles } from './diff-files.ts';
import { type DiffOptions, parseDiff } from './diff-options.ts';

/** Pairs that one step compares, and how much of files, in bytes. */
const STEP_PAIRS = 200;
const STEP_BYTES = 131_072;
/** What is read of each of two files that differ, in bytes. */
const FILE_BYTES_MAX = 1_048_576;

type Pair = readonly [left: string, right: string];

type State = {
  readonly options: DiffOptions;
  /** What has yet to be compared. The last comes first. */
  pairs: Pair[];
  code: number;
};

export function isFolderDiff(state: Json): state is State {
  return typeof state === 'object' && state !== null && 'pairs' in state;
}

/** Compares two folders, and with -r what is in them. */
export const diffFolders: Program<State> = guarded({
  start(system) {
    const { options, operands } = parseDiff(system);
    const state: State = { options, pairs: [], code: 0 };
    enter(system, state, operands);
    return step(system, state);
  },
  step,
});

function step(system: System, state: State): Next<State> {
  let bytes = STEP_BYTES;
  for (let count = 0; count < STEP_PAIRS && bytes > 0; count++) {
    const pair = state.pairs.pop();
    if (pair === undefined) return { exit: state.code };
    bytes -= compare(system, state, pair);
  }
  return { state, until: { cpuMs: 1 } };
}

/** Puts the names of both folders on the list. */
function enter(system: System, state: State, [left, right]: Pair): void {
  const names = new Set<string>();
  for (const folder of [left, right]) {
    try {
      if (targetStat(system, folder) === undefined && state.options.newFiles) continue;
      for (const { name } of system.readDirectory(folder)) names.add(name);
    } catch (error) {
      trouble(system, state, folder, error);
    }
  }
  const wanted = [...names].filter((name) => !state.options.excluded.some((glob) => globMatches(glob, name)));
  const pairs = wanted.sort().map((name) => [joined(left, name), joined(right, name)] as const);
  state.pairs.push(...pairs.toReversed());
}

function trouble(system: System, state: State, name: string, error: unknown): void {
  state.code = 2;
  complain(system, `${name}: ${systemError(error).message}`);
}

function found(state: State, code: number): void {
  state.code = Math.max(state.code, code);
}

/** @returns how many bytes it has read */
function compare(system: System, state: State, pair: Pair): number {
  const { options } = state;
  const [left, right] = pair;
  const [a, b] = [targetStat(system, left), targetStat(system, right)];
  if ((a === undefined && linkStat(system, left)) || (b === undefined && linkStat(system, right))) {
    const dangling = a === undefined && linkStat(system, left) !== undefined ? left : right;
    state.code = 2;
    complain(system, `${dangling}: No such file or directory`);
    return 0;
  }
  const only = a === undefined ? b : b === undefined ? a : undefined;
  if (only !== undefined && !options.newFiles) {
    const path = a === undefined ? right : left;
    const slash = path.lastIndexOf('/');
    const folder = path.slice(0, slash) || '/';
    system.write(1, `Only in ${folder}: ${path.slice(slash + 1)}\n`);
    found(state, 1);
    return 0;
  }
  const kinds = [a, b].flatMap((stat) => (stat === undefined ? [] : [stat.type]));
  if (kinds.every((kind) => kind === 'directory')) {
    if (options.recursive) enter(system, state, pair);
    else system.write(1, `Common subdirectories: ${left} and ${right}\n`);
    return 0;
  }
  if (new Set(kinds).size > 1) {
    system.write(1, `File ${left} is a ${words(a)} while file ${right} is a ${words(b)}\n`);
    found(state, 1);
    return 0;
  }
  return compareFiles(system, state, pair, [a, b]);
}

function words(stat: Stat | undefined): string {
  if (stat?.type === 'file') return stat.size === 0 ? 'regular empty file' : 'regular file';
  return stat?.type ?? '';
}

function compareFiles(
  system: System,
  state: State,
  [left, right]: Pair,
  [a, b]: readonly [Stat | undefined, Stat | undefined],
): number {
  const { options } = state;
  try {
    const texts = [a === undefined ? '' : textOf(system, left), b === undefined ? '' : textOf(system, right)];
    const [leftText = '', rightText = ''] = texts;
    const sides = [
      { name: left, modifiedMs: a?.modifiedMs ?? 0 },
      { name: right, modifiedMs: b?.modifiedMs ?? 0 },
    ] as const;
    const { text, code } = comparedFiles(system, options, sides, leftText, rightText);
    found(state, code);
    const isShort = options.brief || text.startsWith('Binary files ');
    const head =
      isBusybox(system) || isShort || text === ''
        ? ''
        : `diff ${options.given ? `${options.given} ` : ''}${encode(left)} ${encode(right)}\n`;
    const same =
      code === 0 && options.reportSame ? `Files ${encode(left)} and ${encode(right)} are identical\n` : '';
    if (head + text + same !== '') system.write(1, bytesOf(head + text + same));
    return leftText.length + rightText.length;
  } catch (error) {
    trouble(system, state, left, error);
    return 0;
  }
}

/** What is in a file, one character each byte: as much of it as is compared. */
function textOf(system: System, path: string): string {
  const descriptor = system.open(path, { read: true });
  let text = '';
  try {
    for (
      let data = system.read(descriptor);
      data !== AGAIN && data.length > 0 && text.length < FILE_BYTES_MAX;
      data = system.read(descriptor)
    )
      text += binary(data);
    return text;
  } finally {
    system.close(descriptor);
  }
}
