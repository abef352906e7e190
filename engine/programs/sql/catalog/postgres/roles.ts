import { SqlError } from '../../errors.ts';
import { roleOf } from '../../run/environment.ts';
import type { RoleDef } from '../../store/definitions.ts';
import type { Row } from '../../values/value.ts';
import type { SystemTable } from '../relations.ts';

import { aclText } from './acl.ts';
import { roleId, roles } from './lookups.ts';

function roleRow(role: RoleDef): Row {
  return [
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
  ];
}

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
              : aclText('database', def.owner, def.grants),
          ],
        ),
  },
  pg_roles: {
    columns:
      'oid oid, rolname name, rolsuper bool, rolinherit bool, rolcreaterole bool, rolcreatedb bool, rolcanlogin bool, rolreplication bool, rolbypassrls bool, rolconnlimit int, rolpassword',
    rows: (env) => roles(env).map((role): Row => [...roleRow(role), '********']),
  },
  pg_authid: {
    columns:
      'oid oid, rolname name, rolsuper bool, rolinherit bool, rolcreaterole bool, rolcreatedb bool, rolcanlogin bool, rolreplication bool, rolbypassrls bool, rolconnlimit int, rolpassword',
    rows: (env) => {
      if (roleOf(env)?.superuser !== true)
        throw new SqlError('denied', { what: 'table', name: 'pg_authid', privilege: '', user: '', host: '' });
      return roles(env).map((role): Row => [...roleRow(role), role.password === '' ? null : role.password]);
    },
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
