import { atLeast } from '../../../../registry/catalogue/repository.ts';

/** What a backslash command asks the server, and how the answer is shown. */
export type MetaQuery = {
  readonly sql: string;
  readonly title?: string;
  /** Printed where there are no rows. */
  readonly empty?: string;
  /** Further questions whose rows become lines under the table. */
  readonly footers?: readonly { readonly heading?: string; readonly sql: string }[];
  /** The answer's only row says what to describe. */
  readonly leadsTo?: 'table' | 'table with details';
};

const user = "n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema'";
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** `*` and `?` of psql's patterns, as LIKE has them. */
function like(column: string, pattern: string): string {
  const lower = pattern.startsWith('"') ? pattern.replaceAll('"', '') : pattern.toLowerCase();
  return `${column} LIKE ${text(lower.replaceAll('_', '\\_').replaceAll('*', '%').replaceAll('?', '_'))}`;
}

function named(pattern: string | undefined): string {
  if (pattern === undefined) return '';
  const [name = '', schema] = pattern.split('.').reverse();
  return ` AND ${like('c.relname', name)}${schema === undefined ? '' : ` AND ${like('n.nspname', schema)}`}`;
}

const kindNames =
  "CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence' END";

function relations(kinds: string, pattern: string | undefined, more: boolean): MetaQuery {
  const list = [...kinds].map(text).join(',');
  const withTable = kinds === 'i' ? ', t.relname AS "Table"' : '';
  const join =
    kinds === 'i'
      ? ' JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid JOIN pg_catalog.pg_class t ON t.oid = i.indrelid'
      : '';
  const details = more
    ? `, 'permanent' AS "Persistence"${/[rim]/.test(kinds) ? `, CASE c.relkind WHEN 'i' THEN 'btree' WHEN 'r' THEN 'heap' WHEN 'm' THEN 'heap' END AS "Access method"` : ''}, pg_size_pretty(pg_table_size(c.oid)) AS "Size", coalesce(obj_description(c.oid), '') AS "Description"`
    : '';
  const what =
    pattern === undefined ? 'Did not find any relations.' : `Did not find any relation named "${pattern}".`;
  return {
    sql: `SELECT n.nspname AS "Schema", c.relname AS "Name", ${kindNames} AS "Type", r.rolname AS "Owner"${withTable}${details} FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace JOIN pg_catalog.pg_roles r ON r.oid = c.relowner${join} WHERE c.relkind IN (${list}) AND ${user}${named(pattern)} ORDER BY 1, 2`,
    title: 'List of relations',
    empty: what,
  };
}

function databases(version: string): MetaQuery {
  const start = 'd.datname AS "Name", r.rolname AS "Owner", pg_encoding_to_char(d.encoding) AS "Encoding"';
  const end = 'd.datacl AS "Access privileges"';
  const locale = 'd.datcollate AS "Collate", d.datctype AS "Ctype"';
  const middle = atLeast(version, '17.0')
    ? `'libc' AS "Locale Provider", ${locale}, NULL AS "Locale", NULL AS "ICU Rules"`
    : atLeast(version, '16.0')
      ? `'libc' AS "Locale Provider", ${locale}, NULL AS "ICU Locale", NULL AS "ICU Rules"`
      : atLeast(version, '15.0')
        ? `${locale}, NULL AS "ICU Locale", 'libc' AS "Locale Provider"`
        : locale;
  return {
    sql: `SELECT ${start}, ${middle}, ${end} FROM pg_catalog.pg_database d JOIN pg_catalog.pg_roles r ON r.oid = d.datdba ORDER BY 1`,
    title: 'List of databases',
  };
}

function roles(version: string, pattern: string | undefined): MetaQuery {
  const attributes = `concat_ws(', ', CASE WHEN rolsuper THEN 'Superuser' END, CASE WHEN rolcreaterole THEN 'Create role' END, CASE WHEN rolcreatedb THEN 'Create DB' END, CASE WHEN NOT rolcanlogin THEN 'Cannot login' END, CASE WHEN rolreplication THEN 'Replication' END, CASE WHEN rolbypassrls THEN 'Bypass RLS' END)`;
  const members = `coalesce((SELECT '{' || string_agg(p.rolname, ',') || '}' FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles p ON p.oid = m.roleid WHERE m.member = r.oid), '{}')`;
  const columns = atLeast(version, '16.0') ? '' : `, ${members} AS "Member of"`;
  const where = pattern === undefined ? '' : ` WHERE ${like('rolname', pattern)}`;
  return {
    sql: `SELECT rolname AS "Role name", ${attributes} AS "Attributes"${columns} FROM pg_catalog.pg_roles r${where} ORDER BY 1`,
    title: 'List of roles',
    footers: [],
  };
}

/** The question behind a command; undefined: it isn't one that asks. */
export function metaQuery(
  command: string,
  argument: string | undefined,
  version: string,
): MetaQuery | undefined {
  const more = command.endsWith('+');
  const name = command.replace(/(?<![S+])[S+]+$/, (end) =>
    command.startsWith('ds') && end === 's' ? end : '',
  );
  if (name === 'd' && argument !== undefined) return find(argument, more);
  const kinds: Readonly<Record<string, string>> = {
    d: 'rvmS',
    dt: 'r',
    dv: 'v',
    ds: 'S',
    di: 'i',
    dtv: 'rv',
    dm: 'm',
  };
  if (Object.hasOwn(kinds, name)) return relations(kinds[name] ?? '', argument, more);
  if (name === 'l' || name === 'list') return databases(version);
  if (name === 'du' || name === 'dg') return roles(version, argument);
  if (name === 'dn')
    return {
      sql: `SELECT n.nspname AS "Name", coalesce(r.rolname, 'pg_database_owner') AS "Owner" FROM pg_catalog.pg_namespace n LEFT JOIN pg_catalog.pg_roles r ON r.oid = n.nspowner WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1`,
      title: 'List of schemas',
    };
  if (name === 'dp' || name === 'z')
    return {
      sql: `SELECT n.nspname AS "Schema", c.relname AS "Name", ${kindNames} AS "Type", c.relacl AS "Access privileges", '' AS "Column privileges", '' AS "Policies" FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r','v','S') AND ${user}${named(argument)} ORDER BY 1, 2`,
      title: 'Access privileges',
    };
  if (name === 'dx')
    return {
      sql: `SELECT extname AS "Name", extversion AS "Version", 'pg_catalog' AS "Schema", 'PL/pgSQL procedural language' AS "Description" FROM pg_catalog.pg_extension ORDER BY 1`,
      title: 'List of installed extensions',
    };
  if (name === 'df')
    return {
      sql: `SELECT '' AS "Schema", proname AS "Name", '' AS "Result data type", '' AS "Argument data types", '' AS "Type" FROM pg_catalog.pg_proc`,
      title: 'List of functions',
    };
  if (name === 'dT')
    return {
      sql: `SELECT n.nspname AS "Schema", t.typname AS "Name", '' AS "Description" FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'e' ORDER BY 1, 2`,
      title: 'List of data types',
    };
  return undefined;
}

function find(argument: string, more: boolean): MetaQuery {
  return {
    sql: `SELECT c.oid, n.nspname, c.relname, c.relkind FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE ${user}${named(argument.replace(/;$/, ''))} ORDER BY 2, 3`,
    empty: `Did not find any relation named "${argument.replace(/;$/, '')}".`,
    leadsTo: more ? 'table with details' : 'table',
  };
}
