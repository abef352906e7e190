import { quoted } from '../catalog/definitions.ts';
import { isColumn } from '../syntax/column-references.ts';
import type { Definition } from '../syntax/definition-tree.ts';
import type { Query, TablePath } from '../syntax/tree.ts';
import type { Environment } from './environment.ts';
import { findRelation } from './names.ts';

/** A view's query in which all tables are named with their schemas, so that it means the same wherever it is looked up. */
export function withSchemas(
  env: Environment,
  { query, source }: Extract<Definition, { kind: 'create view' }>,
): string {
  const places = new Map<number, string>();
  const common = new Set<string>();
  JSON.stringify(query, (key, value: unknown) => {
    if (key === 'with' && Array.isArray(value))
      for (const each of value) if (isNamed(each)) common.add(each.name);
    return value;
  });
  JSON.stringify(query, (_key, value: unknown) => {
    if (!isTable(value) || value.path.length !== 1 || common.has(value.path[0] ?? '')) return value;
    const found = findRelation(env, value);
    if (found !== undefined) places.set(value.at, quoted(found.schema));
    return value;
  });
  let text = source.text;
  for (const [at, schema] of [...places].sort(([a], [b]) => b - a))
    text = `${text.slice(0, at - source.at)}${schema}.${text.slice(at - source.at)}`;
  return text;
}

/** The tables and columns that a query names anywhere within; `*` stands for all columns. */
export function tablesIn(query: Query): {
  readonly tables: readonly (TablePath & { readonly alias?: string })[];
  readonly columns: ReadonlySet<string>;
} {
  const tables: (TablePath & { readonly alias?: string })[] = [];
  const columns = new Set<string>();
  JSON.stringify(query, (_key, value: unknown) => {
    if (isTable(value)) tables.push(value);
    else if (isColumn(value)) columns.add(value.path.at(-1) ?? '');
    else if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'star')
      columns.add('*');
    return value;
  });
  return { tables, columns };
}

function isNamed(value: unknown): value is { readonly name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

function isTable(value: unknown): value is TablePath & { readonly alias?: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'table' &&
    'path' in value &&
    Array.isArray(value.path) &&
    'at' in value &&
    typeof value.at === 'number'
  );
}
