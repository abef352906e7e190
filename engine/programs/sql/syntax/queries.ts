import { callOf, parseOrder, parseWindow } from './calls.ts';
import type { Cursor } from './cursor.ts';
import { parseExpr } from './expressions.ts';
import { parseGroups } from './grouping-sets.ts';
import { startsQuery } from './query-start.ts';
import type {
  Body,
  CommonTable,
  Expr,
  From,
  JoinKind,
  Locking,
  NamedWindow,
  OrderItem,
  Query,
  Select,
  SelectItem,
} from './tree.ts';

export function parseWith(c: Cursor): { tables: CommonTable[]; recursive: boolean } {
  if (!c.accept('with')) return { tables: [], recursive: false };
  const recursive = c.accept('recursive');
  const tables = c.list(() => {
    const name = c.name();
    const columns = c.isSign('(') ? c.bracketed(() => c.name()) : [];
    c.expect('as');
    c.acceptOneOf('materialized', 'not materialized');
    c.expectSign('(');
    const change = c.isOneOf('insert', 'update', 'delete') ? c.grammar.change(c, []) : undefined;
    const statement = change ?? parseQuery(c);
    c.expectSign(')');
    return { name, columns, statement };
  });
  return { tables, recursive };
}

export function parseQuery(c: Cursor): Query {
  return c.within(() => queryAfterWith(c, parseWith(c)));
}

export function queryAfterWith(c: Cursor, { tables, recursive }: ReturnType<typeof parseWith>): Query {
  const body = union(c);
  let order: OrderItem[] = [];
  let limit: Expr | undefined;
  let offset: Expr | undefined;
  let lock: Locking | undefined;
  for (;;) {
    if (c.accept('order by')) order = parseOrder(c);
    else if (c.accept('limit')) {
      const first = c.accept('all') ? undefined : parseExpr(c);
      if (c.mysql && c.acceptSign(',')) {
        offset = first;
        limit = parseExpr(c);
      } else limit = first;
    } else if (c.accept('offset')) {
      offset = parseExpr(c);
      c.acceptOneOf('rows', 'row');
    } else if (c.acceptOneOf('fetch first', 'fetch next') !== undefined) {
      limit = c.isOneOf('row', 'rows') ? { kind: 'number', text: '1' } : parseExpr(c);
      c.acceptOneOf('rows only', 'row only');
    } else {
      const found = locking(c);
      if (found === undefined) break;
      lock = found;
    }
  }
  return {
    kind: 'query',
    with: tables,
    recursive,
    body,
    order,
    ...(lock === undefined ? {} : { lock }),
    ...(limit === undefined ? {} : { limit }),
    ...(offset === undefined ? {} : { offset }),
  };
}

const lockWords = ['for update', 'for no key update', 'for share', 'for key share', 'lock in share mode'];

function locking(c: Cursor): Locking | undefined {
  const words = c.acceptOneOf(...lockWords);
  if (words === undefined) return undefined;
  const of = c.accept('of') ? c.list(() => c.name()) : [];
  const word = c.acceptOneOf('nowait', 'skip locked');
  return {
    mode: words.endsWith('update') ? 'update' : 'share',
    words: words.toUpperCase(),
    of,
    otherwise: word === undefined ? 'wait' : word === 'nowait' ? 'nowait' : 'skip',
  };
}

function union(c: Cursor): Body {
  let left = intersection(c);
  for (;;) {
    const op = c.acceptOneOf('union', 'except');
    if (op !== 'union' && op !== 'except') return left;
    const all = c.accept('all');
    c.accept('distinct');
    left = { kind: 'set', op, all, left, right: intersection(c) };
  }
}

function intersection(c: Cursor): Body {
  let left = simple(c);
  while (c.accept('intersect')) {
    const all = c.accept('all');
    left = { kind: 'set', op: 'intersect', all, left, right: simple(c) };
  }
  return left;
}

function simple(c: Cursor): Body {
  if (c.acceptSign('(')) {
    const query = parseQuery(c);
    c.expectSign(')');
    return { kind: 'nested', query };
  }
  if (c.accept('values')) {
    return {
      kind: 'values',
      rows: c.list(() => {
        c.accept('row');
        return c.bracketed(() => parseExpr(c));
      }),
    };
  }
  if (c.accept('table')) {
    const table: From = { kind: 'table', ...c.path(), columns: [] };
    return {
      kind: 'select',
      distinct: false,
      distinctOn: [],
      items: [{ expr: { kind: 'star', at: 0 } }],
      from: table,
      group: [],
    };
  }
  c.expect('select');
  return select(c);
}

function select(c: Cursor): Select {
  const distinct = c.acceptOneOf('distinct', 'distinctrow') !== undefined;
  const distinctOn = distinct && c.accept('on') ? c.bracketed(() => parseExpr(c)) : [];
  c.accept('all');
  c.accept('sql_calc_found_rows');
  const items =
    c.isOneOf('from', 'where') || c.token.kind === 'end' || c.isSign(';') ? noItems(c) : parseItems(c);
  // MySQL's table of nothing.
  const from = !c.accept('from') || (c.mysql && c.accept('dual')) ? undefined : parseFrom(c);
  const where = c.accept('where') ? parseExpr(c) : undefined;
  const { group, groupingSets } = c.accept('group by') ? parseGroups(c) : { group: [] };
  const having = c.accept('having') ? parseExpr(c) : undefined;
  const windows = c.accept('window') ? c.list(() => namedWindow(c)) : undefined;
  return {
    kind: 'select',
    distinct,
    distinctOn,
    items,
    group,
    ...(groupingSets === undefined ? {} : { groupingSets }),
    ...(from === undefined ? {} : { from }),
    ...(where === undefined ? {} : { where }),
    ...(having === undefined ? {} : { having }),
    ...(windows === undefined ? {} : { windows }),
  };
}

function namedWindow(c: Cursor): NamedWindow {
  const name = c.name();
  c.expect('as');
  return { name, window: parseWindow(c) };
}

function noItems(c: Cursor): SelectItem[] {
  return c.mysql ? c.wrong() : [];
}

export function parseItems(c: Cursor): SelectItem[] {
  return c.list(() => {
    const { at } = c.token;
    const expr = parseExpr(c);
    const alias = expr.kind === 'star' ? undefined : aliasOf(c);
    if (alias !== undefined) return { expr, alias };
    // MySQL calls a column by the text of its expression.
    return c.mysql && expr.kind !== 'column' && expr.kind !== 'star'
      ? { expr, alias: expr.kind === 'string' ? expr.text : c.text.slice(at, c.previousEnd) }
      : { expr };
  });
}

function aliasOf(c: Cursor): string | undefined {
  if (c.accept('as')) return c.token.kind === 'string' ? c.string() : c.anyName();
  if (c.mysql && c.token.kind === 'string') return c.string();
  return c.isName() && !c.isOneOf('for', 'fetch', 'lock', 'over', 'filter', 'within') ? c.name() : undefined;
}

export function parseFrom(c: Cursor): From {
  return c.within(() => commaJoined(c));
}

function commaJoined(c: Cursor): From {
  let left = joined(c);
  while (c.acceptSign(',')) {
    left = { kind: 'join', join: 'cross', left, right: joined(c), using: [], natural: false };
  }
  return left;
}

function joined(c: Cursor): From {
  let left = fromItem(c);
  for (;;) {
    const natural = c.accept('natural');
    const join = joinKind(c);
    if (join === undefined) return natural ? c.wrong() : left;
    const right = fromItem(c);
    const on = c.accept('on') ? parseExpr(c) : undefined;
    const using = on === undefined && c.accept('using') ? c.bracketed(() => c.name()) : [];
    if (on === undefined && using.length === 0 && !natural && join !== 'cross' && !c.mysql) c.wrong();
    left = { kind: 'join', join, left, right, using, natural, ...(on === undefined ? {} : { on }) };
  }
}

function joinKind(c: Cursor): JoinKind | undefined {
  if (c.acceptOneOf('join', 'inner join', 'straight_join') !== undefined) return 'inner';
  if (c.acceptOneOf('left join', 'left outer join') !== undefined) return 'left';
  if (c.acceptOneOf('right join', 'right outer join') !== undefined) return 'right';
  if (!c.mysql && c.acceptOneOf('full join', 'full outer join') !== undefined) return 'full';
  return c.accept('cross join') ? 'cross' : undefined;
}

function fromItem(c: Cursor): From {
  const lateral = c.accept('lateral');
  if (c.isSign('(')) {
    if (!startsQuery(c)) {
      c.take();
      const inside = parseFrom(c);
      c.expectSign(')');
      return inside;
    }
    c.take();
    const query = parseQuery(c);
    c.expectSign(')');
    return { kind: 'query', query, lateral, ...tableAlias(c) };
  }
  c.accept('only');
  const { at } = c.token;
  const functionAhead = c.token.kind === 'word' && c.ahead(1).text === '(' && c.ahead(1).kind === 'operator';
  const qualifiedCall = c.ahead(1).text === '.' && c.ahead(3).text === '(' && c.ahead(3).kind === 'operator';
  if (functionAhead || qualifiedCall) {
    if (qualifiedCall) {
      c.take();
      c.take();
    }
    const call = callOf(c, c.anyName().toLowerCase(), at);
    const ordinality = c.accept('with ordinality');
    return { kind: 'function', call, ordinality, ...tableAlias(c) };
  }
  const path = c.path();
  if (c.acceptOneOf('use index', 'force index', 'ignore index') !== undefined) c.bracketed(() => c.anyName());
  return { kind: 'table', ...path, ...tableAlias(c) };
}

function tableAlias(c: Cursor): { alias?: string; columns: string[] } {
  const alias = c.accept('as') ? c.anyName() : c.isName() && !c.isOneOf(...notAliases) ? c.name() : undefined;
  if (alias === undefined) return { columns: [] };
  const columns = c.isSign('(')
    ? c.bracketed(() => {
        const name = c.name();
        // `AS t(a int, b text)`: the types are what the function gives anyway.
        while (!c.isSign(',') && !c.isSign(')') && c.token.kind !== 'end') c.take();
        return name;
      })
    : [];
  return { alias, columns };
}

const notAliases = [
  'set',
  'natural',
  'straight_join',
  'use',
  'force',
  'ignore',
  'lock',
  'for',
  'fetch',
  'where',
  'with',
  'tablesample',
  'partition',
];
