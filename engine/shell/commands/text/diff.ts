import { systemError } from '../../../filesystem/errors.ts';
import type { Json, Program, System } from '../../../linux/system.ts';
import { encode } from '../bytes.ts';
import { cannotOpen } from '../command.ts';
import type { Run } from '../filter.ts';
import { slurp } from '../slurp.ts';
import { comparedFiles } from './diff-files.ts';
import { diffFolders, isFolderDiff } from './diff-folders.ts';
import { type DiffOptions, type DiffSide, parseDiff } from './diff-options.ts';

type PairOptions = { readonly options: DiffOptions; readonly sides: readonly [DiffSide, DiffSide] };

const diffPair: Program = slurp<PairOptions>({
  begin(system) {
    const { options, operands } = parseDiff(system);
    const [left, right] = pairOf(system, operands);
    const side = (name: string): DiffSide => ({ name, modifiedMs: modified(system, name) });
    const names = [left, right].filter((name) => !(options.newFiles && isMissing(system, name)));
    return {
      operands: names.length === 0 ? ['/dev/null'] : names,
      options: { options, sides: [side(left), side(right)] },
    };
  },
  trouble: (system, _options, name, error) => cannotOpen(system, name, error),
  answer(run, { options, sides }, files, failed) {
    if (failed) return 2;
    const text = (index: number) => {
      const name = sides[index]?.name;
      // The same name twice is the same file twice.
      return (
        index === 0 ? files.find((file) => file.name === name) : files.findLast((file) => file.name === name)
      )?.text;
    };
    return writeCompared(run, options, sides, text(0) ?? '', text(1) ?? '');
  },
});

function writeCompared(
  run: Run,
  options: DiffOptions,
  sides: readonly [DiffSide, DiffSide],
  left: string,
  right: string,
): number {
  const { text, code } = comparedFiles(run.system, options, sides, left, right);
  run.write(text);
  if (code === 0 && options.reportSame)
    run.write(`Files ${encode(sides[0].name)} and ${encode(sides[1].name)} are identical\n`);
  return code;
}

/** Two folders are compared file by file, anything else as a pair of files. */
export const diff: Program = {
  start: (system) => (bothFolders(system) ? diffFolders.start(system) : diffPair.start(system)),
  step: (system, state: Json) =>
    isFolderDiff(state) ? diffFolders.step(system, state) : diffPair.step(system, state),
};

/** A wrong command line is left to the other program, which says so. */
function bothFolders(system: System): boolean {
  const words = system.argv.slice(1).filter((word) => word === '-' || !word.startsWith('-'));
  const folders = words.filter((word) => isFolder(system, word));
  return folders.length >= 2 && isFolder(system, words.at(-1) ?? '') && isFolder(system, words.at(-2) ?? '');
}

function isFolder(system: System, name: string): boolean {
  try {
    return name !== '-' && system.stat(name).type === 'directory';
  } catch (error) {
    systemError(error);
    return false;
  }
}

function isMissing(system: System, name: string): boolean {
  try {
    if (name !== '-') system.stat(name);
    return false;
  } catch (error) {
    return systemError(error).code === 'ENOENT';
  }
}

/** A folder stands for its file of the other's name. */
function pairOf(system: System, [a, b]: readonly [string, string]): [string, string] {
  const base = (name: string) => name.slice(name.lastIndexOf('/') + 1);
  if (isFolder(system, a)) return [`${a.replace(/\/$/, '')}/${base(b)}`, b];
  return isFolder(system, b) ? [a, `${b.replace(/\/$/, '')}/${base(a)}`] : [a, b];
}

function modified(system: System, name: string): number {
  try {
    return name === '-' ? system.now : system.stat(name).modifiedMs;
  } catch (error) {
    systemError(error);
    return 0;
  }
}
