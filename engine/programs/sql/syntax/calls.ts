import type { Cursor } from './cursor.ts';
import type { Call, Expr, Frame, FrameBound, OrderItem, Window } from './tree.ts';

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
    args = unitFirst(c, name) ?? [];
    args.push(...c.list(() => c.grammar.expr(c)));
    if (c.accept('order by')) order = parseOrder(c);
  }
  c.expectSign(')');
  if (c.accept('within group')) {
    // The values that it orders come behind its own arguments.
    c.expectSign('(');
    c.expect('order by');
    order = parseOrder(c);
    c.expectSign(')');
    args = [...args, ...order.map(({ expr }) => expr)];
  }
  let filter: Expr | undefined;
  if (c.is('filter') && c.ahead(1).text === '(') {
    c.take();
    c.expectSign('(');
    c.expect('where');
    filter = c.grammar.expr(c);
    c.expectSign(')');
  }
  const over = c.accept('over') ? overOf(c) : undefined;
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

/** The first argument of MySQL's TIMESTAMPDIFF is a unit of time, a word. */
function unitFirst(c: Cursor, name: string): Expr[] | undefined {
  if (!/^timestamp(?:diff|add)$/.test(name) || c.token.kind !== 'word' || c.ahead(1).text !== ',')
    return undefined;
  const { at, text } = c.take();
  c.expectSign(',');
  return [{ kind: 'string', text: text.toLowerCase(), at }];
}

function overOf(c: Cursor): Window {
  if (c.isSign('(')) return parseWindow(c);
  const { at } = c.token;
  return { base: { name: c.name(), at }, partition: [], order: [] };
}

/** `(PARTITION BY … ORDER BY … ROWS …)` */
export function parseWindow(c: Cursor): Window {
  c.expectSign('(');
  const { at } = c.token;
  const named = c.isName() && !c.isOneOf('partition', 'rows', 'range', 'groups');
  const base = named ? { base: { name: c.name(), at } } : {};
  const partition = c.accept('partition by') ? c.list(() => c.grammar.expr(c)) : [];
  const order = c.accept('order by') ? parseOrder(c) : [];
  const frame = c.isOneOf('rows', 'range', 'groups') ? { frame: frameOf(c) } : {};
  c.expectSign(')');
  return { ...base, partition, order, ...frame };
}

function frameOf(c: Cursor): Frame {
  const { at } = c.token;
  const word = c.acceptOneOf('rows', 'range', 'groups');
  const unit = word === 'rows' || word === 'groups' ? word : 'range';
  let [start, end]: FrameBound[] = [];
  if (c.accept('between')) {
    start = boundOf(c);
    c.expect('and');
    end = boundOf(c);
  } else start = boundOf(c);
  const exclude = c.accept('exclude')
    ? c.acceptOneOf('current row', 'group', 'ties', 'no others')
    : 'no others';
  if (exclude !== 'current row' && exclude !== 'group' && exclude !== 'ties' && exclude !== 'no others')
    return c.wrong();
  return { unit, start, end: end ?? { where: 'current row' }, exclude, at };
}

function boundOf(c: Cursor): FrameBound {
  if (c.accept('current row')) return { where: 'current row' };
  const by = c.accept('unbounded') ? undefined : c.grammar.operation(c);
  const where = c.acceptOneOf('preceding', 'following');
  if (where !== 'preceding' && where !== 'following') return c.wrong();
  return { where, ...(by === undefined ? {} : { by }) };
}

export function parseOrder(c: Cursor): OrderItem[] {
  return c.list(() => {
    const expr = c.grammar.expr(c);
    const descending = c.acceptOneOf('asc', 'desc') === 'desc';
    const nulls = c.acceptOneOf('nulls first', 'nulls last');
    return { expr, descending, ...(nulls === undefined ? {} : { nullsFirst: nulls === 'nulls first' }) };
  });
}
