import { SystemError } from '../../filesystem/errors.ts';
import type { Shell } from '../shell-process.ts';
import { entriesOf, keysOf } from '../table.ts';
import { homeOf } from '../tilde.ts';
import { namesWithPrefix, variableValue } from '../variables.ts';
import type { Target } from './word-at-cursor.ts';

/** Files that are looked at for one completion. */
const LOOKED_AT_MAX = 2_000;
const KEYWORDS =
  'if then else elif fi case esac for select while until do done in function time { } ! [[ ]] coproc'.split(
    ' ',
  );

/** What a word may become. */
export interface Candidate {
  /** The last component of the path, or the whole name. */
  readonly name: string;
  readonly folder: boolean;
}

/** @returns sorted, each once */
export function candidatesFor(shell: Shell, { word, kind }: Target): Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (name: string, folder = false) => found.set(name, { name, folder });
  if (kind === 'variable') {
    for (const name of namesWithPrefix(shell, word))
      add(name, isFolder(shell, variableValue(shell, name) ?? ''));
  } else if (kind === 'command' && !word.includes('/')) {
    for (const name of commandNames(shell, word)) add(name);
    if (shell.dialect === 'ash') for (const each of files(shell, word, 'folder')) add(each.name, true);
  } else for (const each of files(shell, word, kind)) add(each.name, each.folder);
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function commandNames(shell: Shell, start: string): string[] {
  const { state } = shell;
  const own = [
    ...shell.builtinNames(),
    ...keysOf(state.functions),
    ...entriesOf(state.aliases).map(([name]) => name),
    ...(shell.dialect === 'bash' ? KEYWORDS : []),
  ];
  const names = own.filter((name) => name.startsWith(start));
  let left = LOOKED_AT_MAX;
  for (const folder of (variableValue(shell, 'PATH') ?? '').split(':')) {
    for (const name of namesIn(shell, folder === '' ? '.' : folder)) {
      if (!name.startsWith(start) || left-- <= 0) continue;
      if (isExecutable(shell, `${folder}/${name}`)) names.push(name);
    }
  }
  return names;
}

/** Files in the folder that a path names whose names go on as the path does. */
function files(shell: Shell, path: string, kind: Target['kind']): Candidate[] {
  const slash = path.lastIndexOf('/') + 1;
  const folder = withHome(shell, path.slice(0, slash));
  const start = path.slice(slash);
  const names = namesIn(shell, folder === '' ? '.' : folder).filter((name) => name.startsWith(start));
  const found = names
    .slice(0, LOOKED_AT_MAX)
    .map((name) => ({ name, folder: isFolder(shell, folder + name) }));
  if (kind === 'folder') return found.filter((each) => each.folder);
  if (kind !== 'command' || shell.dialect !== 'bash') return found;
  return found.filter((each) => each.folder || isExecutable(shell, folder + each.name));
}

function withHome(shell: Shell, folder: string): string {
  const [whole, name] = /^~([^/]*)\//.exec(folder) ?? [];
  const home = whole === undefined ? undefined : homeOf(shell, name ?? '');
  return whole === undefined || home === undefined ? folder : `${home}/${folder.slice(whole.length)}`;
}

function namesIn({ system }: Shell, folder: string): string[] {
  return (attempt(() => system.readDirectory(folder)) ?? []).map(({ name }) => name);
}

function isFolder({ system }: Shell, path: string): boolean {
  return path !== '' && attempt(() => system.stat(path))?.type === 'directory';
}

function isExecutable({ system }: Shell, path: string): boolean {
  const refused = attempt(() => system.access(path, { execute: true }) ?? 'granted');
  return refused === 'granted';
}

function attempt<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof SystemError) return undefined;
    throw error;
  }
}
