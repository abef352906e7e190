import { SystemError } from '../../../filesystem/errors.ts';
import type { Program, System } from '../../../linux/system.ts';
import { immediate } from '../command.ts';
import { parseOptions } from '../options.ts';

/** pwd, where it isn't the shell's own. */
export const pwd: Program = immediate((system) => {
  const options = parseOptions(system, {
    letters: 'LP',
    long: { logical: 'L', physical: 'P' },
    manual: {
      gnu: '[OPTION]...\nPrint the full filename of the current working directory.',
    },
  });
  const named = system.env.get('PWD') ?? '';
  const isLogical = options.last('L', 'P') === 'L' && isHere(system, named);
  system.write(1, `${isLogical ? named : system.workingDirectory}\n`);
  return 0;
});

/** Whether a path is one of the working directory: it may be written with symbolic links. */
function isHere(system: System, path: string): boolean {
  if (!path.startsWith('/') || path.split('/').some((part) => part === '.' || part === '..')) return false;
  try {
    return system.realPath(path) === system.workingDirectory;
  } catch (error) {
    if (error instanceof SystemError) return false;
    throw error;
  }
}
