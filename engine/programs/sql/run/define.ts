import { SqlError } from '../errors.ts';
import { keyOf, type RelationDef } from '../store/definitions.ts';
import type { Definition } from '../syntax/definition-tree.ts';
import type { Row } from '../values/value.ts';
import { alterTable, renameTables } from './define-alter.ts';
import { alterRole, createRole, dropRole, grant } from './define-roles.ts';
import { createIndex, createTable, type Defined, mustOwn, notice } from './define-tables.ts';
import { type Environment, roleOf } from './environment.ts';
import {
  checkRelation,
  checkSchema,
  findRelation,
  hasOnSchema,
  isOwner,
  placeOf,
  qualified,
  relationNamed,
} from './names.ts';

/** Runs a statement that defines something. */
export function* define(env: Environment, statement: Definition): Generator<readonly Row[], Defined> {
  switch (statement.kind) {
    case 'create table':
      return yield* createTable(env, statement);
    case 'create index':
      return yield* createIndex(env, statement);
    case 'alter table':
      return yield* alterTable(env, statement);
    case 'drop':
      return drop(env, statement);
    case 'grant':
      return grant(env, statement);
    default:
      return quickly(env, statement);
  }
}

function quickly(
  env: Environment,
  statement: Exclude<
    Definition,
    { kind: 'create table' | 'create index' | 'alter table' | 'drop' | 'grant' }
  >,
): Defined {
  switch (statement.kind) {
    case 'create view':
      return createView(env, statement);
    case 'create sequence':
      return createSequence(env, statement);
    case 'create schema':
      return createSchema(env, statement);
    case 'create database':
      return createDatabase(env, statement);
    case 'create type':
      return createType(env, statement);
    case 'create role':
      return createRole(env, statement);
    case 'alter role':
      return alterRole(env, statement);
    case 'alter database':
      return alterDatabase(env, statement);
    case 'rename tables':
      return renameTables(env, statement);
    case 'comment':
      return comment(env, statement);
    default:
      return extension(env, statement);
  }
}

/** Extensions whose functions are there anyway. */
const extensions = ['uuid-ossp', 'pgcrypto', 'citext', 'plpgsql', 'hstore', 'pg_trgm', 'pg_stat_statements'];

function extension(
  _env: Environment,
  { name, drop: dropped }: Extract<Definition, { kind: 'extension' }>,
): Defined {
  if (!extensions.includes(name)) {
    throw new SqlError('undefinedExtension', { name }, undefined, {
      detail: `Could not open extension control file "/usr/share/postgresql/extension/${name}.control": No such file or directory.`,
    });
  }
  return { tag: dropped ? 'DROP EXTENSION' : 'CREATE EXTENSION' };
}

function createView(env: Environment, statement: Extract<Definition, { kind: 'create view' }>): Defined {
  const { schema, name } = placeOf(env, statement.table);
  checkSchema(env, schema);
  const existing = findRelation(env, { path: [schema, name], at: 0 });
  if (existing !== undefined && (!statement.replace || existing.kind !== 'view'))
    throw new SqlError('duplicateTable', { name });
  const plan = env.plan(env, statement.query);
  const columns = plan.columns.map((column, index) => ({
    name: statement.columns[index] ?? column.name,
    type: column.type,
    notNull: false,
  }));
  env.transaction.define({
    kind: 'view',
    id: existing?.id ?? env.transaction.cluster.takeId(),
    database: env.session.database,
    schema,
    name,
    owner: env.session.user,
    grants: existing?.grants ?? [],
    columns,
    query: statement.source.text,
  });
  return { tag: 'CREATE VIEW' };
}

function createSequence(
  env: Environment,
  statement: Extract<Definition, { kind: 'create sequence' }>,
): Defined {
  const { schema, name } = placeOf(env, statement.table);
  checkSchema(env, schema);
  if (findRelation(env, { path: [schema, name], at: 0 }) !== undefined) {
    if (statement.ifNotExists) return { tag: 'CREATE SEQUENCE' };
    throw new SqlError('duplicateTable', { name });
  }
  const { start = 1, increment = 1 } = statement;
  const common = {
    id: env.transaction.cluster.takeId(),
    database: env.session.database,
    schema,
    name,
    owner: env.session.user,
    grants: [],
  };
  env.transaction.define({ kind: 'sequence', ...common, start, increment, base: 'int8' });
  return { tag: 'CREATE SEQUENCE' };
}

function createSchema(
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

function createDatabase(
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

export function makeDatabase(env: Pick<Environment, 'transaction'>, name: string, owner: string): void {
  const { cluster } = env.transaction;
  env.transaction.define({ kind: 'database', id: cluster.takeId(), name, owner, grants: [] });
  env.transaction.define({
    kind: 'schema',
    id: cluster.takeId(),
    database: name,
    name: 'public',
    owner: 'pg_ownedowner',
    grants: [{ to: 'public', privileges: ['usage'] }],
  });
}

function alterDatabase(
  env: Environment,
  { name, rename, owner }: Extract<Definition, { kind: 'alter database' }>,
): Defined {
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

function createType(
  env: Environment,
  { table, labels }: Extract<Definition, { kind: 'create type' }>,
): Defined {
  const { schema, name } = placeOf(env, table);
  checkSchema(env, schema);
  const { database, user } = env.session;
  if (env.transaction.object(keyOf('type', database, schema, name)) !== undefined)
    throw new SqlError('duplicateType', { name });
  env.transaction.define({
    kind: 'enum',
    id: env.transaction.cluster.takeId(),
    database,
    schema,
    name,
    owner: user,
    labels,
  });
  return { tag: 'CREATE TYPE' };
}

function comment(env: Environment, { on, path, text }: Extract<Definition, { kind: 'comment' }>): Defined {
  const table = on === 'column' ? { ...path, path: path.path.slice(0, -1) } : path;
  if (on === 'other') return { tag: 'COMMENT' };
  const def = relationNamed(env, table);
  mustOwn(env, def.owner, def.kind, def.name);
  if (on === 'table') {
    const { comment: _, ...rest } = def;
    env.transaction.define(text === null ? rest : { ...rest, comment: text });
  } else if (def.kind === 'table') {
    const columns = def.columns.map((column) =>
      column.name === path.path.at(-1) ? { ...column, comment: text ?? '' } : column,
    );
    env.transaction.define({ ...def, columns });
  }
  return { tag: 'COMMENT' };
}

function drop(env: Environment, statement: Extract<Definition, { kind: 'drop' }>): Defined {
  const tag = `DROP ${statement.what.toUpperCase()}`;
  for (const name of statement.names) {
    if (statement.what === 'role') dropRole(env, name, statement.ifExists);
    else if (statement.what === 'database') dropDatabase(env, name.path[0] ?? '', statement.ifExists);
    else if (statement.what === 'schema') dropSchema(env, name.path[0] ?? '', statement);
    else if (statement.what === 'index') dropIndex(env, name, statement);
    else if (statement.what === 'type') dropType(env, name.path, statement.ifExists);
    else dropRelation(env, name, statement);
  }
  return { tag };
}

function dropRelation(
  env: Environment,
  name: { readonly path: readonly string[]; readonly at: number },
  { what, ifExists, cascade }: Extract<Definition, { kind: 'drop' }>,
): void {
  const def = findRelation(env, name);
  const shown = name.path.join('.');
  if (def === undefined) {
    if (!ifExists)
      throw new SqlError('dropUndefined', { what, name: shown, qualified: qualified(env, name.path) });
    notice(
      env,
      `${what} "${shown}" does not exist, skipping`,
      '00000',
      `Unknown table '${qualified(env, name.path)}'`,
    );
    return;
  }
  if (def.kind !== what)
    throw new SqlError('notWhat', { name: def.name, what, qualified: qualified(env, name.path) }, undefined, {
      hint: `Use DROP ${def.kind.toUpperCase()} to remove a ${def.kind}.`,
    });
  if (env.mysql) checkRelation(env, def, 'drop');
  mustOwn(env, def.owner, what, def.name);
  removeRelation(env, def, cascade);
}

function removeRelation(env: Environment, def: RelationDef, cascade: boolean): void {
  for (const other of env.transaction.definitions()) {
    if (other.kind === 'table' && other.id !== def.id && other.database === def.database) {
      const pointing = other.constraints.filter(
        ({ references }) => references?.schema === def.schema && references.table === def.name,
      );
      const [first] = pointing;
      if (first === undefined) continue;
      if (!cascade || env.mysql) {
        throw new SqlError(
          'dependents',
          { what: def.kind, name: def.name, constraint: first.name, other: other.name },
          undefined,
          {
            detail: `constraint ${first.name} on table ${other.name} depends on ${def.kind} ${def.name}`,
            hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
          },
        );
      }
      env.transaction.define({
        ...other,
        constraints: other.constraints.filter((each) => !pointing.includes(each)),
      });
    } else if (other.kind === 'sequence' && other.ownedBy?.table === def.id) env.transaction.drop(other);
  }
  env.transaction.drop(def);
}

function dropIndex(
  env: Environment,
  name: { readonly path: readonly string[] },
  { ifExists, on }: Extract<Definition, { kind: 'drop' }>,
): void {
  const wanted = name.path.at(-1) ?? '';
  const only = on === undefined ? undefined : relationNamed(env, on);
  const table = env.transaction
    .definitions()
    .find(
      (def) =>
        def.kind === 'table' &&
        def.database === env.session.database &&
        (only === undefined || def.id === only.id) &&
        def.indexes.some((index) => index.name === wanted),
    );
  if (table?.kind !== 'table') {
    if (ifExists) {
      notice(env, `index "${wanted}" does not exist, skipping`, '00000');
      return;
    }
    throw new SqlError(env.mysql ? 'undefinedConstraint' : 'dropUndefined', {
      what: 'index',
      name: wanted,
      table: '',
    });
  }
  if (env.mysql) checkRelation(env, table, 'index');
  mustOwn(env, table.owner, 'index', wanted);
  env.transaction.define({
    ...table,
    indexes: table.indexes.filter((index) => index.name !== wanted),
    constraints: table.constraints.filter(
      (each) => !env.mysql || each.kind !== 'unique' || each.name !== wanted,
    ),
  });
}

function dropType(env: Environment, path: readonly string[], ifExists: boolean): void {
  const name = path.at(-1) ?? '';
  const def = env.transaction
    .definitions()
    .find((each) => each.kind === 'enum' && each.database === env.session.database && each.name === name);
  if (def?.kind === 'enum') {
    mustOwn(env, def.owner, 'type', name);
    env.transaction.drop(def);
  } else if (!ifExists) throw new SqlError('undefinedType', { name });
}

function dropSchema(
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
  for (const each of inside) env.transaction.drop(each);
  env.transaction.drop(def);
  if (env.mysql && env.session.searchPath[0] === name) env.session.searchPath = [];
}

function dropDatabase(env: Environment, name: string, ifExists: boolean): void {
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
