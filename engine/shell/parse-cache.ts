import type { Dialect } from './dialect.ts';
import { parseUnit } from './syntax/parser.ts';
import type { Node } from './syntax/tree.ts';

/** Characters of the scripts whose trees are kept. */
const CACHED_CHARACTERS_MAX = 2_000_000;

const trees = new Map<string, readonly Node[]>();
let characters = 0;

/** The nodes of a complete command. Its text says all about them, so they are only a cache. */
export function nodesOf(text: string, dialect: Dialect): readonly Node[] {
  const key = `${dialect} ${text}`;
  const known = trees.get(key);
  if (known !== undefined) return known;
  return remember(key, parseUnit(text, 0, dialect)?.nodes ?? []);
}

/** Takes note of what was parsed anyway. */
export function rememberNodes(text: string, dialect: Dialect, nodes: readonly Node[]): void {
  const key = `${dialect} ${text}`;
  if (!trees.has(key)) remember(key, nodes);
}

function remember(key: string, nodes: readonly Node[]): readonly Node[] {
  characters += key.length;
  if (characters > CACHED_CHARACTERS_MAX) {
    trees.clear();
    characters = key.length;
  }
  trees.set(key, nodes);
  return nodes;
}
