import type { Json } from '../../linux/system.ts';
import type { Dialect, WriteValue } from './dialect.ts';
import { type Node, TEXT_CHARS_MAX } from './numbers.ts';

/** What nodes and values take of our own memory, roughly, in bytes. */
const NODE_BYTES = 100;
const VALUE_BYTES = 8;

/** What is alive. */
export interface Census {
  readonly nodes: ReadonlySet<Node>;
  /** Bytes of our memory. */
  readonly held: number;
  /** Bytes that something stands for without taking them. */
  readonly modelled: number;
}

/** Goes over all that is reachable, in the same way as it is written, without recursion. */
export function walk(dialect: Dialect, roots: Iterable<object>): Census {
  const nodes = new Set<Node>();
  const open: object[] = [];
  let [held, modelled] = [0, 0];
  const meet = (node: object) => {
    if (nodes.has(node)) return;
    nodes.add(node);
    open.push(node);
  };
  const visit: WriteValue = (value): Json => {
    held += VALUE_BYTES;
    if (typeof value === 'string') {
      if (value.length > TEXT_CHARS_MAX) {
        if (nodes.has(value)) return 0;
        nodes.add(value);
      }
      held += value.length;
    } else if (typeof value === 'object' && value !== null) {
      if (Array.isArray(value) || value instanceof Map || dialect.reference(value, visit) === undefined)
        meet(value);
    }
    return 0;
  };
  for (const root of roots) meet(root);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    held += NODE_BYTES;
    if (Array.isArray(node)) for (const value of node) visit(value);
    else if (node instanceof Map) {
      for (const [key, value] of node) {
        visit(key);
        if (Array.isArray(value)) value.forEach(visit);
        else visit(value);
      }
    } else {
      if (dialect.visit === undefined) dialect.write(node, visit);
      else dialect.visit(node, visit);
      held += dialect.heldBytes?.(node) ?? 0;
      modelled += dialect.modelledBytes?.(node) ?? 0;
    }
  }
  return { nodes, held, modelled };
}
