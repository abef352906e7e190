import type { Cursor } from './cursor.ts';
import { startsQuery } from './query-start.ts';
import type { Call, Expr, OrderItem, Window } from './tree.ts';
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
    c.accept('symmetric');
    const low = operation(c, 0);
    c.expect('and');
    const high = operation(c, 0);
    const inside: Expr = {
      kind: 'binary',
      op: 'and',
      left: { kind: 'binary', op: '>=', left, right: low, at },
      right: { kind: 'binary', op: '<=', left, right: high, at },
      at,
    };
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
  if (c.acceptOneOf('similar to', 'regexp', 'rlike') !== undefined)
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

function operation(c: Cursor, weakest: number): Expr {
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

function postfix(c: Cursor, first: Expr): Expr {
  let left = first;
  for (;;) {
    if (c.acceptSign('::')) left = { kind: 'cast', arg: left, type: parseTypeName(c) };
    else if (c.isSign('[')) {
      c.take();
      const index = parseExpr(c);
      c.expectSign(']');
      left = { kind: 'element', arg: left, index };
    } else if (c.accept('collate')) c.path();
    else if (c.accept('at time zone')) {
      const zone = unary(c);
      left = call('timezone', [zone, left], c.token.at);
    } else return left;
  }
}

function call(name: string, args: readonly Expr[], at: number): Call {
  return { kind: 'call', name, args, star: false, distinct: false, order: [], at };
}

function primary(c: Cursor): Expr {
  const { token } = c;
  switch (token.kind) {
    case 'number':
      c.take();
      return { kind: 'number', text: token.text };
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
            [{ kind: 'string', text: token.text, at: token.at }, parseExpr(c)],
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
  const [first, ...rest] = c.list(() => parseExpr(c));
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
    if (c.accept('null')) return { kind: 'null' };
    if (word === 'true' || word === 'false') {
      c.take();
      return { kind: 'bool', value: word === 'true' };
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
    const amount = operation(c, 0);
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

function specialForm(c: Cursor, word: string): Expr | undefined {
  const { at } = c.token;
  const open = c.ahead(1).text === '(';
  if (word === 'case') return caseOf(c);
  if (word === 'exists' && open) {
    c.take();
    c.expectSign('(');
    const query = c.grammar.query(c);
    c.expectSign(')');
    return { kind: 'exists', query };
  }
  if (word === 'array' && (open || c.ahead(1).text === '[')) return arrayOf(c);
  if (word === 'row' && open) {
    c.take();
    return { kind: 'row', items: c.bracketed(() => parseExpr(c)) };
  }
  if ((word === 'cast' || word === 'convert') && open) return castOf(c);
  if (word === 'extract' && open) {
    c.take();
    c.expectSign('(');
    const field = c.token.kind === 'string' ? c.string() : c.anyName().toLowerCase();
    c.expect('from');
    const arg = parseExpr(c);
    c.expectSign(')');
    return call('extract', [{ kind: 'string', text: field, at }, arg], at);
  }
  if (word === 'position' && open) {
    c.take();
    c.expectSign('(');
    const needle = operation(c, 0);
    c.expect('in');
    const arg = parseExpr(c);
    c.expectSign(')');
    return call('strpos', [arg, needle], at);
  }
  if (word === 'trim' && open) return trimOf(c);
  if ((word === 'substring' || word === 'overlay') && open) return substringOf(c);
  if (word === 'group_concat' && open) return groupConcat(c);
  return undefined;
}

function caseOf(c: Cursor): Expr {
  c.take();
  const operand = c.is('when') ? undefined : parseExpr(c);
  const branches: (readonly [Expr, Expr])[] = [];
  while (c.accept('when')) {
    const condition = parseExpr(c);
    c.expect('then');
    branches.push([condition, parseExpr(c)]);
  }
  if (branches.length === 0) c.wrong();
  const otherwise = c.accept('else') ? parseExpr(c) : undefined;
  c.expect('end');
  return {
    kind: 'case',
    branches,
    ...(operand === undefined ? {} : { operand }),
    ...(otherwise === undefined ? {} : { otherwise }),
  };
}

function arrayOf(c: Cursor): Expr {
  c.take();
  if (c.acceptSign('(')) {
    const query = c.grammar.query(c);
    c.expectSign(')');
    return { kind: 'array query', query };
  }
  c.expectSign('[');
  const items = c.isSign(']') ? [] : c.list(() => parseExpr(c));
  c.expectSign(']');
  return { kind: 'array', items };
}

function castOf(c: Cursor): Expr {
  c.take();
  c.expectSign('(');
  const arg = parseExpr(c);
  if (c.accept('using')) {
    c.anyName();
    c.expectSign(')');
    return arg;
  }
  if (!c.acceptSign(',')) c.expect('as');
  const type = parseTypeName(c);
  c.expectSign(')');
  return { kind: 'cast', arg, type };
}

function trimOf(c: Cursor): Expr {
  const { at } = c.take();
  c.expectSign('(');
  const side = c.acceptOneOf('leading', 'trailing', 'both') ?? 'both';
  const name = side === 'leading' ? 'ltrim' : side === 'trailing' ? 'rtrim' : 'btrim';
  if (c.accept('from')) {
    const arg = parseExpr(c);
    c.expectSign(')');
    return call(name, [arg], at);
  }
  const first = parseExpr(c);
  const args = c.accept('from') ? [parseExpr(c), first] : c.acceptSign(',') ? [first, parseExpr(c)] : [first];
  c.expectSign(')');
  return call(name, args, at);
}

function substringOf(c: Cursor): Expr {
  const { at } = c.take();
  c.expectSign('(');
  const args = [parseExpr(c)];
  if (c.accept('from')) args.push(parseExpr(c));
  if (c.accept('for'))
    args.push(...(args.length === 1 ? [{ kind: 'number', text: '1' } as const] : []), parseExpr(c));
  while (c.acceptSign(',')) args.push(parseExpr(c));
  c.expectSign(')');
  return call('substring', args, at);
}

function groupConcat(c: Cursor): Expr {
  const { at } = c.take();
  c.expectSign('(');
  const distinct = c.accept('distinct');
  const args = c.list(() => parseExpr(c));
  const order = c.accept('order by') ? parseOrder(c) : [];
  const separator: Expr = { kind: 'string', text: c.accept('separator') ? c.string() : ',', at };
  c.expectSign(')');
  return { ...call('group_concat', args, at), distinct, order, separator };
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

export function callOf(c: Cursor, name: string, at: number): Call {
  c.expectSign('(');
  let [star, distinct] = [false, false];
  let args: Expr[] = [];
  let order: OrderItem[] = [];
  if (c.acceptSign('*')) star = true;
  else if (!c.isSign(')')) {
    distinct = c.accept('distinct');
    if (!distinct) c.accept('all');
    c.accept('variadic');
    args = c.list(() => argument(c, name));
    if (c.accept('order by')) order = parseOrder(c);
  }
  c.expectSign(')');
  let filter: Expr | undefined;
  if (c.is('filter') && c.ahead(1).text === '(') {
    c.take();
    c.expectSign('(');
    c.expect('where');
    filter = parseExpr(c);
    c.expectSign(')');
  }
  const over = c.accept('over') ? windowOf(c) : undefined;
  return {
    kind: 'call',
    name,
    args,
    star,
    distinct,
    order,
    at,
    ...(filter === undefined ? {} : { filter }),
    ...(over === undefined ? {} : { over }),
  };
}

/** Units of time are words in MySQL's TIMESTAMPDIFF. */
function argument(c: Cursor, name: string): Expr {
  if (/^timestamp(?:diff|add)$/.test(name) && c.token.kind === 'word' && c.ahead(1).text === ',') {
    const { at, text } = c.take();
    return { kind: 'string', text: text.toLowerCase(), at };
  }
  return parseExpr(c);
}

function windowOf(c: Cursor): Window {
  c.expectSign('(');
  const partition = c.accept('partition by') ? c.list(() => parseExpr(c)) : [];
  const order = c.accept('order by') ? parseOrder(c) : [];
  c.expectSign(')');
  return { partition, order };
}

export function parseOrder(c: Cursor): OrderItem[] {
  return c.list(() => {
    const expr = parseExpr(c);
    const descending = c.acceptOneOf('asc', 'desc') === 'desc';
    const nulls = c.acceptOneOf('nulls first', 'nulls last');
    return { expr, descending, ...(nulls === undefined ? {} : { nullsFirst: nulls === 'nulls first' }) };
  });
}
