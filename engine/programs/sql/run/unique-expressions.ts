import { SqlError } from '../errors.ts';
import type { Index, TableDef } from '../store/definitions.ts';
import { keyText } from '../store/key-places.ts';
import { parseExpression } from '../syntax/statements.ts';
import { showValue } from '../values/output.ts';
import type { Row } from '../values/value.ts';
import { compile } from './compile.ts';
import { condition } from './conditions.ts';
import { type Environment, PAUSE } from './environment.ts';
import type { Compiled, Scope } from './scope.ts';

/** A unique index over expressions, or over some of the rows: it is kept by looking at all rows. */
export interface ExpressionKey {
  readonly name: string;
  readonly shown: string;
  readonly values: readonly Compiled[];
  readonly where: Compiled | undefined;
}

export function isOverColumns(def: TableDef, { columns, where }: Index): boolean {
  return where === undefined && columns.every((name) => def.columns.some((column) => column.name === name));
}

export function expressionKeys(env: Environment, def: TableDef, scope: Scope): ExpressionKey[] {
  return def.indexes
    .filter((index) => index.unique && !env.mysql && !isOverColumns(def, index))
    .map(({ name, columns, where }) => {
      const compiled = (text: string) => compile(env, parseExpression(text, env.mysql), scope);
      return {
        name,
        shown: columns.join(', '),
        values: columns.map((text) =>
          def.columns.some((column) => column.name === text) ? compiled(`"${text}"`) : compiled(text),
        ),
        where: where === undefined ? undefined : condition(env, compiled(where), 'WHERE'),
      };
    });
}

/** @param own the row that it replaces. @throws SqlError where another row has the same */
export function* checkExpressions(
  env: Environment,
  {
    def,
    scope,
    expressionKeys: keys,
  }: { def: TableDef; scope: Scope; expressionKeys: readonly ExpressionKey[] },
  row: Row,
  own?: number,
): Generator<readonly Row[], void> {
  for (const key of keys) {
    const valuesOf = (each: Row): Row | undefined => {
      scope.cell.row = each;
      return key.where === undefined || key.where.get() === true
        ? key.values.map((value) => value.get())
        : undefined;
    };
    const textOf = (values: Row | undefined) =>
      values === undefined ? undefined : keyText(values, [...values.keys()]);
    const values = valuesOf(row);
    const text = textOf(values);
    if (text === undefined || values === undefined) continue;
    for (const [id, other] of env.transaction.scan(def)) {
      if (id !== own && textOf(valuesOf(other)) === text) {
        const shown = values.map((value, at) => showValue(key.values[at]?.type ?? { base: 'text' }, value));
        throw new SqlError('unique', { name: key.name, entry: shown.join('-'), table: def.name }, undefined, {
          detail: `Key (${key.shown})=(${shown.join(', ')}) already exists.`,
          about: { schema: def.schema, table: def.name, constraint: key.name },
        });
      }
      if (env.meter.tick()) yield PAUSE;
    }
  }
}
