import { SqlError } from '../errors.ts';
import { keyOf } from '../store/definitions.ts';
import type { Definition } from '../syntax/definition-tree.ts';
import { type Defined, goesToo, mustOwn, notice } from './define-tables.ts';
import { type Environment, roleOf } from './environment.ts';
import { hasOnSchema, isOwner } from './names.ts';

export function createSchema(
  env: Environment,
  { name, ifNotExists, owner }: Extract<Definition, { kind: 'create schema' }>,
): Defined {
  const { database } = env.session;
  if (env.mysql) mustHaveSchema(env, name, 'create');
  else {
    const owned = env.transaction.object(keyOf('database', database));
    const owns = owned?.kind === 'database' && isOwner(env, owned.owner);
    const granted =
      owned?.kind === 'database' &&
      owned.grants.some(
        ({ to, privileges }) =>
          isOwner(env, to) && (privileges.includes('all') || privileges.includes('create')),
      );
    if (!owns && !granted)
      throw new SqlError('denied', { what: 'database', name: database, privilege: '', user: '', host: '' });
  }
  if (
    env.transaction.object(keyOf('schema', database, name)) !== undefined ||
    (env.mysql && name === 'information_schema')
  ) {
    if (!ifNotExists) throw new SqlError('duplicateSchema', { name });
    notice(
      env,
      `schema "${name}" already exists, skipping`,
      '42P06',
      `Can't create database '${name}'; database exists`,
    );
    return { tag: 'CREATE SCHEMA' };
  }
  env.transaction.define({
    kind: 'schema',
    id: env.transaction.cluster.takeId(),
    database,
    name,
    owner: owner ?? env.session.user,
    grants: [],
  });
  return { tag: 'CREATE SCHEMA' };
}

/** @throws SqlError where a user of MySQL may not do that to a database */
function mustHaveSchema(env: Environment, name: string, privilege: string): void {
  if (hasOnSchema(env, name, privilege)) return;
  const { user, accountHost: host } = env.session;
  throw new SqlError('deniedDatabase', { user, host, name, what: '' });
}

export function createDatabase(
  env: Environment,
  { name, owner }: Extract<Definition, { kind: 'create database' }>,
): Defined {
  const role = roleOf(env);
  if (role?.superuser !== true && role?.createDatabase !== true)
    throw new SqlError('deniedDatabase', { what: 'database', user: '', host: '', name });
  if (env.transaction.object(keyOf('database', name)) !== undefined)
    throw new SqlError('duplicateDatabase', { name });
  if (owner !== undefined && roleOf(env, owner) === undefined)
    throw new SqlError('undefinedRole', { name: owner, host: '', what: '' });
  makeDatabase(env, name, owner ?? env.session.user);
  return { tag: 'CREATE DATABASE' };
}

/** The role that stands for whoever owns the database. */
const SCHEMA_OWNER = 'pg_database_owner';

export function makeDatabase(env: Pick<Environment, 'transaction'>, name: string, owner: string): void {
  const { cluster } = env.transaction;
  env.transaction.define({ kind: 'database', id: cluster.takeId(), name, owner, grants: [] });
  env.transaction.define({
    kind: 'schema',
    id: cluster.takeId(),
    database: name,
    name: 'public',
    owner: SCHEMA_OWNER,
    grants: [{ to: 'public', privileges: ['usage'] }],
  });
}

export function alterDatabase(
  env: Environment,
  { what, name, rename, owner }: Extract<Definition, { kind: 'alter database' }>,
): Defined {
  if (what === 'schema' && !env.mysql) return alterSchema(env, name, rename, owner);
  const def = env.transaction.object(
    env.mysql ? keyOf('schema', env.session.database, name) : keyOf('database', name),
  );
  if (def?.kind !== 'database') {
    if (def === undefined) throw new SqlError(env.mysql ? 'undefinedSchema' : 'undefinedDatabase', { name });
    return { tag: 'ALTER DATABASE' };
  }
  mustOwn(env, def.owner, 'database', name);
  if (owner !== undefined) env.transaction.define({ ...def, owner });
  if (rename === undefined) return { tag: 'ALTER DATABASE' };
  if (name === env.session.database) throw new SqlError('currentDatabase');
  env.transaction.drop(def);
  env.transaction.define({ ...def, name: rename });
  for (const each of env.transaction.definitions()) {
    if (!('database' in each) || each.database !== name) continue;
    env.transaction.drop(each);
    env.transaction.define({ ...each, database: rename });
  }
  return { tag: 'ALTER DATABASE' };
}

function alterSchema(
  env: Environment,
  name: string,
  rename: string | undefined,
  owner: string | undefined,
): Defined {
  const { database } = env.session;
  const def = env.transaction.object(keyOf('schema', database, name));
  if (def?.kind !== 'schema') throw new SqlError('undefinedSchema', { name });
  mustOwn(env, def.owner, 'schema', name);
  if (owner !== undefined) env.transaction.define({ ...def, owner });
  if (rename === undefined) return { tag: 'ALTER SCHEMA' };
  if (env.transaction.object(keyOf('schema', database, rename)) !== undefined)
    throw new SqlError('duplicateSchema', { name: rename });
  env.transaction.drop(def);
  env.transaction.define({ ...def, name: rename });
  for (const each of env.transaction.definitions()) {
    if (!('schema' in each) || each.database !== database) continue;
    const inside = each.schema === name;
    if (inside) env.transaction.drop(each);
    const moved = inside ? { ...each, schema: rename } : each;
    if (moved.kind !== 'table') {
      if (inside) env.transaction.define(moved);
      continue;
    }
    const constraints = moved.constraints.map((constraint) =>
      constraint.references?.schema === name
        ? { ...constraint, references: { ...constraint.references, schema: rename } }
        : constraint,
    );
    env.transaction.define({ ...moved, constraints });
  }
  return { tag: 'ALTER SCHEMA' };
}

export function dropSchema(
  env: Environment,
  name: string,
  { ifExists, cascade }: Extract<Definition, { kind: 'drop' }>,
): void {
  const def = env.transaction.object(keyOf('schema', env.session.database, name));
  if (def?.kind !== 'schema') {
    if (!ifExists) throw new SqlError('dropUndefinedSchema', { name });
    notice(
      env,
      `schema "${name}" does not exist, skipping`,
      '00000',
      `Can't drop database '${name}'; database doesn't exist`,
    );
    return;
  }
  if (env.mysql) mustHaveSchema(env, name, 'drop');
  else mustOwn(env, def.owner, 'schema', name);
  const inside = env.transaction
    .definitions()
    .filter((each) => 'schema' in each && each.database === def.database && each.schema === name);
  if (inside.length > 0 && !cascade && !env.mysql) {
    throw new SqlError('dependents', { what: 'schema', name, constraint: '', other: '' }, undefined, {
      detail: inside.map((each) => `${each.kind} ${name}.${each.name} depends on schema ${name}`).join('\n'),
      hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
    });
  }
  goesToo(
    env,
    inside.map((each) => `${'filledBy' in each ? 'materialized view' : each.kind} ${name}.${each.name}`),
  );
  for (const each of inside) env.transaction.drop(each);
  env.transaction.drop(def);
  if (env.mysql && env.session.searchPath[0] === name) env.session.searchPath = [];
}

export function dropDatabase(env: Environment, name: string, ifExists: boolean): void {
  const def = env.transaction.object(keyOf('database', name));
  if (def?.kind !== 'database') {
    if (!ifExists) throw new SqlError('undefinedDatabase', { name });
    notice(env, `database "${name}" does not exist, skipping`, '00000');
    return;
  }
  mustOwn(env, def.owner, 'database', name);
  if (name === env.session.database) throw new SqlError('currentDatabase');
  const others = env.sessions().filter(({ facts }) => facts.database === name).length;
  if (others > 0) {
    const detail =
      others === 1
        ? 'There is 1 other session using the database.'
        : `There are ${others} other sessions using the database.`;
    throw new SqlError('databaseInUse', { name }, undefined, { detail });
  }
  for (const each of env.transaction.definitions())
    if ('database' in each && each.database === name) env.transaction.drop(each);
  env.transaction.drop(def);
}
