import type { Next, Program, System } from '../../../linux/system.ts';
import { fail, guarded } from '../command.ts';
import { isBusybox, type Manual, type Options, parseOptions, Quit, usageError } from '../options.ts';
import { quote, quotedName } from '../quoting.ts';
import { backupsAsked } from './backups.ts';
import { type CopyRules, type CopyState, EVERYTHING, NOTHING, type Preserved } from './copy-rules.ts';
import { copySome, destinations, withParents } from './copying.ts';
import { missingOperand } from './make.ts';
import { isDirectory, targetStat } from './troubles.ts';

const cpManual = {
  gnu: '[OPTION]... [-T] SOURCE DEST\n  or:  cp [OPTION]... SOURCE... DIRECTORY\n  or:  cp [OPTION]... -t DIRECTORY SOURCE...\nCopy SOURCE to DEST, or multiple SOURCE(s) to DIRECTORY.',
};

export const cp: Program<CopyState> = guarded({
  start(system) {
    const options = parseOptions(system, {
      letters: 'arRpfvLPHdnlsuTt:ZxibS:',
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
        'no-preserve': '=',
        interactive: 'i',
        backup: '=?',
        suffix: 'S',
        parents: '',
        'one-file-system': 'x',
        sparse: '=',
        reflink: '=?',
        'attributes-only': '',
        'remove-destination': '',
        'copy-contents': '',
        'strip-trailing-slashes': '',
      },
      manual: cpManual,
    });
    const { sources, target } = places(system, options, cpManual);
    const items = options.has('parents')
      ? withParents(sources, target)
      : destinations(system, 'copy', sources, target, options.has('T'));
    return copying(system, { rules: rulesOf(system, options), items: items.toReversed(), failed: false });
  },
  step: copying,
});

function copying(system: System, state: CopyState): Next<CopyState> {
  const progress = copySome(system, state);
  if (progress === 'done') return { exit: state.failed ? 1 : 0 };
  return { state, until: progress === 'answer' ? { readable: [0] } : { timeMs: system.now } };
}

/** What -p, -a, --preserve and --no-preserve leave of it. */
function preservedOf(options: Options): Preserved {
  const kept = { ...(options.has('a') ? EVERYTHING : NOTHING) };
  const set = (words: string, value: boolean) => {
    for (const word of words.split(',')) {
      const all = word === 'all';
      if (all || word === 'mode') kept.mode = value;
      if (all || word === 'ownership') kept.owner = value;
      if (all || word === 'timestamps') kept.times = value;
    }
  };
  for (const [name, value] of options.given) {
    if (name === 'p' || name === 'preserve') set(value || 'mode,ownership,timestamps', true);
    if (name === 'no-preserve') set(value, false);
  }
  return kept;
}

function rulesOf(system: System, options: Options): CopyRules {
  const all = options.has('a');
  const recursive = all || options.has('r') || options.has('R');
  const links = options.last('L', 'P', 'd', 'H', 'a');
  const copiesLinks = links === 'P' || links === 'd' || links === 'a' || (links === undefined && recursive);
  return {
    recursive,
    preserve: preservedOf(options),
    links: copiesLinks ? 'copy' : links === 'H' ? 'follow operands' : 'follow',
    force: options.has('f'),
    verbose: options.has('v'),
    noClobber: options.last('n', 'i') === 'n',
    asks: options.last('n', 'i') === 'i',
    backups: backupsAsked(system, options),
    removesFirst: options.has('remove-destination'),
    withoutContent: options.has('attributes-only'),
    plainModes: options.values('no-preserve').some((words) => /(^|,)(mode|all)(,|$)/.test(words)),
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
    // Busybox's mv tries them all.
    if (isBusybox(system) && manual === mvManual)
      throw new Quit(sources.map((name) => `mv: can't rename '${name}': ${missing}\n`).join(''), 1);
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
};

/** Across file systems, mv copies and removes. */
const moveRules: CopyRules = {
  recursive: true,
  preserve: EVERYTHING,
  links: 'copy',
  force: true,
  verbose: false,
  noClobber: false,
  asks: false,
  backups: { kind: 'none', suffix: '~' },
  removesFirst: false,
  withoutContent: false,
  plainModes: false,
  update: false,
  make: 'copies',
};

export const mv: Program<CopyState> = guarded({
  start(system) {
    const options = parseOptions(system, {
      letters: 'fnivTut:bS:Z',
      long: {
        force: 'f',
        'no-clobber': 'n',
        verbose: 'v',
        'target-directory': 't',
        'no-target-directory': 'T',
        update: 'u',
        interactive: 'i',
        backup: '=?',
        suffix: 'S',
        'strip-trailing-slashes': '',
      },
      manual: mvManual,
    });
    const { sources, target } = places(system, options, mvManual);
    const last = options.last('n', 'i', 'f');
    const rules: CopyRules = {
      ...moveRules,
      verbose: options.has('v'),
      update: options.has('u'),
      noClobber: last === 'n',
      asks: last === 'i',
      backups: backupsAsked(system, options),
    };
    const items = destinations(system, 'move', sources, target, options.has('T')).toReversed();
    return copying(system, { rules, items, failed: false });
  },
  step: copying,
});
