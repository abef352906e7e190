import { type SystemError, systemError } from '../../../filesystem/errors.ts';
import type { Stat } from '../../../filesystem/node.ts';
import type { System } from '../../../linux/system.ts';
import { complain } from '../command.ts';

/**
 * Runs one part of a command. Where a system call fails, it says so and the command goes on.
 * @param words what is printed; undefined: nothing
 * @returns false: it failed
 */
export function attempt(
  system: System,
  words: (message: string, error: SystemError) => string | undefined,
  run: () => void,
): boolean {
  try {
    run();
    return true;
  } catch (error) {
    const known = systemError(error);
    const text = words(known.message, known);
    if (text !== undefined) complain(system, text);
    return false;
  }
}

/** lstat(2); undefined: there is nothing (or nothing that one may see). */
export function linkStat(system: System, path: string): Stat | undefined {
  return found(() => system.lstat(path));
}

/** stat(2); undefined: there is nothing (or nothing that one may see). */
export function targetStat(system: System, path: string): Stat | undefined {
  return found(() => system.stat(path));
}

export function isDirectory(system: System, path: string): boolean {
  return targetStat(system, path)?.type === 'directory';
}

function found(look: () => Stat): Stat | undefined {
  try {
    return look();
  } catch (error) {
    systemError(error);
    return undefined;
  }
}
