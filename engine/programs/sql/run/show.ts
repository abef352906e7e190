import { informationSchema, schemasOf, tablesOf } from '../catalog/information-schema.ts';
import { createTableText, shownDefault } from '../catalog/mysql-definitions.ts';
import { SqlError } from '../errors.ts';
import type { RelationDef } from '../store/definitions.ts';
import type { Statement } from '../syntax/statement-tree.ts';
import { mysqlTitle, TEXT } from '../values/types.ts';
import type { Row } from '../values/value.ts';
import { type Environment, roleOf } from './environment.ts';
import { checkRelation, relationNamed } from './names.ts';
import { isLike } from './patterns.ts';
import type { Plan } from './scope.ts';
import { settings } from './settings.ts';
import { others } from './show-server.ts';

export type Show = Extract<Statement, { kind: 'show' }>;

export interface Shown {
  readonly columns: readonly string[];
  readonly rows: () => Row[];
}

/** SHOW of MySQL, as a plan whose rows are worked out when it runs. */
export function showMysql(env: Environment, show: Show): Plan {
  const { columns, rows } = shownOf(env, show);
  const { like } = show;
  return {
    columns: columns.map((name) => ({ name, type: TEXT })),
    *run() {
      const all = rows();
      yield like === undefined ? all : all.filter(([first]) => isLike(String(first), like, true));
    },
  };
}

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
    columns: ['Name', 'Engine', 'Version', 'Rows', 'Collation', 'Comment'],
    rows: () =>
      tablesOf(env).flatMap((def): Row[] =>
        def.schema === schema && def.kind === 'table'
          ? [
              [
                def.name,
                'InnoDB',
                '10',
                String(env.transaction.scan(def).length),
                'utf8mb4_0900_ai_ci',
                def.comment ?? '',
              ],
            ]
          : [],
      ),
  };
}

function relation(env: Environment, { path }: Show): RelationDef {
  const def = relationNamed(env, path ?? { path: [], at: 0 });
  checkRelation(env, def, 'select');
  return def;
}

function columns(env: Environment, show: Show): Shown {
  const def = relation(env, show);
  if (def.kind === 'sequence') throw new SqlError('undefinedTable', { name: def.name, qualified: def.name });
  const marks =
    informationSchema.columns?.rows(env).filter((row) => row[1] === def.schema && row[2] === def.name) ?? [];
  const rows = () =>
    def.columns.map((column, index): Row => {
      const key = marks[index]?.[12] ?? '';
      const extra =
        column.auto === true
          ? 'auto_increment'
          : column.onUpdateNow === true
            ? 'DEFAULT_GENERATED on update CURRENT_TIMESTAMP'
            : column.default !== undefined && /^(?:current_timestamp|now\(\))/i.test(column.default)
              ? 'DEFAULT_GENERATED'
              : '';
      return [
        column.name,
        mysqlTitle(column.type),
        column.notNull ? 'NO' : 'YES',
        key,
        shownDefault(column),
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
    'Visible',
    'Expression',
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
              'YES',
              null,
            ];
          }),
        );
  return { columns: titles, rows };
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
