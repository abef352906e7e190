import type { Cursor } from './cursor.ts';
import type { Definition, GrantTarget, RoleOption } from './definition-tree.ts';
import type { TablePath } from './tree.ts';

/** `alice`, MySQL's `'alice'@'%'`. */
export function accountName(c: Cursor): { name: string; host?: string } {
  const name = c.mysql && c.token.kind === 'string' ? c.string() : c.anyName();
  if (c.mysql && name.toLowerCase() === 'current_user' && c.acceptSign('(')) c.expectSign(')');
  if (!c.mysql) return { name };
  const { token } = c;
  if (token.kind === 'variable' && token.text.length > 1) {
    c.take();
    return { name, host: token.text.slice(1) };
  }
  return { name, host: '%' };
}

const flags = ['superuser', 'createdb', 'createrole', 'login', 'inherit', 'replication', 'bypassrls'];

export function parseCreateRole(c: Cursor): Definition | undefined {
  const word = c.acceptOneOf('user', 'role', 'group');
  if (word === undefined) return undefined;
  const ifNotExists = c.accept('if not exists');
  const { name, host } = accountName(c);
  const options = roleOptions(c);
  const login = word === 'user';
  return { kind: 'create role', name, ifNotExists, login, options, ...(host === undefined ? {} : { host }) };
}

export function parseAlterRole(c: Cursor): Definition {
  c.accept('if exists');
  const { name, host } = accountName(c);
  const account = host === undefined ? { name } : { name, host };
  if (c.accept('rename to')) return { kind: 'alter role', ...account, options: [], rename: c.name() };
  if (c.acceptOneOf('set', 'reset') !== undefined) {
    while (c.token.kind !== 'end' && !c.isSign(';')) c.take();
    return { kind: 'alter role', ...account, options: [] };
  }
  return { kind: 'alter role', ...account, options: roleOptions(c) };
}

function roleOptions(c: Cursor): RoleOption[] {
  return c.mysql ? identified(c) : postgresOptions(c);
}

/** IDENTIFIED [WITH plugin] BY 'password', and what may follow. */
function identified(c: Cursor): RoleOption[] {
  const options: RoleOption[] = [];
  if (c.accept('identified')) {
    if (c.accept('with') || c.accept('via')) {
      options.push({ name: 'plugin', value: c.token.kind === 'string' ? c.string() : c.anyName() });
    }
    if (c.accept('by')) {
      c.accept('password');
      options.push({ name: 'password', value: c.string() });
    } else if (c.acceptOneOf('as', 'using') !== undefined) options.push({ name: 'hash', value: c.string() });
  }
  while (
    c.acceptOneOf('default role', 'require none', 'password expire', 'account unlock', 'never', 'comment') !==
    undefined
  ) {
    if (c.isName() || c.token.kind === 'string') c.take();
  }
  return options;
}

function postgresOptions(c: Cursor): RoleOption[] {
  const options: RoleOption[] = [];
  c.accept('with');
  for (;;) {
    const flag = c.acceptOneOf(...flags, ...flags.map((name) => `no${name}`));
    if (flag !== undefined) {
      options.push({ name: flag });
      continue;
    }
    c.acceptOneOf('encrypted', 'unencrypted');
    if (c.accept('password'))
      options.push(c.accept('null') ? { name: 'password' } : { name: 'password', value: c.string() });
    else if (c.accept('connection limit')) c.integer();
    else if (c.accept('valid until')) c.string();
    else if (c.acceptOneOf('in role', 'in group', 'role', 'user', 'admin') !== undefined) {
      for (const { path } of c.list(() => c.path()))
        options.push({ name: 'member of', value: path[0] ?? '' });
    } else return options;
  }
}

const targets: readonly (readonly [words: string, target: GrantTarget])[] = [
  ['all tables in schema', 'all tables'],
  ['all sequences in schema', 'other'],
  ['all functions in schema', 'other'],
  ['table', 'table'],
  ['sequence', 'sequence'],
  ['database', 'database'],
  ['schema', 'schema'],
  ['function', 'other'],
];

export function parseGrant(c: Cursor, revoke: boolean): Definition {
  if (revoke) c.accept('grant option for');
  const privileges = c.list(() => privilege(c));
  let on: GrantTarget = 'role';
  let names: TablePath[] = privileges.map((name) => ({ path: [name], at: 0 }));
  if (c.accept('on')) {
    const [, target] = targets.find(([words]) => c.accept(words)) ?? ['', 'table' as const];
    on = target;
    names = c.list(() => grantObject(c));
  }
  c.expect(revoke ? 'from' : 'to');
  const to = c.list(() => {
    c.accept('group');
    const account = accountName(c);
    if (c.mysql && c.is('identified')) identified(c);
    return account;
  });
  c.acceptOneOf('with grant option', 'with admin option', 'cascade', 'restrict');
  return { kind: 'grant', revoke, privileges, on, names, to };
}

function privilege(c: Cursor): string {
  if (c.token.kind === 'name' || c.token.kind === 'string') return c.take().text;
  const words: string[] = [];
  while (c.token.kind === 'word' && !c.isOneOf('on', 'to', 'from')) words.push(c.take().text.toLowerCase());
  if (words.length === 0) c.wrong();
  if (c.isSign('(')) c.bracketed(() => c.name());
  return words.join(' ').replace(/^all privileges$/, 'all');
}

/** `*.*`, `db.*`, `db.table` in MySQL. */
function grantObject(c: Cursor): TablePath {
  const { at } = c.token;
  const path = [c.acceptSign('*') ? '*' : c.anyName()];
  while (c.acceptSign('.')) path.push(c.acceptSign('*') ? '*' : c.anyName());
  return { path, at };
}
