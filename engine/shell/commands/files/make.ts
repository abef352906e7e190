import type { SystemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { fail, immediate } from '../command.ts';
import { isBusybox, type Manual, type Options, parseOptions, usageError, usageOnly } from '../options.ts';
import { quote, quotedName } from '../quoting.ts';
import { type ModeChange, parseMode } from './mode.ts';
import { joined, parentOf } from './path.ts';
import { attempt, isDirectory } from './troubles.ts';

/** GNU's and busybox's answer where operands are missing. */
export function missingOperand(system: System, manual: Manual, what = 'missing operand') {
  return isBusybox(system) ? usageOnly(system, manual) : usageError(system, manual, what);
}

/** The value of -m, where there is one. */
function modeOption(system: System, options: Options, name: string): ModeChange | undefined {
  const text = options.value(name);
  if (text === undefined) return undefined;
  const change = parseMode(text, 0);
  if (change !== undefined) return change;
  throw fail(system, isBusybox(system) ? `invalid mode '${text}'` : `invalid mode ${quote(system, text)}`);
}

const mkdirManual = {
  gnu: '[OPTION]... DIRECTORY...\nCreate the DIRECTORY(ies), if they do not already exist.',
};

export const mkdir = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'pvm:Z',
    long: { parents: 'p', verbose: 'v', mode: 'm' },
    manual: mkdirManual,
  });
  if (options.operands.length === 0) throw missingOperand(system, mkdirManual);
  const mode = modeOption(system, options, 'm');
  let failed = false;
  for (const path of options.operands) {
    const words = (message: string) =>
      isBusybox(system)
        ? `can't create directory '${path}': ${message}`
        : `cannot create directory ${quote(system, path)}: ${message}`;
    const done = attempt(system, words, () => {
      const made = options.has('p') ? makeParents(system, path) : [path];
      if (!options.has('p')) system.makeDirectory(path);
      if (mode !== undefined && made.at(-1) === path) system.changeMode(path, mode(0o777, true));
      if (!options.has('v')) return;
      for (const each of made) {
        system.write(
          1,
          isBusybox(system) ? `created directory: '${each}'\n` : `mkdir: created directory '${each}'\n`,
        );
      }
    });
    failed ||= !done;
  }
  return failed ? 1 : 0;
});

/** The folders that it made. */
export function makeParents(system: System, path: string): string[] {
  const made: string[] = [];
  let at = path.startsWith('/') ? '/' : '';
  for (const part of path.split('/')) {
    if (part === '') continue;
    at = at === '' ? part : joined(at, part);
    if (isDirectory(system, at)) continue;
    system.makeDirectory(at);
    made.push(at === path.replace(/(?<!\/)\/+$/, '') ? path : at);
  }
  return made;
}

const rmdirManual = {
  gnu: '[OPTION]... DIRECTORY...\nRemove the DIRECTORY(ies), if they are empty.',
};

export const rmdir = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'pv',
    long: { parents: 'p', verbose: 'v', 'ignore-fail-on-non-empty': '' },
    manual: rmdirManual,
  });
  if (options.operands.length === 0) throw missingOperand(system, rmdirManual);
  let failed = false;
  for (const operand of options.operands) {
    for (let path = operand; path !== '.' && path !== '/'; path = parentOf(path)) {
      const words = (message: string, error: SystemError) => {
        if (error.code === 'ENOTEMPTY' && options.has('ignore-fail-on-non-empty')) return undefined;
        return isBusybox(system)
          ? `'${path}': ${message}`
          : `failed to remove ${quotedName(path)}: ${message}`;
      };
      if (options.has('v')) system.write(1, `rmdir: removing directory, ${quotedName(path)}\n`);
      let ignored = false;
      const done = attempt(
        system,
        (message, error) => {
          ignored = error.code === 'ENOTEMPTY' && options.has('ignore-fail-on-non-empty');
          return words(message, error);
        },
        () => system.removeDirectory(path),
      );
      failed ||= !done && !ignored;
      if (!done || !options.has('p')) break;
    }
  }
  return failed ? 1 : 0;
});

const mkfifoManual = {
  gnu: '[OPTION]... NAME...\nCreate named pipes (FIFOs) with the given NAMEs.',
};

export const mkfifo = immediate((system) => {
  const options = parseOptions(system, { letters: 'm:Z', long: { mode: 'm' }, manual: mkfifoManual });
  if (options.operands.length === 0) throw missingOperand(system, mkfifoManual);
  const change = modeOption(system, options, 'm');
  let failed = false;
  for (const path of options.operands) {
    const words = (message: string) =>
      isBusybox(system) ? `${path}: ${message}` : `cannot create fifo ${quotedName(path)}: ${message}`;
    const done = attempt(system, words, () => {
      system.makeNode(path, 'fifo', 0o666);
      if (change !== undefined) system.changeMode(path, change(0o666, false));
    });
    failed ||= !done;
  }
  return failed ? 1 : 0;
});

const mknodManual = {
  gnu: '[OPTION]... NAME TYPE [MAJOR MINOR]\nCreate the special file NAME of the given TYPE.',
};
const nodeTypes = { b: 'block device', c: 'character device', u: 'character device', p: 'fifo' } as const;

export const mknod = immediate((system) => {
  const options = parseOptions(system, { letters: 'm:Z', long: { mode: 'm' }, manual: mknodManual });
  const [path, letter, major, minor] = options.operands;
  if (path === undefined || letter === undefined) throw missingOperand(system, mknodManual);
  if (letter !== 'b' && letter !== 'c' && letter !== 'u' && letter !== 'p') {
    if (isBusybox(system)) throw usageOnly(system, mknodManual);
    throw usageError(system, mknodManual, `invalid device type ${quote(system, letter)}`);
  }
  const numbers = [major, minor].map(Number);
  if (letter !== 'p' && !numbers.every((number) => Number.isInteger(number) && number >= 0)) {
    throw missingOperand(
      system,
      mknodManual,
      `missing operand after ${quote(system, options.operands.at(-1) ?? '')}`,
    );
  }
  const change = modeOption(system, options, 'm');
  const special = letter === 'p' ? undefined : ([numbers[0] ?? 0, numbers[1] ?? 0] as const);
  const words = (message: string) => `${path}: ${message}`;
  const done = attempt(system, words, () => {
    system.makeNode(path, nodeTypes[letter], 0o666, special);
    if (change !== undefined) system.changeMode(path, change(0o666, false));
  });
  return done ? 0 : 1;
});
