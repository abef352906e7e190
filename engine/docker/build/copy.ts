import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { lookUpUser } from '../../container/accounts.ts';
import { RuntimeError } from '../../container/runtime-spec.ts';
import { isCompressed } from '../../filesystem/archive/compression.ts';
import { type ArchiveEntry, ArchiveError } from '../../filesystem/archive/entry.ts';
import { extracting } from '../../filesystem/archive/extract.ts';
import { readTar } from '../../filesystem/archive/tar-reader.ts';
import { treeEntries } from '../../filesystem/archive/tree-entries.ts';
import { SystemError } from '../../filesystem/errors.ts';
import type { Filesystems } from '../../filesystem/filesystems.ts';
import { trimmed } from '../../filesystem/names.ts';
import type { FileType } from '../../filesystem/node.ts';
import { unitsOf, type Work } from '../../simulation/work.ts';
import { matchesPieces, parseGlob } from '../images/path-match.ts';
import { BuildError } from './build.ts';
import type { Room } from './context.ts';

export interface CopyRequest {
  readonly name: 'COPY' | 'ADD';
  readonly sources: readonly string[];
  /** Absolute; with a slash at its end it is a folder. */
  readonly target: string;
  readonly chown: string;
  /** From a stage or another image: what it is copied from is not the context. */
  readonly isForeign: boolean;
}

interface Source {
  readonly path: string;
  readonly type: FileType;
}

/** The files that are meant, by paths in their room. @throws BuildError */
export function* findSources(files: Filesystems, room: Room, request: CopyRequest): Work<Source[]> {
  const found: Source[] = [];
  for (const source of request.sources) found.push(...(yield* matching(files, room, request, source)));
  if (found.length === 0) throw failed(request, 'no source files were specified');
  if (found.length > 1 && !request.target.endsWith('/')) {
    throw new BuildError(
      `When using ${request.name} with more than one source file, the destination must be a directory and end with a /`,
    );
  }
  return found;
}

function* matching(files: Filesystems, room: Room, request: CopyRequest, source: string): Work<Source[]> {
  if (/^https?:\/\//.test(source) && request.name === 'ADD') {
    const [, host = ''] = /^https?:\/\/([^/:]*)/.exec(source) ?? [];
    throw failed(
      request,
      `Get ${JSON.stringify(source)}: dial tcp: lookup ${host} on 127.0.0.53:53: no such host`,
    );
  }
  const path = cleanSource(request, source);
  if (!/[*?[\\]/.test(path)) return [sourceAt(files, room, request, path, source)];
  const pieces = parseGlob(path.slice(1));
  if (pieces === undefined) throw failed(request, 'syntax error in pattern');
  const found: Source[] = [];
  for (const { name, type } of treeEntries(files, room.caller, '/', { as: '' })) {
    if (matchesPieces(pieces, name)) {
      found.push({ path: `/${name}`, type: type === 'hard link' ? 'file' : type });
    }
    yield 1;
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function cleanSource(request: CopyRequest, source: string): string {
  const names: string[] = [];
  for (const name of source.split('/')) {
    if (name === '' || name === '.') continue;
    if (name !== '..') names.push(name);
    else if (names.pop() === undefined && !source.startsWith('/')) {
      throw failed(request, `forbidden path outside the build context: ${source} ()`);
    }
  }
  return `/${names.join('/')}`;
}

function sourceAt(
  files: Filesystems,
  room: Room,
  request: CopyRequest,
  path: string,
  written: string,
): Source {
  try {
    return { path, type: files.stat(room.caller, path).type };
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    throw failed(
      request,
      request.isForeign
        ? `stat ${path.slice(1)}: file does not exist`
        : `file not found in build context or excluded by .dockerignore: stat ${written.replace(/^\//, '')}: file does not exist`,
    );
  }
}

function failed({ name }: Pick<CopyRequest, 'name'>, why: string): BuildError {
  return new BuildError(`${name} failed: ${why}`);
}

/** `file:…`, `dir:…` or `multi:…`: what the files are, but not when they were changed. */
export function* hashSources(files: Filesystems, room: Room, sources: readonly Source[]): Work<string> {
  const hashes: string[] = [];
  for (const { path, type } of sources) {
    const kind = type === 'directory' ? 'dir' : 'file';
    hashes.push(`${kind}:${yield* hashEntries(entriesOf(files, room, path))}`);
  }
  const [only = ''] = hashes;
  if (hashes.length === 1) return only;
  return `multi:${bytesToHex(sha256(utf8ToBytes(hashes.join(','))))}`;
}

function* hashEntries(entries: Iterable<ArchiveEntry>): Work<string> {
  const hash = sha256.create();
  for (const { name, type, mode, size, target, content } of entries) {
    hash.update(utf8ToBytes(`${JSON.stringify([name, type, mode, size, target])}\n`));
    for (const piece of content) {
      hash.update(piece);
      yield unitsOf(piece.length);
    }
    yield 1;
  }
  return bytesToHex(hash.digest());
}

function entriesOf(files: Filesystems, room: Room, path: string): Generator<ArchiveEntry> {
  const real = files.realPath(room.caller, path);
  const isFolder = files.stat(room.caller, real).type === 'directory';
  return treeEntries(files, room.caller, real, { as: isFolder ? '' : baseName(path) });
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Puts the files where they belong. @throws BuildError */
export function* copySources(
  files: Filesystems,
  from: Room,
  to: Room,
  request: CopyRequest,
  sources: readonly Source[],
): Work<void> {
  const owner = ownerOf(files, to, request.chown);
  try {
    for (const source of sources) yield* copyOne(files, from, to, request, source, owner);
  } catch (error) {
    if (error instanceof SystemError || error instanceof ArchiveError) throw failed(request, error.message);
    throw error;
  }
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

function ownerOf(files: Filesystems, room: Room, chown: string): Owner {
  if (chown === '') return { uid: 0, gid: 0 };
  try {
    const { uid, gid } = lookUpUser(files, room.caller, chown);
    return { uid, gid: /^\d+$/.test(chown) ? uid : gid };
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error;
    const [user = ''] = chown.split(':');
    throw new BuildError(
      `unable to convert uid/gid chown string to host mapping: can't find uid for user ${user}: no such user: ${user}`,
    );
  }
}

function* copyOne(
  files: Filesystems,
  from: Room,
  to: Room,
  { name, target }: CopyRequest,
  { path, type }: Source,
  owner: Owner,
): Work<void> {
  const place = trimmed(target);
  if (type === 'directory') {
    makeFolder(files, to, place, owner);
    yield* extracting(files, to.caller, place, entriesOf(files, from, path), { owner });
    return;
  }
  const packed = name === 'ADD' && type === 'file' ? archiveIn(files, from, path) : undefined;
  if (packed !== undefined) {
    makeFolder(files, to, place, owner);
    yield* extracting(files, to.caller, place, readTar(packed));
    return;
  }
  const isFolder = target.endsWith('/') || typeAt(files, to, place) === 'directory';
  const folder = isFolder ? place : place.slice(0, place.lastIndexOf('/')) || '/';
  const called = isFolder ? baseName(path) : baseName(place);
  makeFolder(files, to, folder, owner);
  const [entry] = entriesOf(files, from, path);
  if (entry !== undefined) {
    yield* extracting(files, to.caller, folder, [{ ...entry, name: called }], { owner });
  }
}

function makeFolder(files: Filesystems, { caller }: Room, path: string, { uid, gid }: Owner): void {
  if (typeAt(files, { caller }, path) !== undefined) return;
  files.makeDirectories(caller, path);
  files.changeOwner(caller, path, uid, gid);
}

function typeAt(files: Filesystems, { caller }: Pick<Room, 'caller'>, path: string): FileType | undefined {
  try {
    return files.stat(caller, path).type;
  } catch (error) {
    if (error instanceof SystemError && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Offset and bytes by which tar archives are known. */
const MAGIC_AT = 257;
const MAGIC = 'ustar';

/** The bytes of a file that ADD unpacks; undefined: it is no archive. */
function archiveIn(files: Filesystems, { caller }: Room, path: string): Uint8Array | undefined {
  const head = files.head(caller, path, MAGIC_AT + MAGIC.length);
  const isTar = new TextDecoder().decode(head.subarray(MAGIC_AT)) === MAGIC;
  if (!isTar && !isCompressed(head)) return undefined;
  const bytes = files.readBytes(caller, path);
  if (isTar) return bytes;
  // Something else may be gzip'd too: then it stays as it is.
  try {
    readTar(bytes).next();
    return bytes;
  } catch (error) {
    if (error instanceof ArchiveError) return undefined;
    throw error;
  }
}
