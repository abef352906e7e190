import { systemError } from '../../../filesystem/errors.ts';
import type { Next, Program, System } from '../../../linux/system.ts';
import { complain, fail, guarded } from '../command.ts';
import { isBusybox, type Manual, type Options, parseOptions, usageError } from '../options.ts';
import { quote, quotedName } from '../quoting.ts';
import { type CopyItem, type CopyRules, type CopyState, copySome, destinations } from './copying.ts';
import { missingOperand } from './make.ts';
import { isDirectory, linkStat, targetStat } from './troubles.ts';

const cpManual = {
  gnu: '[OPTION]... [-T] SOURCE DEST\n  or:  cp [OPTION]... SOURCE... DIRECTORY\n  or:  cp [OPTION]... -t DIRECTORY SOURCE...\nCopy SOURCE to DEST, or multiple SOURCE(s) to DIRECTORY.',
  busybox: `[-arPLHpfinlsTu] SOURCE DEST
or: cp [-arPLHpfinlsu] SOURCE... { -t DIRECTORY | DIRECTORY }

Copy SOURCEs to DEST

\t-a\tSame as -dpR
\t-R,-r\tRecurse
\t-d,-P\tPreserve symlinks (default if -R)
\t-L\tFollow all symlinks
\t-H\tFollow symlinks on command line
\t-p\tPreserve file attributes if possible
\t-f\tOverwrite
\t-i\tPrompt before overwrite
\t-n\tDon't overwrite
\t-l,-s\tCreate (sym)links
\t-T\tRefuse to copy if DEST is a directory
\t-t DIR\tCopy all SOURCEs into DIR
\t-u\tCopy only newer files`,
};

export const cp: Program<CopyState> = guarded({
  start(system) {
    const options = parseOptions(system, {
      letters: 'arRpfvLPHdnlsuTt:Z',
      long: {
        archive: 'a',
        recursive: 'r',
        force: 'f',
        verbose: 'v',
        dereference: 'L',
        'no-dereference': 'P',
        'no-clobber': 'n',
        link: 'l',
        'symbolic-link': 's',
        update: 'u',
        'target-directory': 't',
        'no-target-directory': 'T',
        preserve: '=?',
      },
      manual: cpManual,
    });
    const { sources, target } = places(system, options, cpManual);
    const items = destinations(system, sources, target, options.has('T')).toReversed();
    return copying(system, { rules: rulesOf(options), items, failed: false });
  },
  step: copying,
});

function copying(system: System, state: CopyState): Next<CopyState> {
  if (copySome(system, state)) return { exit: state.failed ? 1 : 0 };
  return { state, until: { timeMs: system.now } };
}

function rulesOf(options: Options): CopyRules {
  const all = options.has('a');
  const recursive = all || options.has('r') || options.has('R');
  const links = options.last('L', 'P', 'd', 'H', 'a');
  const copiesLinks = links === 'P' || links === 'd' || links === 'a' || (links === undefined && recursive);
  return {
    recursive,
    preserve: all || options.has('p') || options.has('preserve'),
    links: copiesLinks ? 'copy' : links === 'H' ? 'follow operands' : 'follow',
    force: options.has('f'),
    verbose: options.has('v'),
    noClobber: options.has('n'),
    update: options.has('u'),
    make: options.has('l') ? 'hard links' : options.has('s') ? 'symbolic links' : 'copies',
  };
}

/** Sources and target of the command line, checked as cp, mv and install do. */
function places(
  system: System,
  options: Options,
  manual: Manual,
): { readonly sources: readonly string[]; readonly target: string } {
  const folder = options.value('t');
  const { operands } = options;
  const [first] = operands;
  if (first === undefined) throw missingOperand(system, manual, 'missing file operand');
  const target = folder ?? operands.at(-1) ?? '';
  const sources = folder === undefined ? operands.slice(0, -1) : operands;
  if (sources.length === 0) {
    throw missingOperand(system, manual, `missing destination file operand after ${quote(system, first)}`);
  }
  const into = isDirectory(system, target);
  if (options.has('T') && sources.length > 1) {
    throw usageError(system, manual, `extra operand ${quote(system, operands[2] ?? '')}`);
  }
  if ((sources.length > 1 || folder !== undefined) && !into) {
    const missing =
      targetStat(system, target) === undefined ? 'No such file or directory' : 'Not a directory';
    throw fail(
      system,
      isBusybox(system)
        ? `can't stat '${target}': ${missing}`
        : folder === undefined
          ? `target ${quotedName(target)}: ${missing}`
          : `target directory ${quotedName(target)}: ${missing}`,
    );
  }
  return { sources, target };
}

const mvManual = {
  gnu: '[OPTION]... [-T] SOURCE DEST\n  or:  mv [OPTION]... SOURCE... DIRECTORY\n  or:  mv [OPTION]... -t DIRECTORY SOURCE...\nRename SOURCE to DEST, or move SOURCE(s) to DIRECTORY.',
  busybox: `[-finT] SOURCE DEST
or: mv [-fin] SOURCE... { -t DIRECTORY | DIRECTORY }

Rename SOURCE to DEST, or move SOURCEs to DIRECTORY

\t-f\tDon't prompt before overwriting
\t-i\tInteractive, prompt before overwrite
\t-n\tDon't overwrite an existing file
\t-T\tRefuse to move if DEST is a directory
\t-t DIR\tMove all SOURCEs into DIR`,
};

/** Across file systems, mv copies and removes. */
const moveRules: CopyRules = {
  recursive: true,
  preserve: true,
  links: 'copy',
  force: true,
  verbose: false,
  noClobber: false,
  update: false,
  make: 'copies',
};

export const mv: Program<CopyState> = guarded({
  start(system) {
    const options = parseOptions(system, {
      letters: 'fnvTut:',
      long: {
        force: 'f',
        'no-clobber': 'n',
        verbose: 'v',
        'target-directory': 't',
        'no-target-directory': 'T',
        update: 'u',
      },
      manual: mvManual,
    });
    const { sources, target } = places(system, options, mvManual);
    const state: CopyState = { rules: moveRules, items: [], failed: false };
    for (const item of destinations(system, sources, target, options.has('T'))) {
      if (item.do === 'copy') move(system, options, state, item);
    }
    return copying(system, state);
  },
  step: copying,
});

function move(system: System, options: Options, state: CopyState, item: CopyItem & { do: 'copy' }): void {
  const { from, to } = item;
  const busybox = isBusybox(system);
  const existing = linkStat(system, to);
  const source = linkStat(system, from);
  if (existing !== undefined && options.has('n')) return;
  if (existing && source && options.has('u') && existing.modifiedMs >= source.modifiedMs) return;
  if (
    existing &&
    source &&
    existing.inode === source.inode &&
    existing.device === source.device &&
    from === to
  ) {
    state.failed = true;
    complain(system, `${quotedName(from)} and ${quotedName(to)} are the same file`);
    return;
  }
  try {
    system.rename(from, to);
    if (options.has('v'))
      system.write(1, busybox ? `'${from}' -> '${to}'\n` : `renamed '${from}' -> '${to}'\n`);
  } catch (error) {
    const { code, message } = systemError(error);
    if (code === 'EXDEV') {
      state.items.unshift({ do: 'remove', path: from }, item);
      return;
    }
    state.failed = true;
    complain(
      system,
      busybox
        ? `can't rename '${from}': ${message}`
        : moveWords(from, to, code, message, source === undefined),
    );
  }
}

function moveWords(from: string, to: string, code: string, message: string, missing: boolean): string {
  if (missing) return `cannot stat ${quotedName(from)}: ${message}`;
  if (code === 'EINVAL')
    return `cannot move ${quotedName(from)} to a subdirectory of itself, ${quotedName(to)}`;
  if (code === 'EISDIR') return `cannot overwrite directory ${quotedName(to)} with non-directory`;
  if (code === 'ENOTDIR')
    return `cannot overwrite non-directory ${quotedName(to)} with directory ${quotedName(from)}`;
  return `cannot move ${quotedName(from)} to ${quotedName(to)}: ${message}`;
}
