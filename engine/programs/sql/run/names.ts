import { SqlError } from '../errors.ts';
import type { RelationDef, TableDef } from '../store/definitions.ts';
import type { TablePath } from '../syntax/tree.ts';
import { type Environment, roleOf } from './environment.ts';

/** MySQL's names of tables are said with their database. */
export function qualified(env: Environment, path: readonly string[]): string {
  const [name = '', schema = env.session.searchPath[0] ?? ''] = [...path].reverse();
  return `${schema}.${name}`;
}

function shown(path: readonly string[]): string {
  return path.join('.');
}

/** The relation of a name. PostgreSQL looks through the search path; in MySQL the path is the database in use. */
export function findRelation(env: Environment, { path, at }: TablePath): RelationDef | undefined {
  const [name = '', schema] = [...path].reverse();
  const { database, searchPath } = env.session;
  if (env.mysql && schema === undefined && searchPath.length === 0) throw new SqlError('noSchema', {}, at);
  for (const each of schema === undefined ? searchPath : [schema]) {
    const def = env.transaction.object(`relation\0${database}\0${each}\0${name}`);
    if (def?.kind === 'table' || def?.kind === 'view' || def?.kind === 'sequence') return def;
  }
  if (
    env.mysql &&
    schema !== undefined &&
    schema.toLowerCase() !== 'information_schema' &&
    env.transaction.object(`schema\0${database}\0${schema}`) === undefined
  ) {
    throw new SqlError('undefinedSchema', { name: schema }, at);
  }
  return undefined;
}

/** @throws SqlError where there is none */
export function relationNamed(env: Environment, table: TablePath): RelationDef {
  const found = findRelation(env, table);
  if (found === undefined)
    throw new SqlError(
      'undefinedTable',
      { name: shown(table.path), qualified: qualified(env, table.path) },
      table.at,
    );
  return found;
}

/** @throws SqlError where there is none, or it is a view */
export function tableNamed(env: Environment, table: TablePath): TableDef {
  const found = relationNamed(env, table);
  if (found.kind === 'view') throw new SqlError('viewReadOnly', { name: found.name }, table.at);
  if (found.kind !== 'table')
    throw new SqlError(
      'notWhat',
      { name: found.name, qualified: qualified(env, table.path), what: 'table' },
      table.at,
    );
  return found;
}

/** The schema that something new is made in, and its name. */
export function placeOf(env: Environment, { path, at }: TablePath): { schema: string; name: string } {
  const [name = '', given] = [...path].reverse();
  const { database, searchPath } = env.session;
  const exists = (schema: string) => env.transaction.object(`schema\0${database}\0${schema}`) !== undefined;
  const schema = given ?? searchPath.find((each) => exists(each) && each !== 'pg_catalog');
  if (schema === undefined) throw new SqlError('noSchema', {}, at);
  if (!exists(schema)) throw new SqlError('undefinedSchema', { name: schema }, at);
  return { schema, name: name.slice(0, 63) };
}

/** Everything that a role is, through those it is a member of. */
function identities(env: Environment): Set<string> {
  const found = new Set(['public', env.session.user]);
  const visit = (name: string) => {
    for (const parent of roleOf(env, name)?.memberOf ?? []) {
      if (found.has(parent)) continue;
      found.add(parent);
      visit(parent);
    }
  };
  visit(env.session.user);
  return found;
}

export function isOwner(env: Environment, owner: string): boolean {
  return roleOf(env)?.superuser === true || (!env.mysql && identities(env).has(owner));
}

/** @param privilege in small letters. @throws SqlError where the user may not */
export function checkRelation(env: Environment, def: RelationDef, privilege: string): void {
  const role = roleOf(env);
  if (role?.superuser === true) return;
  const what = def.kind === 'sequence' ? 'sequence' : def.kind === 'view' ? 'view' : 'table';
  if (env.mysql) {
    const account = `${env.session.user}@${env.session.accountHost}`;
    const everywhere = (role?.grants ?? []).filter(
      ({ on }) => on === '*.*' || on === `${def.schema}.*` || on?.replaceAll('\\', '') === `${def.schema}.*`,
    );
    const here = def.grants.filter(({ to }) => to === account);
    if (
      [...everywhere, ...here].some(
        ({ privileges }) => privileges.includes('all') || privileges.includes(privilege),
      )
    )
      return;
  } else {
    const who = identities(env);
    if (who.has(def.owner)) return;
    const wanted = def.kind === 'sequence' && privilege === 'usage' ? ['usage', 'update'] : [privilege];
    if (
      def.grants.some(
        ({ to, privileges }) =>
          who.has(to) && (privileges.includes('all') || wanted.some((each) => privileges.includes(each))),
      )
    )
      return;
  }
  throw new SqlError('denied', {
    what,
    name: def.name,
    privilege: privilege.toUpperCase(),
    user: env.session.user,
    host: env.session.clientHost,
  });
}

/** Whether a user of MySQL has anything to do with a database. */
export function seesSchema(env: Environment, schema: string): boolean {
  const role = roleOf(env);
  if (!env.mysql || role?.superuser === true || schema === 'information_schema') return true;
  if (role?.grants.some(({ on }) => on === '*.*' || on?.replaceAll('\\', '') === `${schema}.*`) === true)
    return true;
  const account = `${env.session.user}@${env.session.accountHost}`;
  return env.transaction
    .definitions()
    .some(
      (def) => def.kind === 'table' && def.schema === schema && def.grants.some(({ to }) => to === account),
    );
}

/** Whether a user of MySQL has a privilege on a whole database. @param privilege in small letters */
export function hasOnSchema(env: Environment, schema: string, privilege: string): boolean {
  const role = roleOf(env);
  return (
    role?.superuser === true ||
    role?.grants.some(
      ({ on, privileges }) =>
        (on === '*.*' || on?.replaceAll('\\', '') === `${schema}.*`) &&
        (privileges.includes('all') || privileges.includes(privilege)),
    ) === true
  );
}

/** May it make things in a schema? @throws SqlError */
export function checkSchema(env: Environment, schema: string): void {
  const role = roleOf(env);
  if (role?.superuser === true) return;
  const def = env.transaction.object(`schema\0${env.session.database}\0${schema}`);
  if (env.mysql) {
    if (!hasOnSchema(env, schema, 'create'))
      throw new SqlError('denied', {
        what: 'table',
        name: schema,
        privilege: 'CREATE',
        user: env.session.user,
        host: env.session.clientHost,
      });
    return;
  }
  if (def?.kind !== 'schema') return;
  const who = identities(env);
  const database = env.transaction.object(`database\0${env.session.database}`);
  if (who.has(def.owner) || (schema === 'public' && database?.kind === 'database' && who.has(database.owner)))
    return;
  if (
    def.grants.some(
      ({ to, privileges }) => who.has(to) && (privileges.includes('all') || privileges.includes('create')),
    )
  )
    return;
  throw new SqlError('denied', {
    what: 'schema',
    name: schema,
    privilege: 'CREATE',
    user: env.session.user,
    host: env.session.clientHost,
  });
}
