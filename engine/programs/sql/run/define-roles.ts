import { atLeast } from '../../../registry/catalogue/repository.ts';
import { SqlError } from '../errors.ts';
import { keyOf, type RoleDef } from '../store/definitions.ts';
import type { Definition, RoleOption } from '../syntax/definition-tree.ts';
import type { TablePath } from '../syntax/tree.ts';
import { type Defined, notice } from './define-tables.ts';
import { type Environment, roleOf } from './environment.ts';
import { mysqlVerifier, postgresVerifier } from './passwords.ts';

/** The plugin that a server gives to accounts which don't say. */
export function defaultPlugin({ server }: Pick<Environment, 'server'>): string {
  if (!server.mysql) return '';
  const chosen = server.configured.default_authentication_plugin;
  if (chosen === 'mysql_native_password' || chosen === 'caching_sha2_password') return chosen;
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
