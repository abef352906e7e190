import { atLeast } from '../../../registry/catalogue/repository.ts';
import { SqlError } from '../errors.ts';
import type { Grant, RoleDef } from '../store/definitions.ts';
import { keyOf } from '../store/definitions.ts';
import type { Definition, RoleOption } from '../syntax/definition-tree.ts';
import type { TablePath } from '../syntax/tree.ts';
import type { Defined } from './define-tables.ts';
import { notice } from './define-tables.ts';
import { type Environment, roleOf } from './environment.ts';
import { isOwner, relationNamed } from './names.ts';
import { mysqlVerifier, postgresVerifier } from './passwords.ts';

/** The plugin that a server gives to accounts which don't say. */
export function defaultPlugin({ server }: Pick<Environment, 'server'>): string {
  if (!server.mysql) return '';
  return server.mariadb || !atLeast(server.version, '8.0')
    ? 'mysql_native_password'
    : 'caching_sha2_password';
}

function withOptions(env: Environment, role: RoleDef, options: readonly RoleOption[]): RoleDef {
  const has = (name: string, before: boolean) =>
    options
      .findLast((option) => option.name === name || option.name === `no${name}`)
      ?.name.startsWith('no') === false ||
    (before && !options.some((option) => option.name === `no${name}`));
  const password = options.find(({ name }) => name === 'password');
  const plugin = String(options.find(({ name }) => name === 'plugin')?.value ?? role.plugin);
  const verifier = () => {
    const text = String(password?.value ?? '');
    if (env.mysql) return mysqlVerifier(plugin, text);
    if (password?.value === undefined) return '';
    const salt = Uint8Array.from({ length: 16 }, () => Math.floor(env.random() * 256));
    return postgresVerifier(role.name, text, salt, !atLeast(env.server.version, '14.0'));
  };
  return {
    ...role,
    plugin,
    superuser: has('superuser', role.superuser),
    createDatabase: has('createdb', role.createDatabase),
    createRole: has('createrole', role.createRole),
    login: has('login', role.login),
    password: password === undefined ? role.password : verifier(),
    memberOf: [
      ...role.memberOf,
      ...options.flatMap(({ name, value }) => (name === 'member of' ? [String(value)] : [])),
    ],
  };
}

function mustManageRoles(env: Environment, what: string): void {
  const role = roleOf(env);
  const grants = role?.grants.some(
    ({ on, privileges }) =>
      on === '*.*' && (privileges.includes('all') || privileges.includes('create user')),
  );
  if (role?.superuser !== true && role?.createRole !== true && grants !== true)
    throw new SqlError('deniedGlobal', { what, privilege: 'CREATE USER' });
}

/** Attributes that only those may give who have them themselves. */
const attributes = ['superuser', 'createdb', 'createrole', 'replication', 'bypassrls'];

/** @param itself it is the user's own role, whose password it may change. @throws SqlError */
function mustGive(env: Environment, options: readonly RoleOption[], itself: boolean, verb: string): void {
  const role = roleOf(env);
  if (role?.superuser === true || env.mysql) return;
  for (const { name } of options) {
    const attribute = name.replace(/^no/, '');
    if (!attributes.includes(attribute)) {
      if (itself && name !== 'password')
        throw new SqlError('deniedGlobal', { what: `${verb} role`, privilege: '' });
      continue;
    }
    const has =
      attribute === 'createdb' ? role?.createDatabase : attribute === 'createrole' && role?.createRole;
    if (has === true && !itself) continue;
    const title = attribute.toUpperCase();
    throw new SqlError('deniedGlobal', { what: `${verb} role`, privilege: '' }, undefined, {
      detail: `Only roles with the ${title} attribute may ${verb === 'create' ? 'create roles with' : 'change'} the ${title} attribute.`,
    });
  }
}

export function createRole(
  env: Environment,
  statement: Extract<Definition, { kind: 'create role' }>,
): Defined {
  mustManageRoles(env, 'create role');
  mustGive(env, statement.options, false, 'create');
  const { name } = statement;
  const host = env.mysql ? (statement.host ?? '%') : '';
  if (env.transaction.object(keyOf('role', name, host)) !== undefined) {
    if (!statement.ifNotExists) throw new SqlError('duplicateRole', { name, host });
    notice(
      env,
      `role "${name}" already exists, skipping`,
      '42710',
      `Authorization ID '${name}'@'${host}' already exists.`,
    );
    return { tag: 'CREATE ROLE' };
  }
  const role: RoleDef = {
    kind: 'role',
    id: env.transaction.cluster.takeId(),
    name,
    host,
    password: '',
    plugin: defaultPlugin(env),
    superuser: false,
    createDatabase: false,
    createRole: false,
    login: statement.login,
    memberOf: [],
    grants: [],
  };
  env.transaction.define(withOptions(env, role, statement.options));
  return { tag: 'CREATE ROLE' };
}

export function alterRole(env: Environment, statement: Extract<Definition, { kind: 'alter role' }>): Defined {
  const host = env.mysql ? (statement.host ?? '%') : '';
  const name = ['current_user', 'session_user', 'user'].includes(statement.name.toLowerCase())
    ? env.session.user
    : statement.name;
  if (name !== env.session.user) mustManageRoles(env, 'alter role');
  const role =
    env.transaction.object(keyOf('role', name, host)) ??
    (name === env.session.user ? roleOf(env) : undefined);
  if (role?.kind !== 'role') throw new SqlError('undefinedRole', { name, host, what: 'ALTER USER' });
  if (role.superuser && !env.mysql && roleOf(env)?.superuser !== true)
    throw new SqlError('deniedGlobal', { what: 'alter role', privilege: '' }, undefined, {
      detail: 'Only roles with the SUPERUSER attribute may alter roles with the SUPERUSER attribute.',
    });
  mustGive(env, statement.options, name === env.session.user && roleOf(env)?.createRole !== true, 'alter');
  if (statement.rename !== undefined) mustManageRoles(env, 'rename role');
  if (statement.rename !== undefined) env.transaction.drop(role);
  env.transaction.define(
    withOptions(env, { ...role, name: statement.rename ?? role.name }, statement.options),
  );
  return { tag: 'ALTER ROLE' };
}

export function dropRole(
  env: Environment,
  name: TablePath & { readonly host?: string },
  ifExists: boolean,
): void {
  mustManageRoles(env, 'drop role');
  const [role = ''] = name.path;
  const host = env.mysql ? (name.host ?? '%') : '';
  const found = env.transaction.object(keyOf('role', role, host));
  if (found?.kind !== 'role') {
    if (!ifExists) throw new SqlError('undefinedRole', { name: role, host, what: 'DROP USER' });
    notice(env, `role "${role}" does not exist, skipping`, '00000');
    return;
  }
  if (role === env.session.user && !env.mysql) throw new SqlError('currentRole');
  if (found.superuser && !env.mysql && roleOf(env)?.superuser !== true)
    throw new SqlError('deniedGlobal', { what: 'drop role', privilege: '' });
  const owned = env.transaction
    .definitions()
    .filter((def) => 'owner' in def && def.owner === role && !env.mysql);
  if (owned.length > 0) {
    const detail = owned
      .map(
        (def) =>
          `owner of ${def.kind} ${def.kind === 'database' || def.kind === 'schema' ? '' : ''}${def.name}`,
      )
      .join('\n');
    throw new SqlError('roleOwns', { name: role }, undefined, { detail });
  }
  env.transaction.drop(found);
}

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
