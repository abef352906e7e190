import type { Json } from '../../linux/system.ts';
import { ARRAY, type Dialect, ENTRY, LONG_ARRAY, LONG_MAP, MAP, type ReadValue, TEXT } from './dialect.ts';
import { pageOf, slotOf } from './numbers.ts';
import { append, type Segment } from './segments.ts';
import { readPlain } from './values.ts';

type Made = (object | string | undefined)[];

/** The objects that pages hold, and the segments of those that are long. */
export function readPages(
  dialect: Dialect,
  pages: ReadonlyMap<number, string>,
): {
  readonly nodes: ReadonlyMap<number, Made>;
  readonly segments: ReadonlyMap<object, Segment[]>;
} {
  const stored = new Map<number, readonly Json[]>();
  const nodes = new Map<number, Made>();
  for (const [page, text] of pages) {
    const parsed: unknown = JSON.parse(text);
    const list: readonly Json[] = Array.isArray(parsed) ? parsed : [];
    stored.set(page, list);
    nodes.set(
      page,
      list.map((node) => (Array.isArray(node) ? bare(dialect, node) : undefined)),
    );
  }
  const read: ReadValue = (value) => {
    if (!Array.isArray(value)) return value;
    const [number, ...rest] = value;
    if (typeof number === 'number') return nodes.get(pageOf(number))?.[slotOf(number)];
    if (number === ENTRY) return rest.map(read);
    const plain = readPlain(value);
    return plain === undefined ? dialect.resolve(value, read) : plain.value;
  };
  const segments = new Map<object, Segment[]>();
  const long: [object, readonly Json[]][] = [];
  for (const [page, list] of stored) {
    for (const [slot, node] of list.entries()) {
      const made = nodes.get(page)?.[slot];
      if (typeof made !== 'object' || !Array.isArray(node)) continue;
      if (node[0] === LONG_ARRAY || node[0] === LONG_MAP) long.push([made, node]);
      else fill(dialect, made, node, read);
    }
  }
  for (const [made, [, ...parts]] of long) {
    const own = parts.map((part) => read([part])).filter(isSegment);
    segments.set(made, own);
    for (const segment of own) append(made, segment);
  }
  return { nodes, segments };
}

function bare(dialect: Dialect, node: readonly Json[]): object | string {
  const [tag, text] = node;
  if (tag === TEXT) return String(text);
  if (tag === ARRAY || tag === LONG_ARRAY) return [];
  if (tag === MAP || tag === LONG_MAP) return new Map();
  return dialect.make(node);
}

function fill(dialect: Dialect, made: object, node: readonly Json[], read: ReadValue): void {
  if (Array.isArray(made)) for (let at = 1; at < node.length; at++) made.push(read(node[at]));
  else if (made instanceof Map)
    for (let at = 1; at < node.length; at += 2) made.set(read(node[at]), read(node[at + 1]));
  else dialect.fill(made, node, read);
}

function isSegment(value: unknown): value is Segment {
  return Array.isArray(value) || value instanceof Map;
}
