import { type BaseTree, mergeLayers } from './base-tree.ts';
import type { LayerSource } from './inode.ts';

/** Merged trees that a sandbox keeps for the next container of the same image. */
const TREES_MAX = 100;
/** Trees of the catalogue's layers, which all sandboxes of this process share. */
const SHARED_TREES_MAX = 100;
const sharedTrees = new Map<string, BaseTree>();

/** The immutable trees below writable parts: merged when they are first looked at, and kept for a while. */
export class Trees {
  readonly #layers: LayerSource;
  readonly #own = new Map<string, BaseTree>();

  constructor(layers: LayerSource) {
    this.#layers = layers;
  }

  of(layers: readonly string[]): BaseTree {
    const shared = layers.every((layer) => this.#layers.isShared?.(layer) === true);
    const [trees, max] = shared ? [sharedTrees, SHARED_TREES_MAX] : [this.#own, TREES_MAX];
    const key = layers.join(' ');
    const tree = trees.get(key) ?? mergeLayers(layers.map((layer) => this.#layers.layer(layer)));
    // What was used last is the last to go.
    trees.delete(key);
    trees.set(key, tree);
    const [oldest] = trees.keys();
    if (trees.size > max && oldest !== undefined) trees.delete(oldest);
    return tree;
  }
}
