import type { Layer, LayerEntry } from '../registry/layer.ts';
import type { Content, Executable, FileType } from './node.ts';

/** A file of an immutable tree. */
export interface BaseNode {
  /** Follows from its path, so that it stays what it is when a catalogue of later years has more files. */
  readonly inode: number;
  readonly type: FileType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly modifiedMs: number;
  readonly size: number;
  readonly links: number;
  readonly content?: Content;
  readonly target?: string;
  readonly executable?: Executable;
  readonly capabilities?: string;
  readonly special?: readonly [major: number, minor: number];
  /** Of a directory. */
  readonly children?: ReadonlyMap<string, number>;
}

export const ROOT_INODE = 1;
export const DIRECTORY_BYTES = 4096;

/** Inodes of trees are below this number, those of writable parts are not. */
export const FIRST_WRITABLE_INODE = 2 ** 28;

/** Layers merged into one tree: what is below the writable part of an overlay. Never changes, and is shared. */
export class BaseTree {
  readonly #nodes: ReadonlyMap<number, BaseNode>;
  /** Of all its files. */
  readonly bytes: number;

  constructor(nodes: ReadonlyMap<number, BaseNode>) {
    this.#nodes = nodes;
    let bytes = 0;
    for (const { size, type } of nodes.values()) if (type === 'file') bytes += size;
    this.bytes = bytes;
  }

  get(inode: number): BaseNode | undefined {
    return this.#nodes.get(inode);
  }

  get size(): number {
    return this.#nodes.size;
  }
}

interface Draft extends Omit<BaseNode, 'inode' | 'links' | 'children'> {
  /** Of a directory. */
  readonly names?: Map<string, Draft>;
}

interface Folder extends Draft {
  readonly names: Map<string, Draft>;
}

const EMPTY = new Uint8Array();
const encoder = new TextEncoder();

function isFolder(draft: Draft | undefined): draft is Folder {
  return draft?.names !== undefined;
}

function folder(mode: number, modifiedMs: number): Folder {
  return {
    type: 'directory',
    mode,
    uid: 0,
    gid: 0,
    modifiedMs,
    size: DIRECTORY_BYTES,
    names: new Map(),
  };
}

/** Merges layers, the lowest first, as overlayfs shows them. */
export function mergeLayers(layers: readonly Layer[]): BaseTree {
  let root = folder(0o755, layers[0]?.modifiedMs ?? 0);
  for (const layer of layers) {
    for (const entry of layer.entries) {
      if (entry.path !== '/') put(root, layer, entry);
      else if (entry.type === 'directory') root = folderOf(entry, layer.modifiedMs, root);
      else if (entry.type === 'opaque') root.names.clear();
    }
  }
  return new BaseTree(numbered(root));
}

function put(root: Folder, { modifiedMs }: Layer, entry: LayerEntry): void {
  const names = entry.path.split('/').filter((name) => name !== '');
  const name = names.pop();
  if (name === undefined) return;
  let above = root;
  for (const part of names) {
    const next = above.names.get(part);
    const below = isFolder(next) ? next : folder(0o755, modifiedMs);
    if (below !== next) above.names.set(part, below);
    above = below;
  }
  if (entry.type === 'whiteout') above.names.delete(name);
  else if (entry.type === 'opaque') above.names.get(name)?.names?.clear();
  else if (entry.type === 'hard link') {
    const target = find(root, entry.target);
    if (target !== undefined && target.type !== 'directory') above.names.set(name, target);
  } else if (entry.type === 'directory') {
    above.names.set(name, folderOf(entry, modifiedMs, above.names.get(name)));
  } else above.names.set(name, draftOf(entry, modifiedMs));
}

function find(root: Draft, path: string): Draft | undefined {
  let at: Draft | undefined = root;
  for (const name of path.split('/')) if (name !== '') at = at?.names?.get(name);
  return at;
}

type DirectoryEntry = Extract<LayerEntry, { readonly type: 'directory' }>;
type Solid = Exclude<LayerEntry, { readonly type: 'directory' | 'hard link' | 'whiteout' | 'opaque' }>;

/** A directory keeps what lower layers have in it. */
function folderOf(entry: DirectoryEntry, layerMs: number, before: Draft | undefined): Folder {
  const { mode, uid, gid, modifiedMs = layerMs } = entry;
  return { ...folder(mode, modifiedMs), uid, gid, names: before?.names ?? new Map() };
}

function draftOf(entry: Solid, layerMs: number): Draft {
  const { mode, uid, gid, modifiedMs = layerMs, capabilities } = entry;
  const common = {
    mode,
    uid,
    gid,
    modifiedMs,
    ...(capabilities === undefined ? {} : { capabilities }),
  };
  switch (entry.type) {
    case 'file': {
      const bytes = entry.text === '' ? EMPTY : encoder.encode(entry.text);
      return { ...common, type: 'file', size: bytes.length, content: { bytes } };
    }
    case 'bytes':
      return { ...common, type: 'file', size: entry.bytes.length, content: { bytes: entry.bytes } };
    case 'fill':
      return { ...common, type: 'file', size: entry.size, content: { fill: entry.fill, size: entry.size } };
    case 'executable': {
      const { executable, size } = entry;
      return { ...common, type: 'file', size, content: { fill: 0, size }, executable };
    }
    case 'symbolic link':
      return { ...common, type: 'symbolic link', size: entry.target.length, target: entry.target };
    case 'special': {
      const { what: type, numbers } = entry;
      return { ...common, type, size: 0, ...(numbers === undefined ? {} : { special: numbers }) };
    }
  }
}

/** Gives each file its number and counts its names. A file of several names has the number of the first. */
function numbered(root: Folder): Map<number, BaseNode> {
  const inodes = new Map<Draft, number>([[root, ROOT_INODE]]);
  const links = new Map<Draft, number>();
  const children = new Map<Draft, Map<string, number>>();
  const taken = new Set([ROOT_INODE]);
  const visit = (draft: Folder, path: string): void => {
    const numbers = new Map<string, number>();
    children.set(draft, numbers);
    for (const name of [...draft.names.keys()].sort()) {
      const child = draft.names.get(name);
      if (child === undefined) continue;
      links.set(child, (links.get(child) ?? 0) + 1);
      const below = `${path}/${name}`;
      const known = inodes.get(child);
      const inode = known ?? freeNumber(below, taken);
      numbers.set(name, inode);
      if (known !== undefined) continue;
      inodes.set(child, inode);
      if (isFolder(child)) visit(child, below);
    }
  };
  visit(root, '');
  const nodes = new Map<number, BaseNode>();
  for (const [draft, inode] of inodes) {
    if (isFolder(draft)) {
      const { names, ...facts } = draft;
      let folders = 0;
      for (const child of names.values()) if (isFolder(child)) folders++;
      nodes.set(inode, { ...facts, inode, children: children.get(draft) ?? new Map(), links: 2 + folders });
    } else nodes.set(inode, { ...draft, inode, links: links.get(draft) ?? 1 });
  }
  return nodes;
}

/** FNV-1a of the path, or the next number that nobody has. */
function freeNumber(path: string, taken: Set<number>): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < path.length; index++) {
    hash = Math.imul(hash ^ path.charCodeAt(index), 0x01000193);
  }
  let inode = hash >>> 4;
  while (inode <= ROOT_INODE || taken.has(inode)) inode = (inode + 1) % FIRST_WRITABLE_INODE;
  taken.add(inode);
  return inode;
}
