import type { Environment } from '../run/environment.ts';
import { seesSchema } from '../run/names.ts';
import type { Column, Constraint, SchemaDef, TableDef, ViewDef } from '../store/definitions.ts';
import { categoryOf, isInteger, mysqlTitle, type SqlType, titleOf } from '../values/types.ts';
import type { Row, Value } from '../values/value.ts';
import { shownType } from './mysql-definitions.ts';
import type { SystemTable } from './relations.ts';

/** Tables and views of the database in use. */
export function tablesOf(env: Environment): (TableDef | ViewDef)[] {
  return env.transaction
    .definitions()
    .filter(
      (def): def is TableDef | ViewDef =>
        ((def.kind === 'table' && def.filledBy === undefined) || def.kind === 'view') &&
        def.database === env.session.database &&
        seesSchema(env, def.schema),
    )
    .sort((a, b) => (a.schema + a.name < b.schema + b.name ? -1 : 1));
}

export function schemasOf(env: Environment): SchemaDef[] {
  return env.transaction
    .definitions()
    .filter(
      (def): def is SchemaDef =>
        def.kind === 'schema' && def.database === env.session.database && seesSchema(env, def.name),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function catalogue(env: Environment): string {
  return env.mysql ? 'def' : env.session.database;
}

function dataType(env: Environment, type: SqlType): string {
  return env.mysql
    ? (mysqlTitle(type).split(/[ (]/)[0] ?? '')
    : type.array === true
      ? 'ARRAY'
      : type.base === 'enum'
        ? 'USER-DEFINED'
        : titleOf(type);
}

function precision(type: SqlType): readonly [Value, Value] {
  if (type.base === 'numeric') return [type.length ?? null, type.scale ?? null];
  if (!isInteger(type)) return [type.base === 'float8' ? 53 : type.base === 'float4' ? 24 : null, null];
  return [type.base === 'int8' ? 64 : type.base === 'int2' ? 16 : 32, 0];
}

function keyMark(def: TableDef | ViewDef, { name }: Column): string {
  if (def.kind === 'view') return '';
  const has = (constraint: Constraint) => constraint.columns.includes(name);
  if (def.constraints.some((each) => each.kind === 'primary' && has(each))) return 'PRI';
  if (def.indexes.some((index) => index.unique && index.columns.length === 1 && index.columns[0] === name))
    return 'UNI';
  return def.indexes.some((index) => index.columns[0] === name) ? 'MUL' : '';
}

function columnRow(env: Environment, def: TableDef | ViewDef, column: Column, index: number): Row {
  const { type } = column;
  const [digits, scale] = precision(type);
  const text = categoryOf(type) === 'text';
  const extra =
    column.auto === true
      ? 'auto_increment'
      : column.onUpdateNow === true
        ? 'DEFAULT_GENERATED on update CURRENT_TIMESTAMP'
        : '';
  return [
    catalogue(env),
    def.schema,
    def.name,
    column.name,
    index + 1,
    column.default === undefined
      ? null
      : env.mysql
        ? column.default.replace(/^'(.*)'$/, '$1')
        : column.default,
    column.notNull ? 'NO' : 'YES',
    dataType(env, type),
    text ? (type.length ?? null) : null,
    digits,
    scale,
    env.mysql ? shownType(type, env.server.mariadb) : type.base,
    keyMark(def, column),
    extra,
    column.identity === undefined ? 'NO' : 'YES',
    column.comment ?? '',
  ];
}

const kinds = { primary: 'PRIMARY KEY', unique: 'UNIQUE', check: 'CHECK', foreign: 'FOREIGN KEY' } as const;

function constraintsOf(env: Environment): { def: TableDef; constraint: Constraint }[] {
  return tablesOf(env).flatMap((def) =>
    def.kind === 'table' ? def.constraints.map((constraint) => ({ def, constraint })) : [],
  );
}

export const informationSchema: Readonly<Record<string, SystemTable>> = {
  schemata: {
    columns:
      'catalog_name name, schema_name name, schema_owner name, default_character_set_name, default_collation_name',
    rows: (env) => [
      ...schemasOf(env).map(
        (def): Row => [catalogue(env), def.name, def.owner, 'utf8mb4', 'utf8mb4_0900_ai_ci'],
      ),
      [catalogue(env), 'information_schema', 'postgres', 'utf8mb3', 'utf8mb3_general_ci'],
      ...(env.mysql ? [] : [[catalogue(env), 'pg_catalog', 'postgres', '', '']]),
    ],
  },
  tables: {
    columns:
      'table_catalog name, table_schema name, table_name name, table_type, engine, table_rows bigint, auto_increment bigint, table_collation, table_comment, is_insertable_into',
    rows: (env) =>
      tablesOf(env).map((def): Row => {
        const base = def.kind === 'table';
        const counter = env.transaction.cluster.counters.get(def.id);
        const rows = base ? BigInt(env.transaction.scan(def).length) : null;
        return [
          catalogue(env),
          def.schema,
          def.name,
          base ? 'BASE TABLE' : 'VIEW',
          base ? 'InnoDB' : null,
          rows,
          counter === undefined ? null : BigInt(counter.last + 1),
          'utf8mb4_0900_ai_ci',
          def.comment ?? '',
          'YES',
        ];
      }),
  },
  columns: {
    columns:
      'table_catalog name, table_schema name, table_name name, column_name name, ordinal_position int, column_default, is_nullable, data_type, character_maximum_length int, numeric_precision int, numeric_scale int, udt_name, column_key, extra, is_identity, column_comment',
    rows: (env) =>
      tablesOf(env).flatMap((def) => def.columns.map((column, index) => columnRow(env, def, column, index))),
  },
  views: {
    columns: 'table_catalog name, table_schema name, table_name name, view_definition',
    rows: (env) =>
      tablesOf(env).flatMap((def) =>
        def.kind === 'view' ? [[catalogue(env), def.schema, def.name, def.written ?? def.query]] : [],
      ),
  },
  table_constraints: {
    columns:
      'constraint_catalog name, constraint_schema name, constraint_name name, table_schema name, table_name name, constraint_type, table_catalog name, is_deferrable, initially_deferred',
    rows: (env) =>
      constraintsOf(env).map(({ def, constraint }) => [
        catalogue(env),
        def.schema,
        constraint.name,
        def.schema,
        def.name,
        kinds[constraint.kind],
        catalogue(env),
        'NO',
        'NO',
      ]),
  },
  key_column_usage: {
    columns:
      'constraint_catalog name, constraint_schema name, constraint_name name, table_schema name, table_name name, column_name name, ordinal_position int, referenced_table_schema name, referenced_table_name name, referenced_column_name name',
    rows: (env) =>
      constraintsOf(env).flatMap(({ def, constraint }) =>
        constraint.kind === 'check'
          ? []
          : constraint.columns.map((column, index): Row => {
              const { references } = constraint;
              return [
                catalogue(env),
                def.schema,
                constraint.name,
                def.schema,
                def.name,
                column,
                index + 1,
                references?.schema ?? null,
                references?.table ?? null,
                references?.columns[index] ?? null,
              ];
            }),
      ),
  },
  constraint_column_usage: {
    columns:
      'table_catalog name, table_schema name, table_name name, column_name name, constraint_catalog name, constraint_schema name, constraint_name name',
    rows: (env) =>
      constraintsOf(env).flatMap(({ def, constraint }) => {
        const { references, columns } = constraint;
        const [schema, table] =
          references === undefined ? [def.schema, def.name] : [references.schema, references.table];
        return (references?.columns ?? columns).map(
          (column): Row => [
            catalogue(env),
            schema,
            table,
            column,
            catalogue(env),
            def.schema,
            constraint.name,
          ],
        );
      }),
  },
  referential_constraints: {
    columns:
      'constraint_catalog name, constraint_schema name, constraint_name name, match_option, update_rule, delete_rule, table_name name, referenced_table_name name',
    rows: (env) =>
      constraintsOf(env).flatMap(({ def, constraint }): Row[] => {
        const { references } = constraint;
        if (references === undefined) return [];
        const rules = [references.onUpdate, references.onDelete].map((action) => action.toUpperCase());
        return [[catalogue(env), def.schema, constraint.name, 'NONE', ...rules, def.name, references.table]];
      }),
  },
  statistics: {
    columns:
      'table_schema name, table_name name, non_unique int, index_name name, seq_in_index int, column_name name, index_type',
    rows: (env) =>
      tablesOf(env).flatMap((def) =>
        def.kind === 'table'
          ? def.indexes.flatMap((index) =>
              index.columns.map(
                (column, at): Row => [
                  def.schema,
                  def.name,
                  index.unique ? 0 : 1,
                  index.name,
                  at + 1,
                  column,
                  'BTREE',
                ],
              ),
            )
          : [],
      ),
  },
};
