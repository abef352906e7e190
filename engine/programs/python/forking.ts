import type { Json } from '../../linux/system.ts';
import { Heap } from '../heap/heap.ts';
import { pythonDialect } from './machine/dialect.ts';
import type { Interpreter } from './machine/state.ts';

/** The state of a child process: it brings the pages along that it begins with, because it has none of its own yet. */
export function forked(state: Interpreter, identities: WeakMap<object, number>): Json {
  const copy = new Heap(pythonDialect(identities));
  const root = copy.root(state);
  const pages: [number, string][] = [];
  for (const [page, text] of copy.takePages()) if (text !== undefined) pages.push([page, text]);
  return { root, heap: copy.facts, pages };
}

/** The pages that a forked state has with it. Undefined: its pages are stored. */
export function pagesOf(state: Json): ReadonlyMap<number, string> | undefined {
  if (typeof state !== 'object' || state === null || !('pages' in state)) return undefined;
  const { pages } = state;
  if (!Array.isArray(pages)) return undefined;
  return new Map(pages.map(([page, text]) => [Number(page), String(text)]));
}
