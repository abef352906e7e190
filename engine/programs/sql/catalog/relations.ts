import { type Batches, type Environment, roleOf } from '../run/environment.ts';
import type { Plan } from '../run/scope.ts';
import { BOOL, INT4, INT8, NAME, OID, type SqlType, TEXT, TIMESTAMPTZ } from '../values/types.ts';
import type { Row } from '../values/value.ts';
import { informationSchema } from './information-schema.ts';
import { mysqlAccounts } from './mysql-accounts.ts';
import { postgresCatalogue } from './postgres.ts';

/** A table of the catalogue itself: `name type, …`, and its rows at the moment. */
export interface SystemTable {
  readonly columns: string;
  readonly rows: (env: Environment) => Row[];
}

const types: Readonly<Record<string, SqlType>> = {
  bool: BOOL,
  int: INT4,
  bigint: INT8,
  name: NAME,
  oid: OID,
  text: TEXT,
  ints: { base: 'int2', array: true },
  time: TIMESTAMPTZ,
};

/** A table of the catalogue itself; undefined: there is none of that name. */
export function systemRelation(env: Environment, path: readonly string[]): Plan | undefined {
  const [name = '', schema] = [...path].map((part) => part.toLowerCase()).reverse();
  const inUse = env.session.searchPath[0]?.toLowerCase();
  const information =
    schema === 'information_schema' || (schema === undefined && inUse === 'information_schema');
  const accounts = env.mysql && (schema ?? inUse) === 'mysql';
  if (accounts && roleOf(env)?.superuser !== true) return undefined;
  const tables = information
    ? informationSchema
    : accounts
      ? mysqlAccounts
      : !env.mysql && (schema === undefined || schema === 'pg_catalog')
        ? postgresCatalogue
        : undefined;
  const table = tables !== undefined && Object.hasOwn(tables, name) ? tables[name] : undefined;
  if (table === undefined) return undefined;
  const columns = table.columns.split(',').map((column) => {
    const [title = '', type = 'text'] = column.trim().split(' ');
    return { name: env.mysql && !accounts ? title.toUpperCase() : title, type: types[type] ?? TEXT };
  });
  return {
    columns,
    *run(): Batches {
      const rows = table.rows(env);
      for (let at = 0; at < rows.length; at += 128) yield rows.slice(at, at + 128);
    },
  };
}
