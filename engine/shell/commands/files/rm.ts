import { type SystemError, systemError } from '../../../filesystem/errors.ts';
import type { Stat } from '../../../filesystem/node.ts';
import type { System } from '../../../linux/system.ts';
import { complain, fail, immediate } from '../command.ts';
import { commandName, isBusybox, type Options, parseOptions, usageError } from '../options.ts';
import { quote, quotedName } from '../quoting.ts';
import { Question } from './asking.ts';
import { missingOperand } from './make.ts';
import { baseName, joined } from './path.ts';
import { attempt } from './troubles.ts';
import { type Place, walk } from './walk.ts';

const manual = {
  gnu: '[OPTION]... [FILE]...\nRemove (unlink) the FILE(s).',
};

type Removal = {
  readonly recursive: boolean;
  readonly force: boolean;
  readonly folders: boolean;
  readonly verbose: boolean;
  readonly rootToo: boolean;
  readonly asks: 'always' | 'once' | 'never' | 'where protected';
  failed: boolean;
  /** Something this deep is still there, so the folders around it stay. */
  leftAt: number;
};

export const rm = walk<Removal>({
  begin(system) {
    const options = parseOptions(system, {
      letters: 'rRfviId',
      long: {
        recursive: 'r',
        force: 'f',
        verbose: 'v',
        dir: 'd',
        interactive: '=?',
        'no-preserve-root': '',
        'preserve-root': '=?',
        'one-file-system': '',
      },
      manual,
    });
    const paths = options.operands;
    const own = { ...rulesOf(system, options), failed: false, leftAt: 0 };
    if (paths.length > 0) return { paths, own, question: questionAhead(system, own, paths.length) };
    if (own.force) return 0;
    throw missingOperand(system, manual);
  },
  visit(system, own, place, answer) {
    let inside: readonly string[] | undefined;
    removing(system, own, place, () => {
      if (isRefused(system, own, place)) left(own, place);
      else inside = meet(system, own, place, answer);
    });
    return inside;
  },
  leave(system, own, place, answer) {
    if (own.leftAt > place.depth) own.leftAt = place.depth;
    else removing(system, own, place, () => removeFolder(system, own, place, answer));
  },
  end: (_, own) => (own.failed ? 1 : 0),
});

function rulesOf(system: System, options: Options): Omit<Removal, 'failed' | 'leftAt'> {
  const last = options.last('f', 'i', 'I', 'interactive');
  const word = last === 'interactive' ? options.value('interactive') || 'always' : undefined;
  const asks = last === undefined ? 'where protected' : whenAsked[word ?? last];
  if (asks === undefined) {
    throw usageError(
      system,
      manual,
      `invalid argument ${quote(system, word ?? '')} for ${quote(system, '--interactive')}\nValid arguments are:\n  - 'never', 'no', 'none'\n  - 'once'\n  - 'always', 'yes'`,
    );
  }
  return {
    recursive: options.has('r') || options.has('R'),
    force: last === 'f',
    folders: options.has('d'),
    verbose: options.has('v'),
    rootToo: options.has('no-preserve-root'),
    asks,
  };
}

/** Words of --interactive, and the letters that mean the same. */
const whenAsked: Readonly<Record<string, Removal['asks']>> = {
  f: 'never',
  never: 'never',
  no: 'never',
  none: 'never',
  I: 'once',
  once: 'once',
  i: 'always',
  always: 'always',
  yes: 'always',
};

/** What -I asks before it removes much. */
function questionAhead(system: System, own: Removal, count: number): string | undefined {
  if (own.asks !== 'once' || (!own.recursive && count <= 3)) return undefined;
  const what = `${count} ${count === 1 ? 'argument' : 'arguments'}${own.recursive ? ' recursively' : ''}`;
  return `${commandName(system)}: remove ${what}? `;
}

function left(own: Removal, place: Place): void {
  own.leftAt = Math.max(own.leftAt, place.depth);
}

function isRefused(system: System, own: Removal, { path, depth }: Place): boolean {
  if (depth > 0) return false;
  const name = baseName(path);
  if ((name === '.' || name === '..') && (own.recursive || isBusybox(system))) {
    own.failed = true;
    complain(
      system,
      isBusybox(system)
        ? `can't remove '.' or '..'`
        : `refusing to remove '.' or '..' directory: skipping ${quotedName(path)}`,
    );
    return true;
  }
  if (name !== '/' || !own.recursive || own.rootToo || isBusybox(system)) return false;
  own.failed = true;
  const words = `it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe\n`;
  system.write(2, `rm: ${words}`);
  return true;
}

/** Does one part of it. What fails is left. */
function removing(system: System, own: Removal, place: Place, run: () => void): void {
  const words = (message: string, { code }: SystemError) => {
    if (own.force && (code === 'ENOENT' || code === 'ENOTDIR')) return undefined;
    left(own, place);
    own.failed = true;
    return isBusybox(system)
      ? `can't remove '${place.path}': ${message}`
      : `cannot remove ${quotedName(place.path)}: ${message}`;
  };
  attempt(system, words, run);
}

/** @returns what is in a folder that is to be removed with all of it */
function meet(
  system: System,
  own: Removal,
  place: Place,
  answer: boolean | undefined,
): readonly string[] | undefined {
  const { path } = place;
  const stat = system.lstat(path);
  if (stat.type !== 'directory') {
    if (!agreed(system, own, place, answer, () => `remove ${kindOf(system, stat, path)}'${path}'? `))
      return undefined;
    system.unlink(path);
    if (own.verbose) system.write(1, `removed ${quotedName(path)}\n`);
    return undefined;
  }
  if (!own.recursive) {
    if (own.folders) removeFolder(system, own, place, answer);
    else isFolder(system, own, place);
    return undefined;
  }
  const names = system.readDirectory(path);
  if (names.length === 0) return [];
  const asked = () => `descend into ${protectedWord(system, path)}directory '${path}'? `;
  if (!agreed(system, own, place, answer, asked)) return undefined;
  return names.map(({ name }) => joined(path, name));
}

function isFolder(system: System, own: Removal, place: Place): void {
  left(own, place);
  own.failed = true;
  complain(
    system,
    isBusybox(system)
      ? `'${place.path}' is a directory`
      : `cannot remove ${quotedName(place.path)}: Is a directory`,
  );
}

function removeFolder(system: System, own: Removal, place: Place, answer: boolean | undefined): void {
  const { path } = place;
  const asked = () => `remove ${protectedWord(system, path)}directory '${path}'? `;
  if (!agreed(system, own, place, answer, asked)) return;
  system.removeDirectory(path);
  if (own.verbose) {
    system.write(
      1,
      isBusybox(system) ? `removed directory: '${path}'\n` : `removed directory ${quotedName(path)}\n`,
    );
  }
}

/** Whether it may go. @throws Question where somebody has to say so first */
function agreed(
  system: System,
  own: Removal,
  place: Place,
  answer: boolean | undefined,
  question: () => string,
): boolean {
  if (answer === false) left(own, place);
  if (answer !== undefined) return answer;
  const asks =
    own.asks === 'always' ||
    (own.asks === 'where protected' && system.isTerminal(0) && protectedWord(system, place.path) !== '');
  if (asks) throw new Question(`${commandName(system)}: ${question()}`);
  return true;
}

function kindOf(system: System, { type, size }: Stat, path: string): string {
  if (isBusybox(system)) return '';
  return `${protectedWord(system, path)}${type === 'file' ? (size === 0 ? 'regular empty file' : 'regular file') : type} `;
}

function protectedWord(system: System, path: string): string {
  try {
    if (system.lstat(path).type !== 'symbolic link') system.access(path, { write: true });
    return '';
  } catch (error) {
    systemError(error);
    return 'write-protected ';
  }
}

/** Removes a tree, silently, for commands that replace one. Throws what the system calls do. */
export function removeTree(system: System, path: string) {
  if (system.lstat(path).type !== 'directory') return system.unlink(path);
  for (const { name } of system.readDirectory(path)) removeTree(system, joined(path, name));
  system.removeDirectory(path);
}

export const unlink = immediate((system) => {
  const plain = {
    gnu: 'FILE\nCall the unlink function to remove the specified FILE.',
  };
  const options = parseOptions(system, { letters: '', manual: plain });
  const [path, extra] = options.operands;
  if (path === undefined) throw missingOperand(system, plain);
  if (extra !== undefined) throw missingOperand(system, plain, `extra operand ${quote(system, extra)}`);
  try {
    system.unlink(path);
    return 0;
  } catch (error) {
    const { message } = systemError(error);
    throw fail(
      system,
      isBusybox(system)
        ? `can't remove file '${path}': ${message}`
        : `cannot unlink ${quotedName(path)}: ${message}`,
    );
  }
});
