import { parseAlter } from './alterations.ts';
import { parseColumn, parseTableConstraint } from './columns.ts';
import type { Cursor } from './cursor.ts';
import type { ColumnDef, ConstraintDef, Definition, DropKind } from './definition-tree.ts';
import { parseExpr } from './expressions.ts';
import { parseQuery } from './queries.ts';
import { accountName, parseCreateRole, parseGrant } from './roles.ts';
import { sequenceOptions } from './sequences.ts';
import type { Statement } from './statement-tree.ts';
import type { Query, TablePath } from './tree.ts';

/** What a database may hold and this one doesn't. */
const UNKNOWN_OBJECTS =
  'function,procedure,trigger,constraint trigger,event trigger,event,rule,policy,domain,aggregate,operator,cast,collation,language,server,foreign table,foreign data wrapper,publication,subscription,statistics,tablespace,text search,transform,access method'.split(
    ',',
  );

/** Statements that define things; undefined: something else stands here. */
export function parseDefinition(c: Cursor): Statement | undefined {
  if (c.accept('create')) return create(c);
  if (c.accept('alter')) return parseAlter(c);
  if (c.accept('drop')) return drop(c);
  if (c.accept('grant')) return parseGrant(c, false);
  if (c.accept('revoke')) return parseGrant(c, true);
  if (c.accept('comment on')) return comment(c);
  if (!c.mysql && c.accept('refresh materialized view')) {
    const concurrently = c.accept('concurrently');
    const table = c.path();
    const withData = c.acceptOneOf('with data', 'with no data') !== 'with no data';
    return { kind: 'refresh', table, concurrently, withData };
  }
  if (c.mysql && c.accept('rename table')) {
    return {
      kind: 'rename tables',
      pairs: c.list(() => {
        const from = c.path();
        c.expect('to');
        return [from, c.path()] as const;
      }),
    };
  }
  return undefined;
}

function create(c: Cursor): Statement {
  const replace = c.accept('or replace');
  c.acceptOneOf('global temporary', 'local temporary', 'temporary', 'temp', 'unlogged');
  if (c.accept('table')) return createTable(c);
  if (c.mysql) while (c.acceptOneOf('algorithm', 'sql security') !== undefined) skipAssignment(c);
  if (c.mysql && c.accept('definer')) {
    c.expectSign('=');
    accountName(c);
    c.accept('sql security definer');
  }
  const materialized = c.acceptOneOf('materialized', 'recursive') === 'materialized';
  if (c.accept('view')) return createView(c, replace, materialized);
  const unique = c.accept('unique');
  if (!unique) c.acceptOneOf('fulltext', 'spatial');
  if (c.accept('index')) return createIndex(c, unique);
  if (c.accept('sequence')) return createSequence(c);
  if (c.mysql ? c.acceptOneOf('database', 'schema') !== undefined : c.accept('schema'))
    return createSchema(c);
  if (c.accept('database')) return createDatabase(c);
  if (c.accept('extension')) {
    c.accept('if not exists');
    const name = c.name();
    while (c.token.kind !== 'end' && !c.isSign(';')) c.take();
    return { kind: 'extension', name, drop: false };
  }
  if (c.accept('type')) {
    const table = c.path();
    c.expect('as enum');
    return { kind: 'create type', table, labels: c.bracketed(() => c.string()) };
  }
  c.refuse(UNKNOWN_OBJECTS, 'create');
  return parseCreateRole(c) ?? c.wrong();
}

function skipAssignment(c: Cursor): void {
  c.acceptSign('=');
  c.take();
}

function ifNotExists(c: Cursor): boolean {
  return c.accept('if not exists');
}

function createTable(c: Cursor): Definition {
  const conditional = ifNotExists(c);
  const table = c.path();
  const columns: ColumnDef[] = [];
  const constraints: ConstraintDef[] = [];
  let like: TablePath | undefined;
  if (c.mysql && c.accept('like')) like = c.path();
  else if (c.acceptSign('(')) {
    if (!c.isSign(')')) {
      c.list(() => {
        if (c.accept('like')) {
          like = c.path();
          while (c.acceptOneOf('including', 'excluding') !== undefined) c.anyName();
          return;
        }
        const constraint = parseTableConstraint(c);
        if (constraint === undefined) columns.push(parseColumn(c));
        else constraints.push(constraint);
      });
    }
    c.expectSign(')');
  }
  const options = tableOptions(c);
  const as: Query | undefined = c.accept('as') || (c.mysql && c.is('select')) ? parseQuery(c) : undefined;
  if (as !== undefined) c.acceptOneOf('with data', 'with no data');
  return {
    kind: 'create table',
    table,
    ifNotExists: conditional,
    columns,
    constraints,
    ...options,
    ...(like === undefined ? {} : { like }),
    ...(as === undefined ? {} : { as }),
  };
}

/** ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 …, WITH (…), TABLESPACE … */
function tableOptions(c: Cursor): { comment?: string; autoIncrement?: number } {
  const found: { comment?: string; autoIncrement?: number } = {};
  for (;;) {
    if (c.acceptSign(',')) continue;
    const { token } = c;
    if (token.kind !== 'word' || c.isOneOf('as', 'select')) return found;
    if (c.mysql) {
      c.accept('default');
      const word = c.acceptOneOf(
        'character set',
        'charset',
        'collate',
        'engine',
        'auto_increment',
        'comment',
        'row_format',
        'key_block_size',
      );
      if (word === undefined) return c.wrong();
      c.acceptSign('=');
      if (word === 'comment') found.comment = c.string();
      else if (word === 'auto_increment') found.autoIncrement = c.integer();
      else c.take();
    } else if (c.accept('with')) c.bracketed(() => parseExpr(c));
    else if (c.accept('tablespace')) c.name();
    else return found;
  }
}

function createView(c: Cursor, replace: boolean, materialized: boolean): Definition {
  const conditional = ifNotExists(c);
  const table = c.path();
  const columns = c.isSign('(') ? c.bracketed(() => c.name()) : [];
  c.expect('as');
  const { at } = c.token;
  const query = parseQuery(c);
  const source = { text: c.text.slice(at, c.previousEnd), at };
  const end = c.acceptOneOf(
    'with check option',
    'with cascaded check option',
    'with local check option',
    'with data',
    'with no data',
  );
  return {
    kind: 'create view',
    table,
    replace,
    ifNotExists: conditional,
    materialized,
    withData: end !== 'with no data',
    columns,
    query,
    source,
  };
}

function createIndex(c: Cursor, unique: boolean): Definition {
  c.accept('concurrently');
  const conditional = ifNotExists(c);
  const name = c.is('on') ? undefined : c.name();
  let method = 'btree';
  if (c.accept('using')) method = c.anyName();
  c.expect('on');
  c.accept('only');
  const table = c.path();
  if (c.accept('using')) method = c.anyName().toLowerCase();
  const orders: string[] = [];
  const columns = c.bracketed(() => {
    const { text } = c.source(() => parseExpr(c));
    orders.push(keyOrder(c));
    return c.mysql ? text.replace(/\(\d+\)$/, '').replaceAll('`', '') : text.replace(/^"(.*)"$/, '$1');
  });
  if (c.accept('include')) c.bracketed(() => c.name());
  if (c.accept('with')) c.bracketed(() => parseExpr(c));
  const where = c.accept('where') ? c.source(() => parseExpr(c)) : undefined;
  if (c.accept('using')) c.anyName();
  return {
    kind: 'create index',
    table,
    columns,
    unique,
    ifNotExists: conditional,
    method,
    orders,
    ...(name === undefined ? {} : { name }),
    ...(where === undefined ? {} : { where }),
  };
}

/** What stands behind a column of an index, as the catalogue shows it. */
function keyOrder(c: Cursor): string {
  // An operator class.
  if (!c.mysql && c.isName() && !c.isOneOf('asc', 'desc', 'nulls')) c.name();
  const descending = c.acceptOneOf('asc', 'desc') === 'desc';
  const nulls = c.acceptOneOf('nulls first', 'nulls last');
  const usual = nulls === undefined || (nulls === 'nulls first') === descending;
  return `${descending ? ' DESC' : ''}${usual ? '' : ` ${nulls.toUpperCase()}`}`;
}

function createSequence(c: Cursor): Definition {
  const conditional = ifNotExists(c);
  const table = c.path();
  const options = sequenceOptions(c);
  return { kind: 'create sequence', table, ifNotExists: conditional, ...options };
}

function createSchema(c: Cursor): Definition {
  const conditional = ifNotExists(c);
  const name = c.is('authorization') ? '' : c.name();
  const owner = c.accept('authorization') ? c.name() : undefined;
  databaseOptions(c);
  return {
    kind: 'create schema',
    name: name === '' ? (owner ?? '') : name,
    ifNotExists: conditional,
    ...(owner === undefined ? {} : { owner }),
  };
}

function createDatabase(c: Cursor): Definition {
  const conditional = ifNotExists(c);
  const name = c.name();
  c.accept('with');
  const options = databaseOptions(c);
  return { kind: 'create database', name, ifNotExists: conditional, ...options };
}

function databaseOptions(c: Cursor): { owner?: string; template?: string } {
  const found: { owner?: string; template?: string } = {};
  for (;;) {
    c.accept('default');
    const word = c.acceptOneOf(
      'owner',
      'template',
      'encoding',
      'locale',
      'lc_collate',
      'lc_ctype',
      'connection limit',
      'character set',
      'charset',
      'collate',
      'tablespace',
      'locale_provider',
      'encryption',
    );
    if (word === undefined) return found;
    c.acceptSign('=');
    const value = c.take().text;
    if (word === 'owner') found.owner = value;
    if (word === 'template') found.template = value;
  }
}

const droppable: readonly (readonly [words: string, what: DropKind])[] = [
  ['table', 'table'],
  ['materialized view', 'materialized view'],
  ['view', 'view'],
  ['index', 'index'],
  ['sequence', 'sequence'],
  ['database', 'database'],
  ['schema', 'schema'],
  ['user', 'role'],
  ['role', 'role'],
  ['type', 'type'],
];

function drop(c: Cursor): Statement {
  c.accept('temporary');
  if (c.accept('extension')) {
    c.accept('if exists');
    return { kind: 'extension', name: c.name(), drop: true };
  }
  c.refuse(UNKNOWN_OBJECTS, 'drop');
  const [, found] = droppable.find(([words]) => c.accept(words)) ?? c.wrong();
  const what = c.mysql && found === 'database' ? 'schema' : found;
  c.accept('concurrently');
  const ifExists = c.accept('if exists');
  const names = c.list(() => {
    if (what !== 'role') return c.path();
    const { at } = c.token;
    const { name, host } = accountName(c);
    return { path: [name], at, ...(host === undefined ? {} : { host }) };
  });
  const on = c.mysql && c.accept('on') ? c.path() : undefined;
  const cascade = c.acceptOneOf('cascade', 'restrict') === 'cascade';
  if (c.accept('with')) c.bracketed(() => c.anyName());
  return { kind: 'drop', what, names, ifExists, cascade, ...(on === undefined ? {} : { on }) };
}

function comment(c: Cursor): Definition {
  const word = c.anyName().toLowerCase();
  const path = c.path();
  while (!c.is('is') && c.token.kind !== 'end') c.take();
  c.expect('is');
  const text = c.accept('null') ? null : c.string();
  const on = word === 'table' || word === 'column' ? word : 'other';
  return { kind: 'comment', on, path, text };
}
