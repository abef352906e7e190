import type { Caller } from '../caller.ts';
import type { Filesystems } from '../filesystems.ts';
import { joined } from '../names.ts';
import { filesystemOf } from '../path-calls.ts';
import type { Place } from '../walk.ts';
import { type ArchiveEntry, checkArchiveBytes, NOTHING } from './entry.ts';

const PIECE_BYTES = 1_048_576;

export interface TreeOptions {
  /** The name of the file itself in the archive; what is in it comes below. Empty: only what is in it is there. */
  readonly as: string;
  /** Names below the file that are left out. */
  readonly without?: (name: string) => boolean;
}

/**
 * A file, and where it is a directory all that is in it, as a caller sees it. Symbolic links are not followed.
 * @throws ArchiveError where there is too much of it, SystemError
 */
export function* treeEntries(
  files: Filesystems,
  caller: Caller,
  path: string,
  options: TreeOptions,
): Generator<ArchiveEntry> {
  let total = 0;
  const seen = new Map<string, string>();
  const stack: { readonly at: string; readonly name: string }[] = [{ at: path, name: options.as }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { at, name } = next;
    const place = files.place(caller, at, false);
    const stat = files.statPlace(caller, place);
    const { type, mode, uid, gid, modifiedMs, special, inode, device, links } = stat;
    const isShared = links > 1 && type !== 'directory' && place.node === undefined;
    const facts = { name, mode, uid, gid, modifiedMs, content: NOTHING, size: 0 };
    const first = isShared ? seen.get(`${device}:${inode}`) : undefined;
    if (first !== undefined) {
      yield { ...facts, type: 'hard link', target: first };
      continue;
    }
    if (isShared) seen.set(`${device}:${inode}`, name);
    if (type === 'file') {
      const content = contentOf(files, place, stat.size);
      total += content.dataBytes ?? 0;
      checkArchiveBytes(total);
      yield { ...facts, type, ...content };
    } else if (type === 'symbolic link') yield { ...facts, type, target: files.readLink(caller, at) };
    else if (special !== undefined) yield { ...facts, type, special };
    else if (name !== '') yield { ...facts, type };
    if (type !== 'directory') continue;
    const below = files.list(caller, at).filter((entry) => options.without?.(entry.name) !== true);
    for (const entry of below.reverse()) {
      stack.push({ at: joined(at, entry.name), name: name === '' ? entry.name : `${name}/${entry.name}` });
    }
  }
}

function contentOf(files: Filesystems, place: Place, size: number): Partial<ArchiveEntry> {
  if (place.node === undefined) {
    const dataBytes = files.instances.dataBytes(filesystemOf(place), place.inode);
    return { size, content: pieces(files, place, size), dataBytes };
  }
  const bytes = new TextEncoder().encode(place.node.type === 'file' ? place.node.read() : '');
  return { size: bytes.length, content: [bytes] };
}

function* pieces(files: Filesystems, place: Place, size: number): Generator<Uint8Array> {
  for (let offset = 0; offset < size; ) {
    const piece = files.read(filesystemOf(place), place.inode, offset, Math.min(PIECE_BYTES, size - offset));
    // It became shorter meanwhile.
    if (piece.length === 0) return;
    yield piece;
    offset += piece.length;
  }
}
