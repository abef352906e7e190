import { SqlError } from '../errors.ts';
import { type Grant, keyOf, type RoleDef } from '../store/definitions.ts';
import type { Definition } from '../syntax/definition-tree.ts';
import type { Defined } from './define-tables.ts';
import { type Environment, roleOf } from './environment.ts';
import { isOwner, relationNamed } from './names.ts';

/** Adds what is granted to what was, or takes it away. */
function merged(
  before: readonly Grant[],
  to: string,
  privileges: readonly string[],
  revoke: boolean,
  on?: string,
): Grant[] {
  const same = (grant: Grant) => grant.to === to && grant.on === on;
  const own = before.filter(same).flatMap((grant) => grant.privileges);
  const kept = revoke
    ? privileges.includes('all')
      ? []
      : own.filter((each) => !privileges.includes(each))
    : [...new Set([...own, ...privileges])];
  const rest = before.filter((grant) => !same(grant));
  return kept.length === 0 ? rest : [...rest, { to, privileges: kept, ...(on === undefined ? {} : { on }) }];
}

export function grant(env: Environment, statement: Extract<Definition, { kind: 'grant' }>): Defined {
  const tag = statement.revoke ? 'REVOKE' : 'GRANT';
  for (const { name, host } of statement.to) {
    const account = env.mysql ? `${name}@${host ?? '%'}` : name;
    const role = env.transaction.object(keyOf('role', name, env.mysql ? (host ?? '%') : ''));
    if (role?.kind !== 'role' && name.toLowerCase() !== 'public')
      throw new SqlError(statement.revoke ? 'noSuchGrant' : 'grantToNobody', { name, host: host ?? '%' });
    if (statement.on === 'role') {
      if (role?.kind === 'role') grantRole(env, statement, role);
    } else if (env.mysql) grantMysql(env, statement, role?.kind === 'role' ? role : undefined, account);
    else grantPostgres(env, statement, account.toLowerCase() === 'public' ? 'public' : account);
  }
  return { tag };
}

function grantRole(
  env: Environment,
  { names, revoke }: Extract<Definition, { kind: 'grant' }>,
  role: RoleDef,
): void {
  const parents = names.map(({ path }) => path[0] ?? '');
  for (const name of parents) {
    const parent = env.transaction.object(keyOf('role', name, env.mysql ? '%' : ''));
    if (parent?.kind !== 'role') throw new SqlError('undefinedRole', { name, host: '%', what: 'GRANT' });
    const self = roleOf(env);
    if (self?.superuser !== true && (parent.superuser || self?.createRole !== true))
      throw new SqlError('deniedGlobal', { what: `grant role "${name}"`, privilege: 'ROLE_ADMIN' });
  }
  const memberOf = revoke
    ? role.memberOf.filter((each) => !parents.includes(each))
    : [...new Set([...role.memberOf, ...parents])];
  env.transaction.define({ ...role, memberOf });
}

function grantMysql(
  env: Environment,
  statement: Extract<Definition, { kind: 'grant' }>,
  role: RoleDef | undefined,
  account: string,
): void {
  const self = roleOf(env);
  if (
    self?.superuser !== true &&
    self?.grants.some(({ on, privileges }) => on === '*.*' && privileges.includes('all')) !== true
  ) {
    throw new SqlError('deniedDatabase', {
      user: env.session.user,
      host: env.session.accountHost,
      name: statement.names[0]?.path[0] ?? '',
      what: '',
    });
  }
  for (const name of statement.names) {
    const schema = name.path.length === 1 ? (env.session.searchPath[0] ?? '') : (name.path[0] ?? '');
    const object = name.path.at(-1) ?? '*';
    if (object === '*') {
      if (role !== undefined)
        env.transaction.define({
          ...role,
          grants: merged(role.grants, account, statement.privileges, statement.revoke, `${schema}.*`),
        });
      continue;
    }
    const def = relationNamed(env, { path: [schema, object], at: name.at });
    env.transaction.define({
      ...def,
      grants: merged(def.grants, account, statement.privileges, statement.revoke),
    });
  }
}

/** @throws SqlError where the user doesn't own what it grants */
function mustGrant(env: Environment, what: string, name: string, owner: string): void {
  if (isOwner(env, owner)) return;
  throw new SqlError('denied', { what, name, privilege: 'GRANT', user: env.session.user, host: '' });
}

/** `public` belongs to whom the database belongs to. */
function schemaOwner(env: Environment, owner: string): string {
  const database = env.transaction.object(keyOf('database', env.session.database));
  return owner === 'pg_database_owner' && database?.kind === 'database' ? database.owner : owner;
}

function grantPostgres(
  env: Environment,
  statement: Extract<Definition, { kind: 'grant' }>,
  to: string,
): void {
  const { on, names, privileges, revoke } = statement;
  const { database } = env.session;
  if (on === 'all tables') {
    for (const def of env.transaction.definitions()) {
      if (
        (def.kind !== 'table' && def.kind !== 'view') ||
        def.database !== database ||
        def.schema !== names[0]?.path[0]
      )
        continue;
      mustGrant(env, def.kind, def.name, def.owner);
      env.transaction.define({ ...def, grants: merged(def.grants, to, privileges, revoke) });
    }
    return;
  }
  for (const name of names) {
    if (on === 'table' || on === 'sequence') {
      const def = relationNamed(env, name);
      mustGrant(env, def.kind, def.name, def.owner);
      env.transaction.define({ ...def, grants: merged(def.grants, to, privileges, revoke) });
      continue;
    }
    if (on !== 'database' && on !== 'schema') continue;
    const [key = ''] = name.path;
    const def = env.transaction.object(
      on === 'database' ? keyOf('database', key) : keyOf('schema', database, key),
    );
    if (def?.kind !== 'database' && def?.kind !== 'schema')
      throw new SqlError(on === 'database' ? 'undefinedDatabase' : 'undefinedSchema', { name: key });
    mustGrant(env, on, key, schemaOwner(env, def.owner));
    env.transaction.define({ ...def, grants: merged(def.grants, to, privileges, revoke) });
  }
}
