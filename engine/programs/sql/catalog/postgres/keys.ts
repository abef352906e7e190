import type { Constraint, TableDef } from '../../store/definitions.ts';
import type { Row } from '../../values/value.ts';
import { constraintText, indexText } from '../keys.ts';
import type { SystemTable } from '../relations.ts';

import { schemaId, tables } from './lookups.ts';

const letters = { primary: 'p', unique: 'u', check: 'c', foreign: 'f' } as const;
function keyNumbers(def: TableDef, columns: readonly string[]): number[] {
  return columns.map((name) => def.columns.findIndex((column) => column.name === name) + 1);
}

const actionMarks = {
  'no action': 'a',
  restrict: 'r',
  cascade: 'c',
  'set null': 'n',
  'set default': 'd',
} as const;

/** The index behind a key. */
function indexOf(def: TableDef, { kind, name }: Constraint): number {
  const key = kind === 'primary' || kind === 'unique';
  return (key ? def.indexes.find((index) => index.name === name)?.id : undefined) ?? 0;
}

/** Constraints and indexes. */
export const keyCatalogue: Readonly<Record<string, SystemTable>> = {
  pg_constraint: {
    columns:
      'oid oid, conname name, connamespace oid, contype, conrelid oid, confrelid oid, conkey ints, condef, confkey ints, conindid oid, confupdtype, confdeltype, confmatchtype, condeferrable bool, condeferred bool, convalidated bool, conparentid oid, contypid oid',
    rows: (env) =>
      tables(env).flatMap((def) =>
        def.constraints.map((constraint, index): Row => {
          const parent =
            constraint.references === undefined
              ? undefined
              : env.transaction.object(
                  `relation\0${def.database}\0${constraint.references.schema}\0${constraint.references.table}`,
                );
          return [
            def.id * 1000 + index,
            constraint.name,
            schemaId(env, def.schema),
            letters[constraint.kind],
            def.id,
            parent?.id ?? 0,
            keyNumbers(def, constraint.columns),
            constraintText(env, def, constraint, false),
            parent?.kind === 'table' ? keyNumbers(parent, constraint.references?.columns ?? []) : null,
            indexOf(def, constraint),
            actionMarks[constraint.references?.onUpdate ?? 'no action'],
            actionMarks[constraint.references?.onDelete ?? 'no action'],
            constraint.kind === 'foreign' ? 's' : ' ',
            false,
            false,
            true,
            0,
            0,
          ];
        }),
      ),
  },
  pg_index: {
    columns:
      'indexrelid oid, indrelid oid, indisunique bool, indisprimary bool, indkey ints, indexdef, indnatts int, indnkeyatts int, indisvalid bool, indisready bool, indislive bool, indimmediate bool, indisclustered bool, indisreplident bool, indnullsnotdistinct bool, indoption ints, indclass ints, indcollation ints, indpred, indexprs',
    rows: (env) =>
      tables(env).flatMap((def) =>
        def.indexes.map((index): Row => {
          const primary = def.constraints.some(({ kind, name }) => kind === 'primary' && name === index.name);
          const numbers = keyNumbers(def, index.columns);
          return [
            index.id,
            def.id,
            index.unique,
            primary,
            numbers,
            indexText(env, def, index, false),
            numbers.length,
            numbers.length,
            true,
            true,
            true,
            true,
            false,
            false,
            false,
            numbers.map(() => 0),
            numbers.map(() => 0),
            numbers.map(() => 0),
            null,
            null,
          ];
        }),
      ),
  },
};
