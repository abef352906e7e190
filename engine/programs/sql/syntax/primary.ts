import { call, callOf } from './calls.ts';
import type { Cursor } from './cursor.ts';
import { startsQuery } from './query-start.ts';
import { specialForm } from './special-forms.ts';
import type { Expr } from './tree.ts';
import { parseTypeName } from './type-names.ts';

export function primary(c: Cursor): Expr {
  const { token } = c;
  switch (token.kind) {
    case 'number':
      c.take();
      return { kind: 'number', text: token.text, at: token.at };
    case 'string':
      c.take();
      // Strings side by side are one.
      while (c.token.kind === 'string' && c.mysql)
        return { kind: 'string', text: token.text + c.take().text, at: token.at };
      return token.bytes === true
        ? { kind: 'string', text: token.text, bytes: true, at: token.at }
        : { kind: 'string', text: token.text, at: token.at };
    case 'parameter':
      c.take();
      return { kind: 'parameter', index: token.text === '?' ? ++c.parameters : Number(token.text) };
    case 'variable':
      c.take();
      if (c.acceptSign(':='))
        return {
          ...call(
            'set_variable',
            [{ kind: 'string', text: token.text, at: token.at }, c.grammar.expr(c)],
            token.at,
          ),
        };
      return { kind: 'variable', name: token.text };
    case 'operator':
      if (c.acceptSign('(')) return parenthesised(c);
      if (c.acceptSign('*')) return { kind: 'star', at: token.at };
      return c.wrong();
    case 'end':
      return c.wrong();
    default:
      return named(c);
  }
}

function parenthesised(c: Cursor): Expr {
  if (startsQuery(c)) {
    const query = c.grammar.query(c);
    c.expectSign(')');
    return { kind: 'scalar', query };
  }
  const [first, ...rest] = c.list(() => c.grammar.expr(c));
  c.expectSign(')');
  if (first === undefined) return c.wrong();
  return rest.length === 0 ? first : { kind: 'row', items: [first, ...rest] };
}

const timeWords = ['current_timestamp', 'current_date', 'current_time', 'localtimestamp', 'localtime'];
const bareWords = [
  ...timeWords,
  'current_user',
  'session_user',
  'current_role',
  'current_catalog',
  'current_schema',
  'user',
];

function named(c: Cursor): Expr {
  const { token } = c;
  const word = token.keyword ?? '';
  if (c.ahead(1).text !== '(' || c.ahead(1).kind !== 'operator') {
    if (c.accept('null')) return { kind: 'null', at: token.at };
    if (word === 'true' || word === 'false') {
      c.take();
      return { kind: 'bool', value: word === 'true', at: token.at };
    }
    if (c.accept('default')) return { kind: 'default' };
    if (bareWords.includes(word) && !(c.mysql && word === 'user')) {
      c.take();
      return call(word, [], token.at);
    }
    const typed = typedLiteral(c, word);
    if (typed !== undefined) return typed;
  }
  const special = specialForm(c, word);
  if (special !== undefined) return special;
  return columnOrCall(c);
}

/** `DATE '2024-01-01'`, `INTERVAL '1 day'`, MySQL's `INTERVAL 1 DAY`. */
function typedLiteral(c: Cursor, word: string): Expr | undefined {
  if (word === 'interval' && c.mysql) {
    c.take();
    const amount = c.grammar.operation(c);
    const unit = c.anyName().toLowerCase();
    return call('make_interval', [amount, { kind: 'string', text: unit, at: c.token.at }], c.token.at);
  }
  const types = [
    'date',
    'timestamp',
    'timestamptz',
    'time',
    'interval',
    'json',
    'jsonb',
    'uuid',
    'numeric',
    'bytea',
  ];
  if (types.includes(word)) {
    const mark = c.mark();
    const type = parseTypeName(c);
    if (c.token.kind === 'string') {
      const literal: Expr = { kind: 'string', text: c.token.text, at: c.token.at };
      c.take();
      const unit =
        word === 'interval' ? c.acceptOneOf('year', 'month', 'day', 'hour', 'minute', 'second') : undefined;
      const full = unit === undefined ? literal : { ...literal, text: `${literal.text} ${unit}` };
      return { kind: 'cast', arg: full, type };
    }
    c.back(mark);
  }
  return undefined;
}

function columnOrCall(c: Cursor): Expr {
  const { at } = c.token;
  const functionAhead = c.ahead(1).text === '(' && c.ahead(1).kind === 'operator';
  const path = [functionAhead ? c.anyName() : c.name()];
  while (c.isSign('.')) {
    c.take();
    if (c.acceptSign('*')) return { kind: 'star', table: path.at(-1) ?? '', at };
    path.push(c.anyName());
  }
  if (!c.isSign('(')) return { kind: 'column', path, at };
  return callOf(c, (path.at(-1) ?? '').toLowerCase(), at);
}
