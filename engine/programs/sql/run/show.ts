import { informationSchema, schemasOf, tablesOf } from '../catalog/information-schema.ts';
import { createTableText, shownDefault, shownType } from '../catalog/mysql-definitions.ts';
import { SqlError } from '../errors.ts';
import type { RelationDef, TableDef, ViewDef } from '../store/definitions.ts';
import type { Statement } from '../syntax/statement-tree.ts';
import { INT8, TEXT } from '../values/types.ts';
import type { Row } from '../values/value.ts';
import { compile } from './compile.ts';
import { condition } from './conditions.ts';
import { type Batches, type Environment, PAUSE, roleOf } from './environment.ts';
import { checkRelation, relationNamed } from './names.ts';
import { isLike } from './patterns.ts';
import { type Compiled, type Plan, type Scope, scopeOf } from './scope.ts';
import { settings } from './settings.ts';
import { others } from './show-server.ts';
import { prepared } from './sort.ts';

export type Show = Extract<Statement, { kind: 'show' }>;

export interface Shown {
  readonly columns: readonly string[];
  /** Those of them that are numbers, on the right side. */
  readonly numbers?: readonly string[];
  readonly rows: () => Row[];
}

/** SHOW of MySQL, as a plan whose rows are worked out when it runs. */
export function showMysql(env: Environment, show: Show): Plan {
  const { columns, numbers = [], rows } = shownOf(env, show);
  const { like } = show;
  const shown = columns.map((name) => ({
    name,
    type: numbers.includes(name) ? INT8 : TEXT,
    notNull: !nullable.has(name),
  }));
  const scope = scopeOf(shown);
  scope.clause = 'where clause';
  const where =
    show.where === undefined ? undefined : condition(env, compile(env, show.where, scope), 'WHERE');
  return {
    columns: shown,
    *run() {
      const all = rows();
      const found = like === undefined ? all : all.filter(([first]) => isLike(String(first), like, true));
      if (where === undefined) yield found;
      else yield* fulfilling(env, found, scope, where);
    },
  };
}

function* fulfilling(env: Environment, rows: readonly Row[], scope: Scope, where: Compiled): Batches {
  for (const row of rows) {
    scope.cell.row = row;
    yield* prepared([where]);
    scope.cell.row = row;
    if (where.get() === true) yield [row];
    else if (env.meter.tick()) yield PAUSE;
  }
}

const nullable = new Set(
  'db,Info,State,Default,Sub_part,Packed,Expression,Null,Check_time,Update_time,Create_time,Checksum,Auto_increment,Engine,Version,Rows,Collation,Transactions,XA,Savepoints'.split(
    ',',
  ),
);

function shownOf(env: Environment, show: Show): Shown {
  switch (show.what) {
    case 'databases':
      return {
        columns: ['Database'],
        rows: () => {
          const names = [...schemasOf(env).map(({ name }) => name), 'information_schema'];
          return names.sort().map((name) => [name]);
        },
      };
    case 'tables':
      return tables(env, show);
    case 'table status':
      return tableStatus(env, show);
    case 'columns':
      return columns(env, show);
    case 'index':
      return indexes(env, show);
    case 'create table':
    case 'create view':
    case 'create database':
      return creation(env, show);
    case 'grants':
      return grants(env, show);
    case 'variables':
      return { columns: ['Variable_name', 'Value'], rows: () => [...settings(env)].sort() };
    default:
      return others(env, show);
  }
}

function schemaOf(env: Environment, { path }: Show): string {
  const name = path?.path[0] ?? env.session.searchPath[0];
  if (name === undefined) throw new SqlError('noSchema');
  const known = name === 'information_schema' || schemasOf(env).some((def) => def.name === name);
  if (!known) throw new SqlError('undefinedSchema', { name });
  return name;
}

function tables(env: Environment, show: Show): Shown {
  const schema = schemaOf(env, show);
  const titles = [`Tables_in_${schema}`, ...(show.full ? ['Table_type'] : [])];
  const rows = () =>
    schema === 'information_schema'
      ? Object.keys(informationSchema).map((name): Row => [name.toUpperCase()])
      : tablesOf(env)
          .filter((def) => def.schema === schema)
          .map(
            (def): Row => [def.name, ...(show.full ? [def.kind === 'table' ? 'BASE TABLE' : 'VIEW'] : [])],
          );
  return { columns: titles, rows };
}

function tableStatus(env: Environment, show: Show): Shown {
  const schema = schemaOf(env, show);
  return {
    columns: statusColumns.split(','),
    numbers: statusNumbers.split(','),
    rows: () =>
      tablesOf(env)
        .filter((def) => def.schema === schema)
        .map((def): Row => statusRow(env, def)),
  };
}

const statusColumns =
  'Name,Engine,Version,Row_format,Rows,Avg_row_length,Data_length,Max_data_length,Index_length,Data_free,Auto_increment,Create_time,Update_time,Check_time,Collation,Checksum,Create_options,Comment';
const statusNumbers =
  'Version,Rows,Avg_row_length,Data_length,Max_data_length,Index_length,Data_free,Auto_increment,Checksum';
/** InnoDB keeps a table, and each of its indexes but the first, in pages of this size. */
const PAGE = 16_384;

function statusRow(env: Environment, def: TableDef | ViewDef): Row {
  if (def.kind === 'view') return [def.name, ...Array.from({ length: 16 }, () => null), 'VIEW'];
  const rows = env.transaction.scan(def).length;
  const data = Math.max(1, Math.ceil((rows * 64) / PAGE)) * PAGE;
  const auto = def.columns.some((column) => column.auto === true)
    ? (env.transaction.cluster.counters.get(def.id)?.last ?? 0) + 1
    : null;
  return [
    def.name,
    'InnoDB',
    10,
    'Dynamic',
    rows,
    rows === 0 ? 0 : Math.floor(data / rows),
    data,
    0,
    Math.max(0, def.indexes.length - 1) * PAGE,
    0,
    auto,
    new Date(def.createdMs).toISOString().slice(0, 19).replace('T', ' '),
    null,
    null,
    collationOf(env),
    null,
    '',
    def.comment ?? '',
  ];
}

function collationOf(env: Environment): string {
  return env.server.mariadb ? 'utf8mb4_uca1400_ai_ci' : 'utf8mb4_0900_ai_ci';
}

function relation(env: Environment, { path }: Show): RelationDef {
  const def = relationNamed(env, path ?? { path: [], at: 0 });
  checkRelation(env, def, 'select');
  return def;
}

function columns(env: Environment, show: Show): Shown {
  const def = relation(env, show);
  if (def.kind === 'sequence') throw new SqlError('undefinedTable', { name: def.name, qualified: def.name });
  const { mariadb } = env.server;
  const marks =
    informationSchema.columns?.rows(env).filter((row) => row[1] === def.schema && row[2] === def.name) ?? [];
  const rows = () =>
    def.columns.map((column, index): Row => {
      const key = marks[index]?.[12] ?? '';
      const extra =
        column.auto === true
          ? 'auto_increment'
          : column.onUpdateNow === true
            ? mariadb
              ? 'on update current_timestamp()'
              : 'DEFAULT_GENERATED on update CURRENT_TIMESTAMP'
            : !mariadb &&
                column.default !== undefined &&
                /^(?:current_timestamp|now\(\))/i.test(column.default)
              ? 'DEFAULT_GENERATED'
              : '';
      return [
        column.name,
        shownType(column.type, mariadb),
        column.notNull ? 'NO' : 'YES',
        key,
        shownDefault(column, mariadb),
        extra,
      ];
    });
  return { columns: ['Field', 'Type', 'Null', 'Key', 'Default', 'Extra'], rows };
}

function indexes(env: Environment, show: Show): Shown {
  const def = relation(env, show);
  const titles = [
    'Table',
    'Non_unique',
    'Key_name',
    'Seq_in_index',
    'Column_name',
    'Collation',
    'Cardinality',
    'Sub_part',
    'Packed',
    'Null',
    'Index_type',
    'Comment',
    'Index_comment',
    ...(env.server.mariadb ? ['Ignored'] : ['Visible', 'Expression']),
  ];
  const rows = () =>
    def.kind !== 'table'
      ? []
      : def.indexes.flatMap((index) =>
          index.columns.map((column, at): Row => {
            const nullable = def.columns.find(({ name }) => name === column)?.notNull === false ? 'YES' : '';
            return [
              def.name,
              index.unique ? '0' : '1',
              index.name,
              String(at + 1),
              column,
              'A',
              String(env.transaction.scan(def).length),
              null,
              null,
              nullable,
              'BTREE',
              '',
              '',
              ...(env.server.mariadb ? ['NO'] : ['YES', null]),
            ];
          }),
        );
  return { columns: titles, numbers: ['Non_unique', 'Seq_in_index', 'Cardinality', 'Sub_part'], rows };
}

function creation(env: Environment, show: Show): Shown {
  if (show.what === 'create database') {
    const name = schemaOf(env, show);
    const text = `CREATE DATABASE \`${name}\` /*!40100 DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci */ /*!80016 DEFAULT ENCRYPTION='N' */`;
    return { columns: ['Database', 'Create Database'], rows: () => [[name, text]] };
  }
  const def = relation(env, show);
  if (def.kind === 'view') {
    const text = `CREATE ALGORITHM=UNDEFINED DEFINER=\`root\`@\`%\` SQL SECURITY DEFINER VIEW \`${def.name}\` AS ${def.query}`;
    return {
      columns: ['View', 'Create View', 'character_set_client', 'collation_connection'],
      rows: () => [[def.name, text, 'utf8mb4', 'utf8mb4_0900_ai_ci']],
    };
  }
  if (def.kind !== 'table') throw new SqlError('undefinedTable', { name: def.name, qualified: def.name });
  const next = env.transaction.cluster.counters.get(def.id);
  return {
    columns: ['Table', 'Create Table'],
    rows: () => [
      [def.name, createTableText(def, next === undefined ? undefined : next.last + 1, env.server.mariadb)],
    ],
  };
}

function grants(env: Environment, { user }: Show): Shown {
  const [name, host] =
    user === undefined ? [env.session.user, env.session.accountHost] : [user.name, user.host];
  const own = user === undefined ? roleOf(env) : undefined;
  const found = own ?? env.transaction.object(`role\0${name}\0${host}`);
  if (found?.kind !== 'role') throw new SqlError('noSuchGrant', { name, host });
  const account = `\`${name}\`@\`${found.host}\``;
  const words = (privileges: readonly string[]) =>
    privileges.includes('all') ? 'ALL PRIVILEGES' : privileges.map((each) => each.toUpperCase()).join(', ');
  const rows = () => {
    const everywhere = found.grants.find(({ on }) => on === '*.*');
    const lines = [
      `GRANT ${everywhere === undefined ? 'USAGE' : words(everywhere.privileges)} ON *.* TO ${account}${found.superuser ? ' WITH GRANT OPTION' : ''}`,
    ];
    for (const { on, privileges } of found.grants)
      if (on !== '*.*' && on !== undefined)
        lines.push(`GRANT ${words(privileges)} ON \`${on.replace(/\.\*$/, '')}\`.* TO ${account}`);
    for (const def of tablesOf(env)) {
      for (const grant of def.grants)
        if (grant.to === `${name}@${found.host}`)
          lines.push(`GRANT ${words(grant.privileges)} ON \`${def.schema}\`.\`${def.name}\` TO ${account}`);
    }
    return lines.map((line): Row => [line]);
  };
  return { columns: [`Grants for ${name}@${found.host}`], rows };
}
