import type { Layer, LayerEntry } from '../registry/layer.ts';
import type { Content, Executable, FileType } from './node.ts';

/** A file of an immutable tree. Its inode number is its place in the tree, from 1 on: the root. */
export interface BaseNode {
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
  readonly special?: readonly [major: number, minor: number];
  /** Of a directory. */
  readonly children?: ReadonlyMap<string, number>;
}

export const ROOT_INODE = 1;

/** Layers merged into one tree: what is below the writable part of an overlay. Never changes, and is shared. */
export class BaseTree {
  readonly #nodes: readonly BaseNode[];
  /** Of all its files. */
  readonly bytes: number;

  constructor(nodes: readonly BaseNode[]) {
    this.#nodes = nodes;
    this.bytes = nodes.reduce((sum, { size, type }) => (type === 'file' ? sum + size : sum), 0);
  }

  get(inode: number): BaseNode | undefined {
    return this.#nodes[inode - 1];
  }

  /** The number of inodes: those of the writable part come after. */
  get size(): number {
    return this.#nodes.length;
  }
}

interface Draft extends Omit<BaseNode, 'inode' | 'links' | 'children'> {
  readonly names: Map<string, Draft>;
  links: number;
}

const EMPTY = new Uint8Array();

function folder(mode: number, modifiedMs: number): Draft {
  return { type: 'directory', mode, uid: 0, gid: 0, modifiedMs, size: 4096, names: new Map(), links: 1 };
}

/** Merges layers, the lowest first, as overlayfs shows them. */
export function mergeLayers(layers: readonly Layer[]): BaseTree {
  const root = folder(0o755, layers[0]?.modifiedMs ?? 0);
  for (const layer of layers) {
    for (const entry of layer.entries) put(root, layer, entry);
  }
  return numbered(root);
}

function put(root: Draft, { modifiedMs }: Layer, entry: LayerEntry): void {
  const names = entry.path.split('/').filter((name) => name !== '');
  const name = names.pop();
  let above = root;
  for (const part of names) {
    let next = above.names.get(part);
    if (next === undefined || next.type !== 'directory') {
      next = folder(0o755, modifiedMs);
      above.names.set(part, next);
    }
    above = next;
  }
  if (name === undefined) return;
  if (entry.type === 'whiteout') above.names.delete(name);
  else if (entry.type === 'opaque') above.names.get(name)?.names.clear();
  else if (entry.type === 'hard link') {
    const target = find(root, entry.target);
    if (target === undefined) return;
    target.links++;
    above.names.set(name, target);
  } else above.names.set(name, draftOf(entry, modifiedMs, above.names.get(name)));
}

function find(root: Draft, path: string): Draft | undefined {
  let at: Draft | undefined = root;
  for (const name of path.split('/')) if (name !== '') at = at?.names.get(name);
  return at;
}

type Solid = Exclude<LayerEntry, { readonly type: 'hard link' | 'whiteout' | 'opaque' }>;

function draftOf(entry: Solid, layerMs: number, before: Draft | undefined): Draft {
  const { mode, uid, gid } = entry;
  const common = {
    mode,
    uid,
    gid,
    modifiedMs: entry.modifiedMs ?? layerMs,
    links: 1,
    names: new Map<string, Draft>(),
  };
  switch (entry.type) {
    case 'directory':
      return {
        ...common,
        type: 'directory',
        size: 4096,
        names: before?.type === 'directory' ? before.names : common.names,
      };
    case 'file': {
      const bytes = entry.text === '' ? EMPTY : new TextEncoder().encode(entry.text);
      return { ...common, type: 'file', size: bytes.length, content: { bytes } };
    }
    case 'bytes':
      return { ...common, type: 'file', size: entry.bytes.length, content: { bytes: entry.bytes } };
    case 'fill':
      return { ...common, type: 'file', size: entry.size, content: { fill: entry.fill, size: entry.size } };
    case 'executable':
      return {
        ...common,
        type: 'file',
        size: entry.size,
        content: { fill: 0, size: entry.size },
        executable: entry.executable,
      };
    case 'symbolic link':
      return { ...common, type: 'symbolic link', size: entry.target.length, target: entry.target };
    case 'special':
      return {
        ...common,
        type: entry.what,
        size: 0,
        ...(entry.numbers === undefined ? {} : { special: entry.numbers }),
      };
  }
}

function numbered(root: Draft): BaseTree {
  const inodes = new Map<Draft, number>();
  const order: Draft[] = [];
  const visit = (draft: Draft): number => {
    const known = inodes.get(draft);
    if (known !== undefined) return known;
    order.push(draft);
    inodes.set(draft, order.length);
    for (const [, child] of [...draft.names].sort(([a], [b]) => (a < b ? -1 : 1))) visit(child);
    return inodes.get(draft) ?? 0;
  };
  visit(root);
  const nodes = order.map((draft, index): BaseNode => {
    const { names, ...facts } = draft;
    if (draft.type !== 'directory') return { ...facts, inode: index + 1 };
    const children = new Map([...names].map(([name, child]) => [name, inodes.get(child) ?? 0]));
    const folders = [...names.values()].filter(({ type }) => type === 'directory').length;
    return { ...facts, inode: index + 1, children, links: 2 + folders };
  });
  return new BaseTree(nodes);
}
