import { SystemError, systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { complain, fail, immediate } from '../command.ts';
import { isBusybox, type Options, parseOptions, usageError, usageOnly } from '../options.ts';
import { quote, quotedName } from '../quoting.ts';
import { backupName, backupsAsked } from './backups.ts';
import { missingOperand } from './make.ts';
import { baseName, joined, parentOf, withoutSlashes } from './path.ts';
import { attempt, isDirectory, linkStat, targetStat } from './troubles.ts';

const lnManual = {
  gnu: '[OPTION]... [-T] TARGET LINK_NAME\n  or:  ln [OPTION]... TARGET\n  or:  ln [OPTION]... TARGET... DIRECTORY\n  or:  ln [OPTION]... -t DIRECTORY TARGET...',
};

export const ln = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'sfnvTrt:LPbS:i',
    long: {
      symbolic: 's',
      force: 'f',
      'no-dereference': 'n',
      verbose: 'v',
      'no-target-directory': 'T',
      'target-directory': 't',
      relative: 'r',
      logical: 'L',
      physical: 'P',
      backup: '=?',
      suffix: 'S',
    },
    manual: lnManual,
  });
  const { operands } = options;
  if (operands.length === 0) throw missingOperand(system, lnManual, 'missing file operand');
  const folder = options.value('t');
  const last = folder ?? (operands.length === 1 ? '.' : (operands.at(-1) ?? ''));
  const targets = folder !== undefined || operands.length === 1 ? operands : operands.slice(0, -1);
  const asFile = options.has('T') || (options.has('n') && linkStat(system, last)?.type === 'symbolic link');
  const into = !asFile && isDirectory(system, last);
  if (targets.length > 1 && !into) {
    if (isBusybox(system)) throw usageOnly(system, lnManual);
    const missing = targetStat(system, last) === undefined ? 'No such file or directory' : 'Not a directory';
    throw fail(system, `target ${quotedName(last)}: ${missing}`);
  }
  let failed = false;
  for (const target of targets) {
    const path = into ? joined(last, baseName(target)) : last;
    if (!makeLink(system, options, target, path)) failed = true;
  }
  return failed ? 1 : 0;
});

function makeLink(system: System, options: Options, target: string, path: string): boolean {
  const symbolic = options.has('s');
  const words = (message: string) => {
    if (isBusybox(system))
      return `${linkStat(system, target) === undefined && !symbolic ? target : path}: ${message}`;
    if (symbolic) return `failed to create symbolic link ${quotedName(path)}: ${message}`;
    if (linkStat(system, target) === undefined) return `failed to access ${quotedName(target)}: ${message}`;
    return `failed to create hard link ${quotedName(path)}: ${message}`;
  };
  if (!symbolic && !isBusybox(system) && linkStat(system, target)?.type === 'directory') {
    complain(system, `${target}: hard link not allowed for directory`);
    return false;
  }
  return attempt(system, words, () => {
    if (!symbolic) system.lstat(target);
    if (linkStat(system, path) !== undefined) {
      const kept = backupName(system, backupsAsked(system, options), path);
      if (kept !== undefined) system.rename(path, kept);
      else if (options.has('f')) system.unlink(path);
    }
    if (symbolic)
      system.symlink(options.has('r') ? relativeTo(system, parentOf(path), target) : target, path);
    else system.link(options.has('L') ? system.realPath(target) : target, path);
    if (!options.has('v')) return;
    system.write(1, `'${path}' ${symbolic ? '->' : '=>'} '${target}'\n`);
  });
}

const readlinkManual = {
  gnu: '[OPTION]... FILE...\nPrint value of a symbolic link or canonical file name',
};

export const readlink = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'femnvqsz',
    long: {
      canonicalize: 'f',
      'canonicalize-existing': 'e',
      'canonicalize-missing': 'm',
      'no-newline': 'n',
      verbose: 'v',
      quiet: 'q',
      silent: 's',
      zero: 'z',
    },
    manual: readlinkManual,
  });
  if (options.operands.length === 0) throw missingOperand(system, readlinkManual);
  const canonical = options.last('f', 'e', 'm');
  let failed = false;
  for (const path of options.operands) {
    const words = (message: string) => (options.has('v') ? `${path}: ${message}` : undefined);
    const done = attempt(system, words, () => {
      const text =
        canonical === undefined
          ? system.readLink(path)
          : canonicalPath(system, path, existence[canonical] ?? 'all');
      const end = options.has('z') ? '\0' : '\n';
      system.write(1, options.has('n') && options.operands.length === 1 ? text : text + end);
    });
    failed ||= !done;
  }
  return failed ? 1 : 0;
});

/** What must exist of a path: all of it, all but its last part, or nothing. */
type Existence = 'all' | 'parents' | 'nothing';
const existence: Readonly<Record<string, Existence>> = { f: 'parents', e: 'all', m: 'nothing' };

/** Throws ENOENT where what must exist doesn't. */
function canonicalPath(system: System, path: string, must: Existence): string {
  if (baseName(path) === '..' && must === 'nothing')
    return parentOf(canonicalPath(system, parentOf(path), must));
  try {
    return system.realPath(path);
  } catch (error) {
    if (systemError(error).code !== 'ENOENT' || must === 'all') throw error;
    const link = linkStat(system, path);
    if (link?.type === 'symbolic link') {
      const target = system.readLink(path);
      return canonicalPath(system, target.startsWith('/') ? target : joined(parentOf(path), target), must);
    }
    const parent = parentOf(path);
    if (path === '' || parent === path) throw new SystemError('ENOENT');
    const folder = must === 'nothing' ? canonicalPath(system, parent, must) : system.realPath(parent);
    return baseName(path) === '.' ? folder : joined(folder, baseName(path));
  }
}

const realpathManual = {
  gnu: '[OPTION]... FILE...\nPrint the resolved absolute file name;\nall but the last component must exist',
};

export const realpath = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'emsqLPz',
    long: {
      'canonicalize-existing': 'e',
      'canonicalize-missing': 'm',
      'no-symlinks': 's',
      strip: 's',
      quiet: 'q',
      zero: 'z',
      'relative-to': '=',
      'relative-base': '=',
    },
    manual: realpathManual,
  });
  if (options.operands.length === 0) throw missingOperand(system, realpathManual);
  const asked = options.last('e', 'm') ?? (isBusybox(system) ? 'e' : 'f');
  const must = existence[asked] ?? 'parents';
  let failed = false;
  for (const path of options.operands) {
    const words = (message: string) => (options.has('q') ? undefined : `${path}: ${message}`);
    const done = attempt(system, words, () => {
      const resolved = options.has('s') ? plainPath(system, path) : canonicalPath(system, path, must);
      system.write(1, shownPath(system, options, resolved) + (options.has('z') ? '\0' : '\n'));
    });
    failed ||= !done;
  }
  return failed ? 1 : 0;
});

/** The absolute path as it is named, without `.` and `..`. */
function plainPath(system: System, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : joined(system.realPath('.'), path)).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** A path as --relative-to and --relative-base want it. */
function shownPath(system: System, options: Options, path: string): string {
  const base = options.value('relative-base');
  const to = options.value('relative-to') ?? base;
  if (to === undefined) return path;
  const within = base === undefined || `${path}/`.startsWith(`${canonicalPath(system, base, 'parents')}/`);
  return within ? relativeTo(system, to, path) : path;
}

/** How a path is called from a folder. */
function relativeTo(system: System, folder: string, path: string): string {
  const from = canonicalPath(system, folder, 'parents').split('/').filter(Boolean);
  const to = canonicalPath(system, path, 'nothing').split('/').filter(Boolean);
  let common = 0;
  while (common < from.length && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/') || '.';
}

const basenameManual = {
  gnu: 'NAME [SUFFIX]\n  or:  basename OPTION... NAME...\nPrint NAME with any leading directory components removed.',
};

export const basename = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'as:z',
    long: { multiple: 'a', suffix: 's', zero: 'z' },
    operandsLast: true,
    manual: basenameManual,
  });
  const { operands } = options;
  const [first, second, third] = operands;
  if (first === undefined) throw missingOperand(system, basenameManual);
  const multiple = options.has('a') || options.has('s');
  if (!multiple && third !== undefined) {
    if (isBusybox(system)) throw usageOnly(system, basenameManual);
    throw usageError(system, basenameManual, `extra operand ${quote(system, third)}`);
  }
  const suffix = options.value('s') ?? (multiple ? '' : (second ?? ''));
  for (const path of multiple ? operands : [first]) {
    const name = path === '' ? '' : baseName(path);
    const cut = suffix !== '' && name.endsWith(suffix) && name !== suffix;
    system.write(1, `${cut ? name.slice(0, -suffix.length) : name}${options.has('z') ? '\0' : '\n'}`);
  }
  return 0;
});

const dirnameManual = {
  gnu: '[OPTION] NAME...\nOutput each NAME with its last non-slash component and trailing slashes removed.',
};

export const dirname = immediate((system) => {
  const options = parseOptions(system, { letters: 'z', long: { zero: 'z' }, manual: dirnameManual });
  if (options.operands.length === 0) throw missingOperand(system, dirnameManual);
  for (const path of options.operands) system.write(1, `${parentOf(path)}${options.has('z') ? '\0' : '\n'}`);
  return 0;
});

const whichManual = {
  gnu: '[-as] args',
};

export const which = immediate((system) => {
  const options = parseOptions(system, { letters: 'as', manual: whichManual });
  let missing = options.operands.length === 0;
  if (missing && isBusybox(system)) throw usageOnly(system, whichManual);
  for (const name of options.operands) {
    const places =
      options.has('a') && !name.includes('/') ? allInPath(system, name) : [system.findExecutable(name)];
    const found = places.filter((path) => path !== undefined);
    if (found.length === 0) missing = true;
    else if (!options.has('s')) system.write(1, found.map((path) => `${path}\n`).join(''));
  }
  return missing ? 1 : 0;
});

function allInPath(system: System, name: string): string[] {
  const folders = (system.env.get('PATH') ?? '').split(':');
  return folders.flatMap(
    (folder) => system.findExecutable(joined(withoutSlashes(folder || '.'), name)) ?? [],
  );
}

/** `link TARGET NAME`: the bare system call. */
export const link = immediate((system) => {
  const manual = {
    gnu: 'FILE1 FILE2\nCall the link function to create a link named FILE2 to an existing FILE1.',
  };
  const options = parseOptions(system, { letters: '', manual });
  const [target, path, extra] = options.operands;
  if (target === undefined) throw missingOperand(system, manual);
  if (path === undefined)
    throw missingOperand(system, manual, `missing operand after ${quote(system, target)}`);
  if (extra !== undefined) throw missingOperand(system, manual, `extra operand ${quote(system, extra)}`);
  try {
    system.link(target, path);
    return 0;
  } catch (error) {
    const { message } = systemError(error);
    complain(
      system,
      isBusybox(system)
        ? `can't create hardlink '${path}' to '${target}': ${message}`
        : `cannot create link ${quotedName(path)} to ${quotedName(target)}: ${message}`,
    );
    return 1;
  }
});
