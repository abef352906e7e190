import { doAll, unitsOf, type Work } from '../../simulation/work.ts';
import type { Caller } from '../caller.ts';
import type { Filesystems } from '../filesystems.ts';
import { isWithin, joined } from '../names.ts';
import { filesystemOf } from '../path-calls.ts';
import { removeTree } from '../remove-tree.ts';
import { type ArchiveEntry, ArchiveError } from './entry.ts';
import { cleanNames, resolvedNames } from './entry-name.ts';

export interface ExtractOptions {
  /** A directory isn't replaced by a file, nor the other way round. */
  readonly noOverwriteDirNonDir?: boolean;
  /** In place of the archive's owners. */
  readonly owner?: { readonly uid: number; readonly gid: number };
}

const PARENT_MODE = 0o755;

/**
 * Puts the files of an archive into a directory, in place of what is there; directories are merged. Nothing is
 * written outside of the caller's root, and no name leads out of the directory.
 * @throws ArchiveError, SystemError
 */
export function extractInto(
  files: Filesystems,
  caller: Caller,
  directory: string,
  entries: Iterable<ArchiveEntry>,
  options: ExtractOptions = {},
): void {
  doAll(extracting(files, caller, directory, entries, options));
}

/** The same in pieces. */
export function* extracting(
  files: Filesystems,
  caller: Caller,
  directory: string,
  entries: Iterable<ArchiveEntry>,
  options: ExtractOptions = {},
): Work<void> {
  const destination = files.realPath(caller, directory);
  const exact = { ...caller, umask: 0 };
  const times: { readonly path: string; readonly modifiedMs: number }[] = [];
  /** The directory that the last file is in. */
  let known = '';
  for (const entry of entries) {
    const names = cleanNames(entry.name);
    if (names === undefined) throw breakout(`${quoted(entry.name)} is outside of ${quoted(destination)}`);
    if (names.length === 0) continue;
    const path = joined(destination, names.join('/'));
    const parent = path.slice(0, path.lastIndexOf('/')) || '/';
    if (parent !== known) files.makeDirectories(exact, parent, PARENT_MODE);
    const found = prepare(files, exact, path, entry, options);
    known = found === 'replaced' ? '' : parent;
    if (found !== 'there') yield* make(files, exact, destination, path, entry);
    if (entry.type === 'hard link') continue;
    files.setFacts(exact, path, { ...entry, ...options.owner });
    if (entry.type === 'directory') times.push({ path, modifiedMs: entry.modifiedMs });
    yield 1;
  }
  // What was put into them has changed the times of directories.
  for (const { path, modifiedMs } of times.reverse()) {
    if (files.has(exact, path)) files.setTimes(exact, path, modifiedMs, modifiedMs, false);
    yield 1;
  }
}

/**
 * Copies what is in a directory into another, with owners, modes and times: those of the directory too.
 * @param entries of `treeEntries` as `.`
 */
export function copyContents(
  files: Filesystems,
  to: { readonly caller: Caller; readonly path: string },
  entries: Iterable<ArchiveEntry>,
): void {
  const exact = { ...to.caller, umask: 0 };
  let top: ArchiveEntry | undefined;
  const below = function* (): Generator<ArchiveEntry> {
    for (const entry of entries) {
      if (cleanNames(entry.name)?.length === 0) top = entry;
      else yield entry;
    }
  };
  extractInto(files, exact, to.path, below());
  if (top === undefined) return;
  files.changeOwner(exact, to.path, top.uid, top.gid);
  files.changeMode(exact, to.path, top.mode);
  files.setTimes(exact, to.path, top.modifiedMs, top.modifiedMs);
}

/** Makes room for a file. @returns `there`: it is a directory, and exists already */
function prepare(
  files: Filesystems,
  caller: Caller,
  path: string,
  { type }: ArchiveEntry,
  { noOverwriteDirNonDir = false }: ExtractOptions,
): 'new' | 'there' | 'replaced' {
  const stat = files.lstatIfThere(caller, path);
  if (stat === undefined) return 'new';
  if (stat.type === 'directory' && type === 'directory') return 'there';
  if (noOverwriteDirNonDir && stat.type === 'directory') {
    throw new ArchiveError(`cannot overwrite directory ${quoted(path)} with non-directory ${quoted(path)}`);
  }
  if (noOverwriteDirNonDir && type === 'directory') {
    throw new ArchiveError(`cannot overwrite non-directory ${quoted(path)} with directory ${quoted(path)}`);
  }
  removeTree(files, caller, path);
  return 'replaced';
}

function* make(
  files: Filesystems,
  caller: Caller,
  destination: string,
  path: string,
  entry: ArchiveEntry,
): Work<void> {
  const { type, mode, target = '', special } = entry;
  switch (type) {
    case 'directory':
      files.makeDirectory(caller, path, mode);
      return;
    case 'file':
      yield* writeContent(files, caller, path, entry);
      return;
    case 'hard link': {
      const names = cleanNames(target);
      if (names === undefined) throw breakout(`invalid hardlink ${quoted(target)} -> ${quoted(target)}`);
      files.link(caller, joined(destination, names.join('/')), path);
      return;
    }
    case 'symbolic link': {
      const above = path.slice(0, path.lastIndexOf('/'));
      const names = resolvedNames(`${above}/${target}`);
      if (names === undefined || !isWithin(`/${names.join('/')}`, destination)) {
        throw breakout(`invalid symlink ${quoted(path)} -> ${quoted(target)}`);
      }
      files.symlink(caller, target, path);
      return;
    }
    default:
      files.makeNode(caller, path, type, mode, special);
  }
}

function* writeContent(files: Filesystems, caller: Caller, path: string, entry: ArchiveEntry): Work<void> {
  const { content, mode, size, dataBytes = size } = entry;
  const place = files.open(caller, path, { write: true, create: true, exclusive: true, mode });
  let offset = 0;
  for (const piece of dataBytes > 0 ? content : []) {
    files.write(filesystemOf(place), place.inode, offset, piece);
    offset += piece.length;
    yield unitsOf(piece.length);
    if (offset >= dataBytes) break;
  }
  if (offset < size) files.truncate(filesystemOf(place), place.inode, size);
}

function breakout(what: string): ArchiveError {
  return new ArchiveError(what);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
