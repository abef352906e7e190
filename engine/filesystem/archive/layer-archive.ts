import type { Layer, LayerEntry } from '../../registry/layer.ts';
import type { Work } from '../../simulation/work.ts';
import { changesOf } from '../changes.ts';
import { executableHead } from '../executable-head.ts';
import type { Instances } from '../instances.ts';
import { joined } from '../names.ts';
import { type ArchiveEntry, ArchiveError, NOTHING } from './entry.ts';
import { cleanNames } from './entry-name.ts';
import { LayerContents } from './layer-content.ts';
import { commentHeader, tarBytes, writeTar } from './tar-writer.ts';

/** How the OCI image specification says in a layer that files are gone. */
const WHITEOUT_PREFIX = '.wh.';
const WHITEOUT_META_PREFIX = '.wh..wh.';
/** Keys of layers that were made in a sandbox are digests. */
const OWN_LAYER = 'sha256:';
const OPAQUE_NAME = '.wh..wh..opq';

/** A layer of the files of an archive. @throws ArchiveError, SystemError */
export function* layerFromArchive(key: string, archive: Iterable<ArchiveEntry>): Work<Layer> {
  const contents = new LayerContents();
  const entries: LayerEntry[] = [];
  let modifiedMs = 0;
  for (const entry of archive) {
    const names = cleanNames(entry.name);
    if (names === undefined) throw new ArchiveError(`invalid path in layer: ${JSON.stringify(entry.name)}`);
    const path = `/${names.join('/')}`;
    modifiedMs = Math.max(modifiedMs, entry.modifiedMs);
    const whiteout = whiteoutOf(names);
    if (whiteout === undefined) entries.push(yield* layerEntry(contents, path, entry));
    else if (whiteout !== 'none') entries.push(whiteout);
    yield 1;
  }
  return { key, modifiedMs, entries: opaqueFirst(entries) };
}

/** What has changed in the writable part of an instance, as a layer: docker commit. @throws SystemError */
export function* layerOfChanges(instances: Instances, id: string, key: string): Work<Layer> {
  const contents = new LayerContents();
  const entries: LayerEntry[] = [];
  const seen = new Map<number, string>();
  let modifiedMs = 0;
  for (const { path, kind, inode } of changesOf(instances, id)) {
    if (kind === 'deleted' || inode === undefined) {
      entries.push({ type: 'whiteout', path });
      continue;
    }
    const { type, mode, uid, gid, special, size, links, ...stat } = instances.stat(id, inode);
    modifiedMs = Math.max(modifiedMs, stat.modifiedMs);
    const first = seen.get(inode);
    const target = type === 'symbolic link' ? { target: instances.facts(id, inode)?.target ?? '' } : {};
    const archived: ArchiveEntry = {
      name: path,
      type,
      mode,
      uid,
      gid,
      modifiedMs: stat.modifiedMs,
      size: type === 'file' ? size : 0,
      ...target,
      ...(special === undefined ? {} : { special }),
      ...(stat.capabilities === undefined ? {} : { capabilities: stat.capabilities }),
      content: type === 'file' ? pieces(instances, id, inode, size) : NOTHING,
      ...(type === 'file' ? { dataBytes: instances.dataBytes(id, inode) } : {}),
    };
    if (first === undefined) entries.push(yield* layerEntry(contents, path, archived));
    else entries.push({ type: 'hard link', path, target: first, mode, uid, gid });
    if (links > 1 && type !== 'directory') seen.set(inode, path);
    yield 1;
  }
  return { key, modifiedMs, entries };
}

/** The archive of a layer. One of the catalogue begins with its key, so that it is known again wherever it comes back. */
export function* layerTar(layer: Layer): Generator<Uint8Array> {
  yield* keyHeader(layer);
  yield* writeTar(layerEntries(layer));
}

/** How long that archive is, in bytes. */
export function layerTarBytes(layer: Layer): number {
  const begins = keyHeader(layer).reduce((sum, { length }) => sum + length, 0);
  return begins + tarBytes(layerEntries(layer));
}

function keyHeader({ key }: Layer): Uint8Array[] {
  return key.startsWith(OWN_LAYER) ? [] : [commentHeader(key)];
}

/** The files of a layer, as they stand in its archive. */
export function* layerEntries({ entries, modifiedMs }: Layer): Generator<ArchiveEntry> {
  const none = { mode: 0, uid: 0, gid: 0, modifiedMs, size: 0, content: NOTHING };
  for (const entry of entries) {
    const name = entry.path.slice(1);
    if (entry.type === 'whiteout') {
      const slash = name.lastIndexOf('/') + 1;
      yield { ...none, name: name.slice(0, slash) + WHITEOUT_PREFIX + name.slice(slash), type: 'file' };
    } else if (entry.type === 'opaque') {
      yield { ...none, name: joined(name, OPAQUE_NAME), type: 'file' };
    } else {
      const { mode, uid, gid } = entry;
      const facts = { ...none, name, mode, uid, gid, modifiedMs: entry.modifiedMs ?? modifiedMs };
      yield { ...facts, ...contentOf(entry) };
    }
  }
}

/** What the files of a layer take, in bytes. */
export function layerBytes(layer: Layer): number {
  let bytes = 0;
  for (const { size } of layerEntries(layer)) bytes += size;
  return bytes;
}

type Solid = Exclude<LayerEntry, { readonly type: 'whiteout' | 'opaque' }>;

function contentOf(entry: Solid): Pick<ArchiveEntry, 'type'> & Partial<ArchiveEntry> {
  switch (entry.type) {
    case 'file': {
      const bytes = new TextEncoder().encode(entry.text);
      return { type: 'file', size: bytes.length, content: [bytes] };
    }
    case 'bytes':
      return { type: 'file', size: entry.bytes.length, content: [entry.bytes] };
    case 'fill':
      return {
        type: 'file',
        size: entry.size,
        content: filled(entry.fill, entry.size),
        ...(entry.fill === 0 ? { dataBytes: 0 } : {}),
      };
    case 'executable': {
      const head = executableHead(entry.executable).subarray(0, entry.size);
      return { type: 'file', size: entry.size, content: filled(0, entry.size, head), dataBytes: head.length };
    }
    case 'special':
      return entry.numbers === undefined
        ? { type: entry.what }
        : { type: entry.what, special: entry.numbers };
    case 'hard link':
      return { type: 'hard link', target: entry.target.replace(/^\//, '') };
    case 'symbolic link':
      return { type: 'symbolic link', target: entry.target };
    case 'directory':
      return { type: 'directory' };
  }
}

function* layerEntry(contents: LayerContents, path: string, entry: ArchiveEntry): Work<LayerEntry> {
  const { type, mode, uid, gid, modifiedMs, target = '', special, capabilities } = entry;
  const facts = {
    path,
    mode,
    uid,
    gid,
    modifiedMs,
    ...(capabilities === undefined ? {} : { capabilities }),
  };
  if (type === 'file') return yield* contents.entry(facts, entry);
  if (type === 'directory') return { ...facts, type };
  if (type === 'symbolic link') return { ...facts, type, target };
  if (type === 'hard link') {
    const names = cleanNames(target);
    if (names === undefined)
      throw new ArchiveError(`invalid hardlink ${JSON.stringify(path)} -> ${JSON.stringify(target)}`);
    return { ...facts, type, target: `/${names.join('/')}` };
  }
  return { ...facts, type: 'special', what: type, ...(special === undefined ? {} : { numbers: special }) };
}

/** What a name says is gone; `none`: it says something that only aufs knew. */
function whiteoutOf(names: readonly string[]): LayerEntry | 'none' | undefined {
  const name = names.at(-1) ?? '';
  if (!name.startsWith(WHITEOUT_PREFIX)) return undefined;
  const directory = `/${names.slice(0, -1).join('/')}`;
  if (name === OPAQUE_NAME) return { type: 'opaque', path: directory };
  if (name.startsWith(WHITEOUT_META_PREFIX)) return 'none';
  const hidden = name.slice(WHITEOUT_PREFIX.length);
  if (['', '.', '..'].includes(hidden))
    throw new ArchiveError(`invalid whiteout file ${JSON.stringify(name)}`);
  return { type: 'whiteout', path: joined(directory, hidden) };
}

/** Only what lower layers have is gone, whatever the order in the archive. */
function opaqueFirst(entries: readonly LayerEntry[]): LayerEntry[] {
  const isMark = ({ type }: LayerEntry) => type === 'opaque' || type === 'whiteout';
  return [...entries.filter(isMark), ...entries.filter((entry) => !isMark(entry))];
}

const PIECE_BYTES = 1_048_576;

function* filled(fill: number, size: number, head: Uint8Array = new Uint8Array()): Generator<Uint8Array> {
  if (head.length > 0) yield head;
  for (let offset = head.length; offset < size; offset += PIECE_BYTES) {
    yield new Uint8Array(Math.min(PIECE_BYTES, size - offset)).fill(fill);
  }
}

function* pieces(instances: Instances, id: string, inode: number, size: number): Generator<Uint8Array> {
  for (let offset = 0; offset < size; offset += PIECE_BYTES) {
    yield instances.read(id, inode, offset, PIECE_BYTES);
  }
}
