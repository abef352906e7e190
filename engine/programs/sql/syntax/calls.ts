import type { Cursor } from './cursor.ts';
import type { Call, Expr, OrderItem, Window } from './tree.ts';

export function call(name: string, args: readonly Expr[], at: number): Call {
  return { kind: 'call', name, args, star: false, distinct: false, order: [], at };
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
    filter = c.grammar.expr(c);
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
  return c.grammar.expr(c);
}

function windowOf(c: Cursor): Window {
  c.expectSign('(');
  const partition = c.accept('partition by') ? c.list(() => c.grammar.expr(c)) : [];
  const order = c.accept('order by') ? parseOrder(c) : [];
  c.refuse(['rows', 'range', 'groups'], 'window frame');
  c.expectSign(')');
  return { partition, order };
}

export function parseOrder(c: Cursor): OrderItem[] {
  return c.list(() => {
    const expr = c.grammar.expr(c);
    const descending = c.acceptOneOf('asc', 'desc') === 'desc';
    const nulls = c.acceptOneOf('nulls first', 'nulls last');
    return { expr, descending, ...(nulls === undefined ? {} : { nullsFirst: nulls === 'nulls first' }) };
  });
}
