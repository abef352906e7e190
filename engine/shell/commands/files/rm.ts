import { type SystemError, systemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { complain, fail, immediate } from '../command.ts';
import { isBusybox, parseOptions } from '../options.ts';
import { quotedName } from '../quoting.ts';
import { missingOperand } from './make.ts';
import { baseName, joined } from './path.ts';
import { attempt } from './troubles.ts';

const manual = {
  gnu: '[OPTION]... [FILE]...\nRemove (unlink) the FILE(s).',
  busybox: `[-irf] FILE...

Remove (unlink) FILEs

\t-i\tAlways prompt before removing
\t-f\tNever prompt
\t-R,-r\tRecurse`,
};

export const rm = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'rRfvd',
    long: {
      recursive: 'r',
      force: 'f',
      verbose: 'v',
      dir: 'd',
      'no-preserve-root': '',
      'preserve-root': '=?',
      'one-file-system': '',
    },
    manual,
  });
  const force = options.has('f');
  if (options.operands.length === 0) {
    if (force) return 0;
    throw missingOperand(system, manual);
  }
  const recursive = options.has('r') || options.has('R');
  const removal = { system, recursive, force, folders: options.has('d'), verbose: options.has('v') };
  let failed = false;
  for (const path of options.operands) {
    if (refused(system, path, recursive, options.has('no-preserve-root'))) failed = true;
    else if (!remove(removal, path)) failed = true;
  }
  return failed ? 1 : 0;
});

function refused(system: System, path: string, recursive: boolean, rootToo: boolean): boolean {
  const name = baseName(path);
  if (name === '.' || name === '..') {
    complain(
      system,
      isBusybox(system)
        ? `can't remove '.' or '..'`
        : `refusing to remove '.' or '..' directory: skipping ${quotedName(path)}`,
    );
    return true;
  }
  if (name !== '/' || !recursive || rootToo || isBusybox(system)) return false;
  const words = `it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe\n`;
  system.write(2, `rm: ${words}`);
  return true;
}

interface Removal {
  readonly system: System;
  readonly recursive: boolean;
  readonly force: boolean;
  readonly folders: boolean;
  readonly verbose: boolean;
}

/** @returns false: something is left */
function remove(removal: Removal, path: string): boolean {
  const { system, force } = removal;
  const busybox = isBusybox(system);
  const words = (message: string, error: SystemError) => {
    if (force && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
    return busybox ? `can't remove '${path}': ${message}` : `cannot remove ${quotedName(path)}: ${message}`;
  };
  let whole = true;
  let missing = false;
  const done = attempt(
    system,
    (message, error) => {
      missing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
      return words(message, error);
    },
    () => {
      if (system.lstat(path).type !== 'directory') {
        system.unlink(path);
        if (removal.verbose) system.write(1, `removed ${quotedName(path)}\n`);
        return;
      }
      if (!removal.recursive && !removal.folders) {
        whole = false;
        complain(
          system,
          busybox ? `'${path}' is a directory` : `cannot remove ${quotedName(path)}: Is a directory`,
        );
        return;
      }
      if (removal.recursive) {
        for (const { name } of system.readDirectory(path))
          whole = remove(removal, joined(path, name)) && whole;
      }
      if (!whole) return;
      system.removeDirectory(path);
      if (removal.verbose) system.write(1, `removed directory ${quotedName(path)}\n`);
    },
  );
  return done ? whole : force && missing;
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
    busybox: `FILE

Delete FILE by calling unlink()`,
  };
  const options = parseOptions(system, { letters: '', manual: plain });
  const [path] = options.operands;
  if (path === undefined) throw missingOperand(system, plain);
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
