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
  readonly names: Map<string, Draft>;
}

const EMPTY = new Uint8Array();

function folder(mode: number, modifiedMs: number): Draft {
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
      else if (entry.type === 'directory') root = { ...draftOf(entry, layer.modifiedMs, root) };
      else if (entry.type === 'opaque') root.names.clear();
    }
  }
  return new BaseTree(numbered(root));
}

function put(root: Draft, { modifiedMs }: Layer, entry: LayerEntry): void {
  const names = entry.path.split('/').filter((name) => name !== '');
  const name = names.pop();
  if (name === undefined) return;
  let above = root;
  for (const part of names) {
    let next = above.names.get(part);
    if (next === undefined || next.type !== 'directory') {
      next = folder(0o755, modifiedMs);
      above.names.set(part, next);
    }
    above = next;
  }
  if (entry.type === 'whiteout') above.names.delete(name);
  else if (entry.type === 'opaque') above.names.get(name)?.names.clear();
  else if (entry.type === 'hard link') {
    const target = find(root, entry.target);
    if (target !== undefined && target.type !== 'directory') above.names.set(name, target);
  } else above.names.set(name, draftOf(entry, modifiedMs, above.names.get(name)));
}

function find(root: Draft, path: string): Draft | undefined {
  let at: Draft | undefined = root;
  for (const name of path.split('/')) if (name !== '') at = at?.names.get(name);
  return at;
}

type Solid = Exclude<LayerEntry, { readonly type: 'hard link' | 'whiteout' | 'opaque' }>;

function draftOf(entry: Solid, layerMs: number, before: Draft | undefined): Draft {
  const { mode, uid, gid, modifiedMs = layerMs, capabilities } = entry;
  const common = {
    mode,
    uid,
    gid,
    modifiedMs,
    names: new Map<string, Draft>(),
    ...(capabilities === undefined ? {} : { capabilities }),
  };
  switch (entry.type) {
    case 'directory': {
      const names = before?.type === 'directory' ? before.names : common.names;
      return { ...common, type: 'directory', size: DIRECTORY_BYTES, names };
    }
    case 'file': {
      const bytes = entry.text === '' ? EMPTY : new TextEncoder().encode(entry.text);
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
function numbered(root: Draft): Map<number, BaseNode> {
  const inodes = new Map<Draft, number>([[root, ROOT_INODE]]);
  const links = new Map<Draft, number>();
  const taken = new Set([ROOT_INODE]);
  const visit = (draft: Draft, path: string): void => {
    for (const [name, child] of sorted(draft)) {
      links.set(child, (links.get(child) ?? 0) + 1);
      if (inodes.has(child)) continue;
      const below = `${path}/${name}`;
      inodes.set(child, freeNumber(below, taken));
      visit(child, below);
    }
  };
  visit(root, '');
  const nodes = new Map<number, BaseNode>();
  for (const [draft, inode] of inodes) {
    const { names, ...facts } = draft;
    if (draft.type === 'directory') {
      const children = new Map(sorted(draft).map(([name, child]) => [name, inodes.get(child) ?? 0]));
      const folders = [...names.values()].filter(({ type }) => type === 'directory').length;
      nodes.set(inode, { ...facts, inode, children, links: 2 + folders });
    } else nodes.set(inode, { ...facts, inode, links: links.get(draft) ?? 1 });
  }
  return nodes;
}

function sorted({ names }: Draft): [string, Draft][] {
  return [...names].sort(([a], [b]) => (a < b ? -1 : 1));
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
