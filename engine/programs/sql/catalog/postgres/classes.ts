import { modifierOf } from '../../postgres/messages.ts';
import type { Environment } from '../../run/environment.ts';
import { type Column, type Index, kindOf, type RelationDef, type TableDef } from '../../store/definitions.ts';
import { parseExpression } from '../../syntax/statements.ts';
import { factsOf, oidOf } from '../../values/types.ts';
import type { Row } from '../../values/value.ts';
import { defaultText } from '../definitions.ts';
import { expressionType } from '../expressions.ts';
import { schemasOf } from '../information-schema.ts';
import type { SystemTable } from '../relations.ts';
import { aclText } from './acl.ts';

import { CATALOGUE_OID, DEFAULT_COLLATION, relations, roleId, schemaId, tables } from './lookups.ts';

const relationKinds = { table: 'r', view: 'v', 'materialized view': 'm', sequence: 'S' } as const;

function classRow(env: Environment, def: RelationDef): Row {
  const rows = def.kind === 'table' ? env.transaction.scan(def).length : 0;
  const columns = def.kind === 'sequence' ? 3 : def.columns.length;
  const hasIndex = def.kind === 'table' && def.indexes.length > 0;
  return [
    def.id,
    def.name,
    schemaId(env, def.schema),
    roleId(env, def.owner),
    relationKinds[kindOf(def)],
    rows,
    columns,
    hasIndex,
    'p',
    def.id,
    false,
    false,
    null,
    def.kind === 'table' ? 2 : 0,
    null,
    0,
    aclText(def.kind, def.owner, def.grants),
  ];
}

function indexRows(env: Environment, def: TableDef): Row[] {
  return def.indexes.map(({ id, name, columns }) => [
    id,
    name,
    schemaId(env, def.schema),
    roleId(env, def.owner),
    'i',
    0,
    columns.length,
    false,
    'p',
    id,
    false,
    false,
    null,
    403,
    null,
    0,
    null,
  ]);
}

function attributeRow(def: { readonly id: number }, column: Column, index: number): Row {
  const { type } = column;
  return [
    def.id,
    column.name,
    oidOf(type),
    index + 1,
    modifierOf(type),
    column.notNull,
    column.default !== undefined || column.generated !== undefined,
    false,
    column.identity === 'always' ? 'a' : column.identity === 'by default' ? 'd' : '',
    column.generated === undefined ? '' : 's',
    factsOf(type).size,
    factsOf(type).category === 'text' ? DEFAULT_COLLATION : 0,
    type.array === true ? 1 : 0,
    true,
    0,
  ];
}

/** The columns of an index: those of its table, or expressions. */
function indexAttributes(env: Environment, def: TableDef, { id, columns }: Index): Row[] {
  return columns.map((text, place) => {
    const column = def.columns.find(({ name }) => name === text);
    if (column !== undefined)
      return attributeRow({ id }, { name: text, type: column.type, notNull: false }, place);
    const expr = parseExpression(text, false);
    const type = expressionType(env, def, expr);
    const name = expr.kind === 'call' ? expr.name : `expr${place === 0 ? '' : place}`;
    return attributeRow({ id }, { name, type, notNull: false }, place);
  });
}

/** What \d shows of how a column comes by its value. */
function shownDefault(env: Environment, column: Column): string {
  return column.generated ?? defaultText(column, env.session.searchPath);
}

/** The number of pg_class itself. */
const CLASS_OID = 1259;

/** Schemas, relations and their columns. */
export const classCatalogue: Readonly<Record<string, SystemTable>> = {
  pg_namespace: {
    columns: 'oid oid, nspname name, nspowner oid',
    rows: (env) => [
      [CATALOGUE_OID, 'pg_catalog', 10],
      [13_000, 'information_schema', 10],
      ...schemasOf(env).map((def): Row => [def.id, def.name, roleId(env, def.owner)]),
    ],
  },
  pg_class: {
    columns:
      'oid oid, relname name, relnamespace oid, relowner oid, relkind, reltuples int, relnatts int, relhasindex bool, relpersistence, relfilenode oid, relispartition bool, relrowsecurity bool, reltoastrelid oid, relam oid, reloptions, reltablespace oid, relacl',
    rows: (env) =>
      relations(env).flatMap((def) => [
        classRow(env, def),
        ...(def.kind === 'table' ? indexRows(env, def) : []),
      ]),
  },
  pg_attribute: {
    columns:
      'attrelid oid, attname name, atttypid oid, attnum int, atttypmod int, attnotnull bool, atthasdef bool, attisdropped bool, attidentity, attgenerated, attlen int, attcollation oid, attndims int, attislocal bool, attinhcount int',
    rows: (env) =>
      relations(env).flatMap((def) =>
        def.kind === 'sequence'
          ? []
          : [
              ...def.columns.map((column, index) => attributeRow(def, column, index)),
              ...(def.kind === 'table'
                ? def.indexes.flatMap((index) => indexAttributes(env, def, index))
                : []),
            ],
      ),
  },
  pg_attrdef: {
    columns: 'oid oid, adrelid oid, adnum int, adbin',
    rows: (env) =>
      tables(env).flatMap((def) =>
        def.columns.flatMap((column, index) =>
          column.default === undefined && column.generated === undefined
            ? []
            : [[def.id * 1000 + index, def.id, index + 1, shownDefault(env, column)]],
        ),
      ),
  },
  pg_description: {
    columns: 'objoid oid, objsubid int, description',
    rows: (env) =>
      relations(env).flatMap((def): Row[] => [
        ...(def.comment === undefined ? [] : [[def.id, 0, def.comment]]),
        ...(def.kind === 'sequence' ? [] : def.columns).flatMap((column, index): Row[] =>
          column.comment === undefined ? [] : [[def.id, index + 1, column.comment]],
        ),
      ]),
  },
  pg_depend: {
    columns: 'classid oid, objid oid, objsubid int, refclassid oid, refobjid oid, refobjsubid int, deptype',
    rows: (env) =>
      relations(env).flatMap((def): Row[] => {
        const { ownedBy } = def.kind === 'sequence' ? def : { ownedBy: undefined };
        const table = tables(env).find(({ id }) => id === ownedBy?.table);
        const column = table?.columns.findIndex(({ name }) => name === ownedBy?.column) ?? -1;
        if (table === undefined || column < 0) return [];
        const mark = table.columns[column]?.identity === undefined ? 'a' : 'i';
        return [[CLASS_OID, def.id, 0, CLASS_OID, table.id, column + 1, mark]];
      }),
  },
  pg_inherits: { columns: 'inhrelid oid, inhparent oid', rows: () => [] },
  pg_trigger: { columns: 'oid oid, tgrelid oid, tgname name', rows: () => [] },
  pg_sequence: {
    columns:
      'seqrelid oid, seqtypid oid, seqstart bigint, seqincrement bigint, seqmax bigint, seqmin bigint, seqcache bigint, seqcycle bool',
    rows: (env) =>
      relations(env).flatMap((def): Row[] => {
        if (def.kind !== 'sequence') return [];
        const most = { int2: 32_767n, int4: 2_147_483_647n, int8: 9_223_372_036_854_775_807n }[def.base];
        const type = oidOf({ base: def.base });
        return [[def.id, type, BigInt(def.start), BigInt(def.increment), most, 1n, 1n, false]];
      }),
  },
};
