import { SqlError } from '../errors.ts';
import { STATEMENT_CHARS_MAX } from '../limits.ts';
import { type TableLock, tableLocks } from '../store/locks.ts';
import { parseChange } from './changes.ts';
import { Cursor, type Grammar } from './cursor.ts';
import { cursor } from './cursors.ts';
import { parseDefinition } from './definitions.ts';
import { operation, parseExpr } from './expressions.ts';
import { parseQuery, parseWith, queryAfterWith } from './queries.ts';
import { startsQuery } from './query-start.ts';
import { modes, setting } from './set.ts';
import { parseShow } from './show.ts';
import type { Statement } from './statement-tree.ts';
import type { Expr } from './tree.ts';

const grammar: Grammar = {
  expr: parseExpr,
  operation: (c) => operation(c, 0),
  query: parseQuery,
  change: parseChange,
};

/** A statement and where it stands in the text that a client has sent. */
export interface Parsed {
  readonly statement: Statement;
  readonly from: number;
  readonly to: number;
  readonly parameters: number;
}

/** All statements of a text. @throws SqlError where it isn't SQL as we know it */
export function parseStatements(text: string, mysql: boolean): Parsed[] {
  if (text.length > STATEMENT_CHARS_MAX) throw new SqlError('tooLarge');
  const c = new Cursor(text, mysql, grammar);
  const found: Parsed[] = [];
  for (;;) {
    while (c.acceptSign(';'));
    const { token } = c;
    if (token.kind === 'end') return found;
    c.parameters = 0;
    const statement = parseStatement(c);
    if (c.token.kind !== 'end' && !c.isSign(';')) c.wrong();
    found.push({ statement, from: token.at, to: c.previousEnd, parameters: c.parameters });
  }
}

/** An expression that is kept as text. */
export function parseExpression(text: string, mysql: boolean): Expr {
  const c = new Cursor(text, mysql, grammar);
  const found = parseExpr(c);
  if (c.token.kind !== 'end') c.wrong();
  return found;
}

function parseStatement(c: Cursor): Statement {
  if (c.is('with')) {
    const tables = parseWith(c);
    return parseChange(c, tables.tables) ?? queryAfterWith(c, tables);
  }
  if (startsQuery(c)) return parseQuery(c);
  return parseChange(c, []) ?? parseDefinition(c) ?? transaction(c) ?? session(c) ?? c.wrong();
}

function transaction(c: Cursor): Statement | undefined {
  const begin = c.acceptOneOf('begin', 'start transaction');
  if (begin === 'begin' || begin === 'start transaction') {
    c.acceptOneOf('work', 'transaction');
    modes(c);
    return { kind: 'begin', word: begin };
  }
  if (c.acceptOneOf('commit', 'end') !== undefined) {
    c.acceptOneOf('work', 'transaction');
    return { kind: 'commit' };
  }
  if (c.acceptOneOf('rollback', 'abort') !== undefined) {
    c.acceptOneOf('work', 'transaction');
    if (!c.accept('to')) return { kind: 'rollback' };
    c.accept('savepoint');
    return { kind: 'rollback', to: c.name() };
  }
  if (c.accept('savepoint')) return { kind: 'savepoint', name: c.name() };
  if (c.accept('release')) {
    c.accept('savepoint');
    return { kind: 'release', name: c.name() };
  }
  return undefined;
}

function session(c: Cursor): Statement | undefined {
  if (c.accept('truncate')) {
    c.accept('table');
    c.accept('only');
    const tables = c.list(() => c.path());
    const restart = c.acceptOneOf('restart identity', 'continue identity') === 'restart identity';
    return { kind: 'truncate', tables, restart, cascade: c.acceptOneOf('cascade', 'restrict') === 'cascade' };
  }
  if (c.accept('set')) return setting(c);
  if (c.accept('reset')) return { kind: 'set', items: [{ name: c.anyName().toLowerCase() }] };
  if (c.mysql && c.accept('use')) return { kind: 'use', name: c.name() };
  if (c.accept('show')) return parseShow(c);
  if (c.mysql && c.isOneOf('describe', 'desc', 'explain') && !explained(c)) {
    c.take();
    const path = c.path();
    return c.isName() || c.token.kind === 'string'
      ? { kind: 'show', what: 'columns', path, like: c.take().text, full: false }
      : { kind: 'show', what: 'columns', path, full: false };
  }
  if (c.acceptOneOf('explain', 'describe', 'desc') !== undefined) return explain(c);
  if (c.accept('copy')) return copy(c);
  if (c.accept('prepare')) return prepare(c);
  if (c.accept('execute')) {
    const name = c.name();
    const args = c.isSign('(')
      ? c.bracketed(() => parseExpr(c))
      : c.accept('using')
        ? c.list(() => parseExpr(c))
        : [];
    return { kind: 'execute', name, args };
  }
  if (c.acceptOneOf('deallocate prepare', 'deallocate', 'drop prepare') !== undefined)
    return { kind: 'deallocate', name: c.accept('all') ? '' : c.name() };
  if (c.mysql && c.accept('kill')) {
    const word = c.acceptOneOf('query', 'connection');
    return { kind: 'kill', id: c.integer(), signal: word === 'query' ? 'cancel' : 'terminate' };
  }
  if (!c.mysql && c.accept('lock')) return lockTable(c);
  if (!c.mysql && c.isOneOf('declare', 'fetch', 'move', 'close')) return cursor(c);
  return ignored(c);
}

function lockTable(c: Cursor): Statement {
  c.accept('table');
  c.accept('only');
  const tables = c.list(() => {
    const table = c.path();
    c.acceptSign('*');
    return table;
  });
  let mode: TableLock = 'access exclusive';
  if (c.accept('in')) {
    mode = tableLocks.find((each) => c.accept(`${each} mode`)) ?? c.wrong();
  }
  return { kind: 'lock table', tables, mode, wait: !c.accept('nowait') };
}

function explained(c: Cursor): boolean {
  const word = c.ahead(1).text.toLowerCase();
  return ['select', 'insert', 'update', 'delete', 'with', 'analyze', 'format', 'replace', '('].includes(word);
}

/** Statements that have nothing to do here, with what answers them. */
const idle: readonly (readonly [words: string, tag: string])[] = [
  ['vacuum', 'VACUUM'],
  ['analyze', 'ANALYZE'],
  ['discard', 'DISCARD ALL'],
  ['checkpoint', 'CHECKPOINT'],
  ['lock tables', ''],
  ['unlock tables', ''],
  ['flush', ''],
  ['optimize table', ''],
  ['reindex', 'REINDEX'],
  ['listen', 'LISTEN'],
  ['notify', 'NOTIFY'],
];

function ignored(c: Cursor): Statement | undefined {
  const found = idle.find(([words]) => c.accept(words));
  if (found !== undefined) {
    while (c.token.kind !== 'end' && !c.isSign(';')) c.take();
    return { kind: 'nothing', tag: found[1] };
  }
  c.refuse(['do', 'call', 'merge', 'load data', 'handler', 'security label', 'import foreign schema']);
  return undefined;
}

function explain(c: Cursor): Statement {
  const options: Record<string, boolean> = {};
  if (!c.mysql && c.acceptSign('(')) {
    c.list(() => {
      const { at } = c.token;
      const name = c.anyName().toLowerCase();
      const value = c.isSign(',') || c.isSign(')') ? 'on' : c.take().text.toLowerCase();
      if (name === 'format' && value !== 'text')
        throw new SqlError('unsupported', { what: `EXPLAIN FORMAT ${value}` }, at);
      options[name] = value === 'on' || value === 'true' || value === '1';
    });
    c.expectSign(')');
  }
  const analyze = c.accept('analyze') || options.analyze === true;
  c.accept('verbose');
  if (c.mysql && c.accept('format')) {
    c.expectSign('=');
    c.take();
  }
  return { kind: 'explain', statement: parseStatement(c), analyze, options };
}

function copy(c: Cursor): Statement {
  const query = c.acceptSign('(') ? parseQuery(c) : undefined;
  if (query !== undefined) c.expectSign(')');
  const table = query === undefined ? c.path() : { path: [], at: 0 };
  const columns = c.isSign('(') ? c.bracketed(() => c.name()) : [];
  const to = c.acceptOneOf('to', 'from') === 'to';
  const where = c.take().text;
  const words: string[] = [];
  let delimiter: string | undefined;
  while (c.token.kind !== 'end' && !c.isSign(';')) {
    const { kind, text } = c.take();
    if (kind === 'string' && words.at(-1) === 'delimiter') delimiter = text;
    words.push(text.toLowerCase());
  }
  const header = words.includes('header') && words[words.indexOf('header') + 1] !== 'false';
  return {
    kind: 'copy',
    table,
    columns,
    to,
    where,
    csv: words.includes('csv'),
    header,
    ...(query === undefined ? {} : { query }),
    ...(delimiter === undefined ? {} : { delimiter }),
  };
}

function prepare(c: Cursor): Statement {
  const name = c.name();
  if (c.mysql) {
    c.expect('from');
    const [inner] = parseStatements(c.string(), true);
    return inner === undefined ? c.wrong() : { kind: 'prepare', name, statement: inner.statement };
  }
  if (c.isSign('(')) c.bracketed(() => c.anyName());
  c.expect('as');
  return { kind: 'prepare', name, statement: parseStatement(c) };
}
