import type { RoleDef } from '../../store/definitions.ts';
import type { Row } from '../../values/value.ts';
import type { SystemTable } from '../relations.ts';

import { roleId, roles } from './lookups.ts';

/** Databases and roles. */
export const roleCatalogue: Readonly<Record<string, SystemTable>> = {
  pg_database: {
    columns:
      'oid oid, datname name, datdba oid, encoding int, datcollate, datctype, datistemplate bool, datallowconn bool, datacl',
    rows: (env) =>
      env.transaction
        .definitions()
        .filter((def) => def.kind === 'database')
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(
          (def): Row => [
            def.id,
            def.name,
            roleId(env, def.owner),
            6,
            'en_US.utf8',
            'en_US.utf8',
            def.name.startsWith('template'),
            def.name !== 'template0',
            def.name.startsWith('template')
              ? `=c/${def.owner}\n${def.owner}=CTc/${def.owner}`
              : aclText(def.owner, def.grants),
          ],
        ),
  },
  pg_roles: {
    columns:
      'oid oid, rolname name, rolsuper bool, rolinherit bool, rolcreaterole bool, rolcreatedb bool, rolcanlogin bool, rolreplication bool, rolbypassrls bool, rolconnlimit int, rolpassword',
    rows: (env) =>
      roles(env).map(
        (role): Row => [
          role.id,
          role.name,
          role.superuser,
          true,
          role.createRole,
          role.createDatabase,
          role.login,
          role.superuser && role.id === 10,
          role.superuser && role.id === 10,
          -1,
          '********',
        ],
      ),
  },
  pg_auth_members: {
    columns: 'roleid oid, member oid',
    rows: (env) =>
      roles(env).flatMap((role) => role.memberOf.map((parent): Row => [roleId(env, parent), role.id])),
  },
  pg_user: {
    columns: 'usename name, usesysid oid, usecreatedb bool, usesuper bool, passwd',
    rows: (env) =>
      roles(env).flatMap((role): Row[] =>
        role.login ? [[role.name, role.id, role.createDatabase, role.superuser, '********']] : [],
      ),
  },
};

const marks: Readonly<Record<string, string>> = {
  select: 'r',
  insert: 'a',
  update: 'w',
  delete: 'd',
  truncate: 'D',
  references: 'x',
  trigger: 't',
  usage: 'U',
  create: 'C',
  connect: 'c',
  temporary: 'T',
  all: 'CTc',
};

/** Privileges as `\l` and `\dp` show them; null: the owner's alone. */
function aclText(owner: string, grants: RoleDef['grants']): string | null {
  if (grants.length === 0) return null;
  const lines = grants.map(
    ({ to, privileges }) =>
      `${to === 'public' ? '' : to}=${privileges.map((name) => marks[name] ?? '').join('')}/${owner}`,
  );
  return [`=Tc/${owner}`, `${owner}=CTc/${owner}`, ...lines].join('\n');
}
