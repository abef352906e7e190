import type { TableDef } from '../store/definitions.ts';
import type { SelectItem } from '../syntax/tree.ts';
import type { Row } from '../values/value.ts';
import { compile } from './compile.ts';
import { type Environment, PAUSE } from './environment.ts';
import { type OutColumn, type Plan, type Scope, scopeOf } from './scope.ts';
import { planSelect } from './select.ts';
import { prepared } from './sort.ts';

/** Columns of a table that is changed, under its alias. */
export function targetColumns(def: TableDef, alias: string): OutColumn[] {
  return def.columns.map(({ name, type }, index) => ({
    name,
    type,
    table: alias,
    schema: def.schema,
    source: { table: def.id, column: index },
  }));
}

/** RETURNING, as a query over the rows that were changed. */
export function returning(
  env: Environment,
  def: TableDef,
  alias: string,
  items: readonly SelectItem[],
  parent: Scope | undefined,
  more: readonly OutColumn[] = [],
) {
  const cell: { rows: Row[] } = { rows: [] };
  const columns = [...targetColumns(def, alias), ...more];
  const source: Plan = {
    columns,
    *run() {
      for (let at = 0; at < cell.rows.length; at += 128) yield cell.rows.slice(at, at + 128);
    },
  };
  const name = '\0changed';
  const scope: Scope = { ...scopeOf([], parent), tables: new Map([[name, source]]) };
  if (items.length === 0) return { cell, plan: undefined };
  const inner = planSelectOver(env, items, source, scope);
  return { cell, plan: inner };
}

function planSelectOver(env: Environment, items: readonly SelectItem[], source: Plan, scope: Scope): Plan {
  const own = scopeOf(source.columns, scope);
  const all = items.flatMap((item) =>
    item.expr.kind === 'star'
      ? source.columns.map(
          (column): SelectItem => ({
            expr: { kind: 'column', path: [column.table ?? '', column.name], at: 0 },
            alias: column.name,
          }),
        )
      : [item],
  );
  const compiled = all.map(({ expr }) => compile(env, expr, own));
  const shape = planSelect(
    env,
    { kind: 'select', distinct: false, distinctOn: [], items: all, group: [] },
    [],
    own,
  );
  return {
    columns: shape.columns,
    *run() {
      for (const batch of source.run()) {
        let out: Row[] = [];
        for (const row of batch) {
          own.cell.row = row;
          yield* prepared(compiled);
          out.push(compiled.map((each) => each.get()));
          if (!env.meter.tick()) continue;
          yield out;
          out = [];
          yield PAUSE;
        }
        yield out;
      }
    },
  };
}
