import { SystemError } from '../filesystem/errors.ts';
import type { DirectoryEntry, System } from '../linux/system.ts';
import { isPattern, literal, matches, parsePattern } from './pattern.ts';

/** File names that one pattern may become. */
const NAMES_MAX = 100_000;

/** The files that a pattern matches, sorted; none: an empty list. */
export function glob(system: System, pattern: string): string[] {
  const absolute = pattern.startsWith('/');
  const components = pattern.split(/\/+/).filter((component, index) => component !== '' || index > 0);
  let found = [absolute ? '/' : ''];
  components.forEach((component, index) => {
    const isLast = index === components.length - 1;
    found = found.flatMap((folder) => inFolder(system, folder, component, isLast)).slice(0, NAMES_MAX);
  });
  return found.sort();
}

function inFolder(system: System, folder: string, component: string, isLast: boolean): string[] {
  const end = isLast ? '' : '/';
  if (component === '') return isDirectory(system, folder) ? [folder] : [];
  if (!isPattern(component)) {
    const path = folder + literal(component);
    const exists = isLast ? present(system, path) : isDirectory(system, path);
    return exists ? [path + end] : [];
  }
  const parsed = parsePattern(component);
  const hidden = component.startsWith('.') || component.startsWith('\\.');
  return entries(system, folder)
    .filter(({ name }) => (hidden || !name.startsWith('.')) && matches(parsed, name))
    .filter(({ name }) => isLast || isDirectory(system, folder + name))
    .map(({ name }) => folder + name + end);
}

function entries(system: System, folder: string): readonly Pick<DirectoryEntry, 'name'>[] {
  return attempt(() => system.readDirectory(folder === '' ? '.' : folder)) ?? [];
}

function present(system: System, path: string): boolean {
  return attempt(() => system.lstat(path)) !== undefined;
}

function isDirectory(system: System, path: string): boolean {
  return attempt(() => system.stat(path === '' ? '.' : path))?.type === 'directory';
}

function attempt<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof SystemError) return undefined;
    throw error;
  }
}
