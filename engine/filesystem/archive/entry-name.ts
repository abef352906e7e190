import { byteLength, checkName, checkPath } from '../names.ts';
import { ArchiveError } from './entry.ts';

/**
 * The names of a path in an archive, without `.` and `..`; an absolute path counts from the destination too.
 * Undefined: it leads out of there. @throws SystemError ENAMETOOLONG
 */
export function cleanNames(path: string): string[] | undefined {
  if (path.includes('\0')) throw new ArchiveError('archive/tar: invalid tar header');
  if (byteLength(path) > 0) checkPath(path);
  const names = resolvedNames(path);
  for (const name of names ?? []) checkName(name);
  return names;
}

/** The same without a look at how long they are: of the target of a symbolic link, for example. */
export function resolvedNames(path: string): string[] | undefined {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    if (name !== '..') names.push(name);
    else if (names.pop() === undefined && !path.startsWith('/')) return undefined;
  }
  return names;
}
