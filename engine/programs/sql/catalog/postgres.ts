import { modifierOf } from '../postgres/messages.ts';
import type { Environment } from '../run/environment.ts';
import { settings } from '../run/settings.ts';
import type { Column, Constraint, RelationDef, RoleDef, TableDef } from '../store/definitions.ts';
import { baseEntries, factsOf, oidOf } from '../values/types.ts';
import type { Row } from '../values/value.ts';
import { activityCatalogue } from './activity.ts';
import { constraintText, defaultText, indexText } from './definitions.ts';
import { schemasOf } from './information-schema.ts';
import type { SystemTable } from './relations.ts';

const CATALOGUE_OID = 11;
const DEFAULT_COLLATION = 100;

function relations(env: Environment): RelationDef[] {
  return env.transaction
    .definitions()
    .filter(
      (def): def is RelationDef =>
        (def.kind === 'table' || def.kind === 'view' || def.kind === 'sequence') &&
        def.database === env.session.database,
    );
}

function tables(env: Environment): TableDef[] {
  return relations(env).filter((def) => def.kind === 'table');
}

function roles(env: Environment): RoleDef[] {
  return env.transaction
    .definitions()
    .filter((def) => def.kind === 'role')
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function schemaId(env: Environment, name: string): number {
  return schemasOf(env).find((def) => def.name === name)?.id ?? CATALOGUE_OID;
}

function roleId(env: Environment, name: string): number {
  return roles(env).find((def) => def.name === name)?.id ?? 10;
}

const letters = { primary: 'p', unique: 'u', check: 'c', foreign: 'f' } as const;
const relationKinds = { table: 'r', view: 'v', sequence: 'S' } as const;

function classRow(env: Environment, def: RelationDef): Row {
  const rows = def.kind === 'table' ? env.transaction.scan(def).length : 0;
  const columns = def.kind === 'sequence' ? 3 : def.columns.length;
  const hasIndex = def.kind === 'table' && def.indexes.length > 0;
  return [
    def.id,
    def.name,
    schemaId(env, def.schema),
    roleId(env, def.owner),
    relationKinds[def.kind],
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
    column.default !== undefined,
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

export const postgresCatalogue: Readonly<Record<string, SystemTable>> = {
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
      'oid oid, relname name, relnamespace oid, relowner oid, relkind, reltuples int, relnatts int, relhasindex bool, relpersistence, relfilenode oid, relispartition bool, relrowsecurity bool, reltoastrelid oid, relam oid, reloptions, reltablespace oid',
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
        def.kind === 'sequence' ? [] : def.columns.map((column, index) => attributeRow(def, column, index)),
      ),
  },
  pg_attrdef: {
    columns: 'oid oid, adrelid oid, adnum int, adbin',
    rows: (env) =>
      tables(env).flatMap((def) =>
        def.columns.flatMap((column, index) =>
          column.default === undefined
            ? []
            : [[def.id * 1000 + index, def.id, index + 1, defaultText(column)]],
        ),
      ),
  },
  pg_type: {
    columns:
      'oid oid, typname name, typnamespace oid, typlen int, typtype, typelem oid, typarray oid, typrelid oid, typcollation oid, typbasetype oid, typnotnull bool, typdefault, typdelim',
    rows: (env) => [
      ...baseEntries.flatMap(([base, { oid, size, arrayOid, category }]): Row[] =>
        base === 'enum'
          ? []
          : [
              [
                oid,
                base,
                CATALOGUE_OID,
                size,
                'b',
                0,
                arrayOid,
                0,
                category === 'text' ? DEFAULT_COLLATION : 0,
                0,
                false,
                null,
                ',',
              ],
            ],
      ),
      ...env.transaction
        .definitions()
        .flatMap((def): Row[] =>
          def.kind === 'enum' && def.database === env.session.database
            ? [[def.id, def.name, schemaId(env, def.schema), 4, 'e', 0, 0, 0, 0, 0, false, null, ',']]
            : [],
        ),
    ],
  },
  pg_enum: {
    columns: 'oid oid, enumtypid oid, enumsortorder int, enumlabel name',
    rows: (env) =>
      env.transaction
        .definitions()
        .flatMap((def): Row[] =>
          def.kind === 'enum'
            ? def.labels.map((label, index) => [def.id * 100 + index, def.id, index + 1, label])
            : [],
        ),
  },
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
            constraintText(constraint),
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
            indexText(def, index),
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
  pg_database: {
    columns:
      'oid oid, datname name, datdba oid, encoding int, datcollate, datctype, datistemplate bool, datallowconn bool, datacl',
    rows: (env) =>
      env.transaction
        .definitions()
        .filter((def) => def.kind === 'database')
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(
          (def): Row => [
            def.id,
            def.name,
            roleId(env, def.owner),
            6,
            'en_US.utf8',
            'en_US.utf8',
            def.name.startsWith('template'),
            def.name !== 'template0',
            def.name.startsWith('template')
              ? `=c/${def.owner}\n${def.owner}=CTc/${def.owner}`
              : aclText(def.owner, def.grants),
          ],
        ),
  },
  pg_roles: {
    columns:
      'oid oid, rolname name, rolsuper bool, rolinherit bool, rolcreaterole bool, rolcreatedb bool, rolcanlogin bool, rolreplication bool, rolbypassrls bool, rolconnlimit int, rolpassword',
    rows: (env) =>
      roles(env).map(
        (role): Row => [
          role.id,
          role.name,
          role.superuser,
          true,
          role.createRole,
          role.createDatabase,
          role.login,
          role.superuser && role.id === 10,
          role.superuser && role.id === 10,
          -1,
          '********',
        ],
      ),
  },
  pg_auth_members: {
    columns: 'roleid oid, member oid',
    rows: (env) =>
      roles(env).flatMap((role) => role.memberOf.map((parent): Row => [roleId(env, parent), role.id])),
  },
  pg_user: {
    columns: 'usename name, usesysid oid, usecreatedb bool, usesuper bool, passwd',
    rows: (env) =>
      roles(env).flatMap((role): Row[] =>
        role.login ? [[role.name, role.id, role.createDatabase, role.superuser, '********']] : [],
      ),
  },
  pg_tables: {
    columns:
      'schemaname name, tablename name, tableowner name, tablespace name, hasindexes bool, hasrules bool, hastriggers bool',
    rows: (env) =>
      tables(env).map(
        (def): Row => [
          def.schema,
          def.name,
          def.owner,
          null,
          def.indexes.length > 0,
          false,
          def.constraints.some(({ kind }) => kind === 'foreign'),
        ],
      ),
  },
  pg_views: {
    columns: 'schemaname name, viewname name, viewowner name, definition',
    rows: (env) =>
      relations(env).flatMap((def): Row[] =>
        def.kind === 'view' ? [[def.schema, def.name, def.owner, def.query]] : [],
      ),
  },
  pg_indexes: {
    columns: 'schemaname name, tablename name, indexname name, tablespace name, indexdef',
    rows: (env) =>
      tables(env).flatMap((def) =>
        def.indexes.map((index): Row => [def.schema, def.name, index.name, null, indexText(def, index)]),
      ),
  },
  pg_sequences: {
    columns:
      'schemaname name, sequencename name, sequenceowner name, start_value bigint, increment_by bigint, last_value bigint',
    rows: (env) =>
      relations(env).flatMap((def): Row[] => {
        if (def.kind !== 'sequence') return [];
        const counter = env.transaction.cluster.counters.get(def.id);
        return [
          [
            def.schema,
            def.name,
            def.owner,
            BigInt(def.start),
            BigInt(def.increment),
            counter?.called === true ? BigInt(counter.last) : null,
          ],
        ];
      }),
  },
  pg_settings: {
    columns: 'name, setting, unit, category, short_desc',
    rows: (env) => [...settings(env)].sort().map(([name, value]): Row => [name, value, null, '', '']),
  },
  ...activityCatalogue,
  pg_stat_user_tables: {
    columns: 'relid oid, schemaname name, relname name, n_live_tup bigint',
    rows: (env) =>
      tables(env).map((def): Row => [def.id, def.schema, def.name, BigInt(env.transaction.scan(def).length)]),
  },
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
  pg_am: {
    columns: 'oid oid, amname name, amtype',
    rows: () => [
      [2, 'heap', 't'],
      [403, 'btree', 'i'],
      [405, 'hash', 'i'],
    ],
  },
  pg_range: { columns: 'rngtypid oid, rngsubtype oid, rngmultitypid oid', rows: () => [] },
  pg_opclass: {
    columns: 'oid oid, opcname name, opcmethod oid, opcdefault bool, opcnamespace oid',
    rows: () => [],
  },
  pg_collation: {
    columns: 'oid oid, collname name, collnamespace oid',
    rows: () => [
      [DEFAULT_COLLATION, 'default', CATALOGUE_OID],
      [950, 'C', CATALOGUE_OID],
    ],
  },
  pg_extension: {
    columns: 'oid oid, extname name, extversion, extnamespace oid',
    rows: () => [[13_569, 'plpgsql', '1.0', CATALOGUE_OID]],
  },
  pg_description: {
    columns: 'objoid oid, objsubid int, description',
    rows: (env) =>
      tables(env).flatMap((def): Row[] => (def.comment === undefined ? [] : [[def.id, 0, def.comment]])),
  },
  pg_proc: { columns: 'oid oid, proname name, pronamespace oid', rows: () => [] },
  pg_inherits: { columns: 'inhrelid oid, inhparent oid', rows: () => [] },
  pg_trigger: { columns: 'oid oid, tgrelid oid, tgname name', rows: () => [] },
};

const marks: Readonly<Record<string, string>> = {
  select: 'r',
  insert: 'a',
  update: 'w',
  delete: 'd',
  truncate: 'D',
  references: 'x',
  trigger: 't',
  usage: 'U',
  create: 'C',
  connect: 'c',
  temporary: 'T',
  all: 'CTc',
};

/** Privileges as `\l` and `\dp` show them; null: the owner's alone. */
function aclText(owner: string, grants: RoleDef['grants']): string | null {
  if (grants.length === 0) return null;
  const lines = grants.map(
    ({ to, privileges }) =>
      `${to === 'public' ? '' : to}=${privileges.map((name) => marks[name] ?? '').join('')}/${owner}`,
  );
  return [`=Tc/${owner}`, `${owner}=CTc/${owner}`, ...lines].join('\n');
}
