import type { Cursor } from './cursor.ts';
import { parseExpr } from './expressions.ts';
import { accountName } from './roles.ts';
import type { Statement } from './statement-tree.ts';
import type { TablePath } from './tree.ts';

/** SHOW: of PostgreSQL a setting; of MySQL many things. */
export function parseShow(c: Cursor): Statement {
  if (!c.mysql) {
    if (c.accept('time zone')) return { kind: 'show variable', name: 'timezone' };
    if (c.accept('transaction isolation level'))
      return { kind: 'show variable', name: 'transaction_isolation' };
    let name = c.anyName().toLowerCase();
    while (c.acceptSign('.')) name += `.${c.anyName()}`;
    return { kind: 'show variable', name };
  }
  const full = c.accept('full') || c.acceptOneOf('extended', 'global', 'session') === 'extended';
  if (c.acceptOneOf('databases', 'schemas') !== undefined) return filtered(c, 'databases', full);
  if (c.accept('tables')) return filtered(c, 'tables', full, inSchema(c));
  if (c.accept('table status')) return filtered(c, 'table status', full, inSchema(c));
  if (c.acceptOneOf('columns', 'fields') !== undefined) return filtered(c, 'columns', full, tablePath(c));
  if (c.acceptOneOf('index', 'indexes', 'keys') !== undefined)
    return filtered(c, 'index', full, tablePath(c));
  if (c.accept('create table')) return { kind: 'show', what: 'create table', path: c.path(), full };
  if (c.accept('create view')) return { kind: 'show', what: 'create view', path: c.path(), full };
  if (c.acceptOneOf('create database', 'create schema') !== undefined) {
    c.accept('if not exists');
    return { kind: 'show', what: 'create database', path: c.path(), full };
  }
  if (c.accept('grants')) {
    if (!c.accept('for')) return { kind: 'show', what: 'grants', full };
    const { name, host = '%' } = accountName(c);
    return name.toLowerCase() === 'current_user'
      ? { kind: 'show', what: 'grants', full }
      : { kind: 'show', what: 'grants', full, user: { name, host } };
  }
  const what = c.acceptOneOf(
    'variables',
    'status',
    'processlist',
    'warnings',
    'errors',
    'engines',
    'character set',
    'collation',
    'plugins',
    'privileges',
    'master status',
    'binary log status',
    'triggers',
    'events',
    'procedure status',
    'function status',
    'storage engines',
  );
  return what === undefined ? c.wrong() : filtered(c, what, full, inSchema(c));
}

function filtered(c: Cursor, what: string, full: boolean, path?: TablePath): Statement {
  const like = c.accept('like') ? c.string() : undefined;
  const where = c.accept('where') ? parseExpr(c) : undefined;
  if (c.accept('limit')) c.list(() => c.integer());
  return {
    kind: 'show',
    what,
    full,
    ...(path === undefined ? {} : { path }),
    ...(like === undefined ? {} : { like }),
    ...(where === undefined ? {} : { where }),
  };
}

function inSchema(c: Cursor): TablePath | undefined {
  return c.acceptOneOf('from', 'in') === undefined ? undefined : c.path();
}

function tablePath(c: Cursor): TablePath {
  if (c.acceptOneOf('from', 'in') === undefined) c.wrong();
  const table = c.path();
  const schema = inSchema(c);
  return schema === undefined ? table : { path: [...schema.path, ...table.path], at: table.at };
}
