import { call, parseOrder } from './calls.ts';
import type { Cursor } from './cursor.ts';
import type { Expr } from './tree.ts';
import { parseTypeName } from './type-names.ts';

export function specialForm(c: Cursor, word: string): Expr | undefined {
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
    return { kind: 'row', items: c.bracketed(() => c.grammar.expr(c)) };
  }
  if ((word === 'cast' || word === 'convert') && open) return castOf(c);
  if (word === 'extract' && open) {
    c.take();
    c.expectSign('(');
    const field = c.token.kind === 'string' ? c.string() : c.anyName().toLowerCase();
    c.expect('from');
    const arg = c.grammar.expr(c);
    c.expectSign(')');
    return call('extract', [{ kind: 'string', text: field, at }, arg], at);
  }
  if (word === 'position' && open) {
    c.take();
    c.expectSign('(');
    const needle = c.grammar.operation(c);
    c.expect('in');
    const arg = c.grammar.expr(c);
    c.expectSign(')');
    return call('strpos', [arg, needle], at);
  }
  if (word === 'insert' && open && c.mysql) {
    c.take();
    return call(
      'insert',
      c.bracketed(() => c.grammar.expr(c)),
      at,
    );
  }
  if (word === 'trim' && open) return trimOf(c);
  if (word === 'substring' && open) return substringOf(c);
  if (word === 'overlay' && open) return overlayOf(c);
  if (word === 'group_concat' && open) return groupConcat(c);
  return undefined;
}

function caseOf(c: Cursor): Expr {
  c.take();
  const operand = c.is('when') ? undefined : c.grammar.expr(c);
  const branches: (readonly [Expr, Expr])[] = [];
  while (c.accept('when')) {
    const condition = c.grammar.expr(c);
    c.expect('then');
    branches.push([condition, c.grammar.expr(c)]);
  }
  if (branches.length === 0) c.wrong();
  const otherwise = c.accept('else') ? c.grammar.expr(c) : undefined;
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
  const items = c.isSign(']') ? [] : c.list(() => c.grammar.expr(c));
  c.expectSign(']');
  return { kind: 'array', items };
}

function castOf(c: Cursor): Expr {
  c.take();
  c.expectSign('(');
  const arg = c.grammar.expr(c);
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
    const arg = c.grammar.expr(c);
    c.expectSign(')');
    return call(name, [arg], at);
  }
  const first = c.grammar.expr(c);
  const args = c.accept('from')
    ? [c.grammar.expr(c), first]
    : c.acceptSign(',')
      ? [first, c.grammar.expr(c)]
      : [first];
  c.expectSign(')');
  return call(name, args, at);
}

function substringOf(c: Cursor): Expr {
  const { at } = c.take();
  c.expectSign('(');
  const args = [c.grammar.expr(c)];
  if (c.accept('from')) args.push(c.grammar.expr(c));
  if (c.accept('for'))
    args.push(...(args.length === 1 ? [{ kind: 'number', text: '1' } as const] : []), c.grammar.expr(c));
  while (c.acceptSign(',')) args.push(c.grammar.expr(c));
  c.expectSign(')');
  return call('substring', args, at);
}

/** `overlay(text placing new from place for length)` */
function overlayOf(c: Cursor): Expr {
  const { at } = c.take();
  c.expectSign('(');
  const args = [c.grammar.expr(c)];
  if (c.accept('placing')) {
    args.push(c.grammar.expr(c));
    c.expect('from');
    args.push(c.grammar.expr(c));
    if (c.accept('for')) args.push(c.grammar.expr(c));
  } else while (c.acceptSign(',')) args.push(c.grammar.expr(c));
  c.expectSign(')');
  return call('overlay', args, at);
}

function groupConcat(c: Cursor): Expr {
  const { at } = c.take();
  c.expectSign('(');
  const distinct = c.accept('distinct');
  const args = c.list(() => c.grammar.expr(c));
  const order = c.accept('order by') ? parseOrder(c) : [];
  const separator: Expr = { kind: 'string', text: c.accept('separator') ? c.string() : ',', at };
  c.expectSign(')');
  return { ...call('group_concat', args, at), distinct, order, separator };
}
