import { call } from './calls.ts';
import type { Cursor } from './cursor.ts';
import { primary } from './primary.ts';
import { startsQuery } from './query-start.ts';
import type { Expr } from './tree.ts';
import { parseTypeName } from './type-names.ts';

/** How tightly binary operators bind. */
const strengths: Readonly<Record<string, number>> = {
  '||': 7,
  '->': 7,
  '->>': 7,
  '#>': 7,
  '#>>': 7,
  '@>': 7,
  '<@': 7,
  '&&': 7,
  '?': 7,
  '?|': 7,
  '?&': 7,
  '&': 7,
  '|': 7,
  '#': 7,
  '<<': 7,
  '>>': 7,
  '+': 8,
  '-': 8,
  '*': 9,
  '/': 9,
  '%': 9,
  '^': 10,
};
const comparisons = new Set(['=', '<', '>', '<=', '>=', '<>', '!=', '<=>']);

export function parseExpr(c: Cursor): Expr {
  return c.within(() => disjunction(c));
}

function disjunction(c: Cursor): Expr {
  let left = exclusive(c);
  for (;;) {
    const { at } = c.token;
    if (!c.accept('or') && !(c.mysql && c.acceptSign('||'))) return left;
    left = { kind: 'binary', op: 'or', left, right: exclusive(c), at };
  }
}

function exclusive(c: Cursor): Expr {
  let left = conjunction(c);
  for (;;) {
    const { at } = c.token;
    if (!c.mysql || !c.accept('xor')) return left;
    left = { kind: 'binary', op: 'xor', left, right: conjunction(c), at };
  }
}

function conjunction(c: Cursor): Expr {
  let left = negation(c);
  for (;;) {
    const { at } = c.token;
    if (!c.accept('and') && !(c.mysql && c.acceptSign('&&'))) return left;
    left = { kind: 'binary', op: 'and', left, right: negation(c), at };
  }
}

function negation(c: Cursor): Expr {
  const { at } = c.token;
  if (c.is('not') && !c.is('not exists')) {
    c.take();
    return { kind: 'unary', op: 'not', arg: c.within(() => negation(c)), at };
  }
  if (c.accept('not')) return { kind: 'unary', op: 'not', arg: comparison(c), at };
  return comparison(c);
}

function comparison(c: Cursor): Expr {
  let left = predicate(c);
  for (;;) {
    const { token } = c;
    if (c.accept('is')) left = isWhat(c, left, token.at);
    else if (c.accept('isnull')) left = { kind: 'is', arg: left, what: 'null', not: false };
    else if (c.accept('notnull')) left = { kind: 'is', arg: left, what: 'null', not: true };
    else if (token.kind === 'operator' && comparisons.has(token.text)) {
      c.take();
      const op = token.text === '!=' ? '<>' : token.text;
      left =
        op === '<=>'
          ? { kind: 'distinct', left, right: predicate(c), not: true, at: token.at }
          : (quantified(c, left, op, token.at) ?? {
              kind: 'binary',
              op,
              left,
              right: predicate(c),
              at: token.at,
            });
    } else return left;
  }
}

function isWhat(c: Cursor, arg: Expr, at: number): Expr {
  const not = c.accept('not');
  if (c.accept('distinct from')) return { kind: 'distinct', left: arg, right: predicate(c), not, at };
  const what = c.acceptOneOf('null', 'true', 'false', 'unknown');
  if (what === 'null' || what === 'true' || what === 'false' || what === 'unknown')
    return { kind: 'is', arg, what, not };
  return c.wrong();
}

function quantified(c: Cursor, left: Expr, op: string, at: number): Expr | undefined {
  const word = c.acceptOneOf('any', 'some', 'all');
  if (word === undefined) return undefined;
  c.expectSign('(');
  const right = startsQuery(c) ? c.grammar.query(c) : parseExpr(c);
  c.expectSign(')');
  return { kind: 'quantified', op, left, all: word === 'all', right, at };
}

/** IN, BETWEEN, LIKE and the patterns. */
function predicate(c: Cursor): Expr {
  let left = operation(c, 0);
  for (;;) {
    const mark = c.mark();
    const { at } = c.token;
    const not = c.accept('not');
    const found = predicateAfter(c, left, not, at);
    if (found === undefined) {
      c.back(mark);
      return left;
    }
    left = found;
  }
}

function predicateAfter(c: Cursor, left: Expr, not: boolean, at: number): Expr | undefined {
  if (c.token.keyword === undefined) return undefined;
  if (c.accept('in')) return membership(c, left, not, at);
  if (c.accept('between')) {
    const symmetric = c.accept('symmetric');
    const low = operation(c, 0);
    c.expect('and');
    const high = operation(c, 0);
    const from = (a: Expr, b: Expr): Expr => ({
      kind: 'binary',
      op: 'and',
      left: { kind: 'binary', op: '>=', left, right: a, at },
      right: { kind: 'binary', op: '<=', left, right: b, at },
      at,
    });
    const inside: Expr = symmetric
      ? { kind: 'binary', op: 'or', left: from(low, high), right: from(high, low), at }
      : from(low, high);
    return not ? { kind: 'unary', op: 'not', arg: inside, at } : inside;
  }
  const like = c.acceptOneOf('like', 'ilike');
  if (like !== undefined) {
    const pattern = operation(c, 0);
    const escaping = c.accept('escape') ? operation(c, 0) : undefined;
    return {
      kind: 'like',
      arg: left,
      pattern,
      not,
      insensitive: like === 'ilike' || c.mysql,
      ...(escaping === undefined ? {} : { escape: escaping }),
    };
  }
  if (c.accept('similar to'))
    return {
      kind: 'matches',
      arg: left,
      pattern: call('similar_to_escape', [operation(c, 0)], at),
      not,
      insensitive: false,
    };
  if (c.acceptOneOf('regexp', 'rlike') !== undefined)
    return { kind: 'matches', arg: left, pattern: operation(c, 0), not, insensitive: c.mysql };
  return undefined;
}

function membership(c: Cursor, arg: Expr, not: boolean, at: number): Expr {
  c.expectSign('(');
  const found: Expr = startsQuery(c)
    ? { kind: 'in query', arg, query: c.grammar.query(c), not, at }
    : { kind: 'in', arg, list: c.list(() => parseExpr(c)), not, at };
  c.expectSign(')');
  return found;
}

const patternSigns: Readonly<Record<string, readonly [like: boolean, not: boolean, insensitive: boolean]>> = {
  '~': [false, false, false],
  '~*': [false, false, true],
  '!~': [false, true, false],
  '!~*': [false, true, true],
  '~~': [true, false, false],
  '~~*': [true, false, true],
};

/** Operators that bind more tightly than comparisons. @param weakest those that bind no more than this are left */
export function operation(c: Cursor, weakest: number): Expr {
  let left = unary(c);
  for (;;) {
    const { token } = c;
    let op = token.text;
    let qualified = false;
    if (c.is('operator') && c.ahead(1).text === '(') {
      // OPERATOR(pg_catalog.~), as psql and pg_dump write it.
      const mark = c.mark();
      c.take();
      c.take();
      while (c.ahead(1).text === '.') {
        c.take();
        c.take();
      }
      op = c.take().text;
      c.expectSign(')');
      c.back(mark);
      qualified = true;
    } else if (c.mysql && token.kind === 'word' && /^(?:div|mod)$/i.test(op)) op = op.toLowerCase();
    else if (token.kind !== 'operator' && !(c.mysql === false && op === '?')) return left;
    const pattern = Object.hasOwn(patternSigns, op) ? patternSigns[op] : undefined;
    const strength = op === 'div' || op === 'mod' ? 9 : pattern !== undefined ? 7 : (strengths[op] ?? 0);
    if (strength === 0 || strength <= weakest || (c.mysql && (op === '||' || op === '&&'))) return left;
    if (qualified) while (!c.acceptSign(')')) c.take();
    else c.take();
    if (pattern === undefined) {
      const right = c.within(() => operation(c, strength));
      left = { kind: 'binary', op: op === 'mod' ? '%' : op, left, right, at: token.at };
      continue;
    }
    const [like, not, insensitive] = pattern;
    const any = like ? undefined : quantified(c, left, op, token.at);
    left = any ?? {
      kind: like ? 'like' : 'matches',
      arg: left,
      pattern: operation(c, strength),
      not,
      insensitive,
    };
  }
}

function unary(c: Cursor): Expr {
  const { token } = c;
  if (token.kind === 'operator' && ['-', '+', '~', '!', '@'].includes(token.text)) {
    c.take();
    const arg = c.within(() => unary(c));
    if (token.text === '+') return arg;
    if (token.text === '-' && arg.kind === 'number' && !arg.text.startsWith('-'))
      return { kind: 'number', text: `-${arg.text}` };
    return { kind: 'unary', op: token.text === '!' ? 'not' : token.text, arg, at: token.at };
  }
  if (c.mysql && c.accept('binary')) return unary(c);
  return postfix(c, primary(c));
}

/** What stands behind `[`: an index, or the bounds of a slice. */
function elementOf(c: Cursor, arg: Expr): Expr {
  const from = c.isSign(':') ? undefined : parseExpr(c);
  if (from !== undefined && c.acceptSign(']')) return { kind: 'element', arg, index: from };
  c.expectSign(':');
  const to = c.isSign(']') ? undefined : parseExpr(c);
  c.expectSign(']');
  return { kind: 'slice', arg, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function postfix(c: Cursor, first: Expr): Expr {
  let left = first;
  for (;;) {
    if (c.acceptSign('::')) left = { kind: 'cast', arg: left, type: parseTypeName(c) };
    else if (c.isSign('[')) {
      c.take();
      left = elementOf(c, left);
    } else if (c.accept('collate')) c.path();
    else if (c.accept('at time zone')) {
      const zone = unary(c);
      left = call('timezone', [zone, left], c.token.at);
    } else return left;
  }
}
