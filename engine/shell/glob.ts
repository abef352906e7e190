import { SystemError } from '../filesystem/errors.ts';
import type { DirectoryEntry, System } from '../linux/system.ts';
import { isPattern, literal, matches, parsePattern } from './pattern.ts';

/** File names that one pattern may become. */
const NAMES_MAX = 100_000;

/** Folders that `**` goes down into, one below the other, and how many names it gives. */
const DEPTH_MAX = 40;

/** What shopt changes about patterns for files. */
export interface GlobOptions {
  /** extglob */
  readonly extended?: boolean;
  /** dotglob: names that begin with a dot, too */
  readonly hidden?: boolean;
  /** nocaseglob */
  readonly anyCase?: boolean;
  /** `.*` is `.` and `..`, too: bash leaves them out (globskipdots) */
  readonly selfAndParent?: boolean;
  /** globstar: `**` goes through folders */
  readonly deep?: boolean;
}

type Folders = Pick<System, 'stat' | 'lstat' | 'readDirectory'>;

/** The files that a pattern matches, sorted; none: an empty list. */
export function glob(
  system: System,
  pattern: string,
  options: GlobOptions = {},
  looked: (entries: number) => void = () => {},
): string[] {
  const counting: Folders = {
    stat: (path) => system.stat(path),
    lstat: (path) => system.lstat(path),
    readDirectory: (path) => {
      const found = system.readDirectory(path);
      looked(found.length);
      return found;
    },
  };
  const absolute = pattern.startsWith('/');
  const components = splitComponents(pattern);
  let found = [absolute ? '/' : ''];
  components.forEach((component, index) => {
    const isLast = index === components.length - 1;
    const step =
      component === '**' && options.deep
        ? (folder: string) => below(counting, folder, isLast, options, DEPTH_MAX)
        : (folder: string) => inFolder(counting, folder, component, isLast, options);
    found = found.flatMap(step).slice(0, NAMES_MAX);
  });
  return [...new Set(found)].sort();
}

/** At slashes, but not at those inside of groups. */
function splitComponents(pattern: string): string[] {
  return pattern.split(/\/+/).filter((component, index) => component !== '' || index > 0);
}

/** `**`: the folder itself and those below it, and as the last component all files. */
function below(
  system: Folders,
  folder: string,
  isLast: boolean,
  options: GlobOptions,
  depth: number,
): string[] {
  const found = isLast && depth < DEPTH_MAX ? [] : [folder].filter((each) => each !== '' || !isLast);
  if (depth === 0) return found;
  for (const { name } of entries(system, folder)) {
    if (name.startsWith('.') && !options.hidden) continue;
    const path = folder + name;
    if (isLast) found.push(path);
    if (isFolder(system, path)) found.push(...below(system, `${path}/`, isLast, options, depth - 1));
    if (found.length > NAMES_MAX) break;
  }
  return found;
}

function inFolder(
  system: Folders,
  folder: string,
  component: string,
  isLast: boolean,
  { extended = false, hidden = false, anyCase = false, selfAndParent = false }: GlobOptions,
): string[] {
  const end = isLast ? '' : '/';
  if (component === '') return isDirectory(system, folder) ? [folder] : [];
  if (!isPattern(component, extended) && !(anyCase && /[a-z]/i.test(component))) {
    const path = folder + literal(component);
    const exists = isLast ? present(system, path) : isDirectory(system, path);
    return exists ? [path + end] : [];
  }
  const cased = (text: string) => (anyCase ? text.toLowerCase() : text);
  const parsed = parsePattern(cased(component), extended);
  const showsHidden = hidden || component.startsWith('.') || component.startsWith('\\.');
  const dots = selfAndParent && !hidden ? [{ name: '.' }, { name: '..' }] : [];
  return [...dots, ...entries(system, folder)]
    .filter(({ name }) => (showsHidden || !name.startsWith('.')) && matches(parsed, cased(name)))
    .filter(({ name }) => isLast || isDirectory(system, folder + name))
    .map(({ name }) => folder + name + end);
}

/** Itself a folder: `**` doesn't follow symbolic links. */
function isFolder(system: Folders, path: string): boolean {
  return attempt(() => system.lstat(path))?.type === 'directory';
}

function entries(system: Folders, folder: string): readonly Pick<DirectoryEntry, 'name'>[] {
  return attempt(() => system.readDirectory(folder === '' ? '.' : folder)) ?? [];
}

function present(system: Folders, path: string): boolean {
  return attempt(() => system.lstat(path)) !== undefined;
}

function isDirectory(system: Folders, path: string): boolean {
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
