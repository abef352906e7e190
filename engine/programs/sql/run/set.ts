import { SqlError } from '../errors.ts';
import type { Statement } from '../syntax/statement-tree.ts';
import { compile } from './compile.ts';
import { type Environment, roleOf } from './environment.ts';
import { isOwner } from './names.ts';
import { mysqlVerifier } from './passwords.ts';
import { scopeOf } from './scope.ts';
import { settings } from './settings.ts';

export function set(env: Environment, { items }: Extract<Statement, { kind: 'set' }>): void {
  for (const { name, value } of items) {
    if (env.mysql) setMysql(env, name, value);
    else setPostgres(env, name, isWords(value) ? value : undefined);
  }
}

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}

function setPostgres(env: Environment, name: string, value: readonly string[] | undefined): void {
  const { session } = env;
  if (name === 'role') {
    const [role = ''] = value ?? ['none'];
    const wanted = role === 'none' || role === 'default' ? session.loginUser : role;
    if (roleOf(env, wanted) === undefined)
      throw new SqlError('undefinedRole', { name: wanted, host: '', what: '' });
    if (
      wanted !== session.loginUser &&
      !isOwner({ ...env, session: { ...session, user: session.loginUser } }, wanted)
    ) {
      throw new SqlError('deniedGlobal', { what: `set role "${wanted}"`, privilege: '' });
    }
    session.user = wanted;
    return;
  }
  const known = name.includes('.') || settings(env).has(name);
  if (!known) throw new SqlError('undefinedVariable', { name });
  if (name === 'search_path')
    session.searchPath =
      value === undefined
        ? ['public']
        : value.map((each) => (each === '$user' ? session.user : each)).filter((each) => each !== '');
  if (value === undefined) session.settings.delete(name);
  else session.settings.set(name, value.join(', '));
}

function setMysql(
  env: Environment,
  name: string,
  value: Extract<Statement, { kind: 'set' }>['items'][number]['value'],
): void {
  const { session } = env;
  const compiled =
    value === undefined || isWords(value)
      ? undefined
      : 'kind' in value
        ? compile(
            env,
            value.kind === 'column' ? { kind: 'string', text: value.path.join('.'), at: 0 } : value,
            scopeOf([]),
          )
        : undefined;
  const plain = compiled?.get() ?? null;
  if (name.startsWith('@') && !name.startsWith('@@')) {
    session.variables.set(name.slice(1).toLowerCase(), plain);
    return;
  }
  if (name === 'password') {
    const role = roleOf(env);
    if (role !== undefined)
      env.transaction.define({ ...role, password: mysqlVerifier(role.plugin, String(plain)) });
    return;
  }
  const key = name.replace(/^@@(?:session\.|global\.)?/i, '').toLowerCase();
  if (!settings(env).has(key) && !key.startsWith('sql_') && !key.startsWith('innodb_'))
    throw new SqlError('undefinedVariable', { name: key });
  const text =
    compiled === undefined && isWords(value)
      ? String(value[0])
      : plain === true
        ? '1'
        : plain === false
          ? '0'
          : String(plain ?? '');
  if (text.toLowerCase() === 'default') session.settings.delete(key);
  else session.settings.set(key, key === 'autocommit' ? (/^(?:1|on)$/i.test(text) ? '1' : '0') : text);
}
