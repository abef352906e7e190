import type { Query, Select } from './tree.ts';

/** A query that a statement stands for: a SELECT of no more than what is given. */
export function plainSelect(parts: Pick<Select, 'items'> & Partial<Pick<Select, 'from' | 'where'>>): Query {
  return {
    kind: 'query',
    with: [],
    recursive: false,
    order: [],
    body: { kind: 'select', distinct: false, distinctOn: [], group: [], ...parts },
  };
}
