import type { Cursor } from './cursor.ts';
import type { Statement } from './statement-tree.ts';
import type { Expr } from './tree.ts';

/** How a transaction is to be isolated: said to be so, and not looked at. */
export function modes(c: Cursor): void {
  while (
    c.acceptOneOf(
      'isolation level read committed',
      'isolation level read uncommitted',
      'isolation level repeatable read',
      'isolation level serializable',
      'read only',
      'read write',
      'with consistent snapshot',
    ) !== undefined
  )
    c.acceptSign(',');
}

/** What follows SET. */
export function setting(c: Cursor): Statement {
  if (c.mysql && c.acceptOneOf('names', 'character set') !== undefined) {
    c.take();
    if (c.accept('collate')) c.take();
    return { kind: 'set', items: [] };
  }
  if (
    c.acceptOneOf(
      'session characteristics as transaction',
      'session transaction',
      'global transaction',
      'transaction',
    ) !== undefined
  ) {
    modes(c);
    return { kind: 'set', items: [] };
  }
  if (c.mysql && c.accept('password')) {
    const { at } = c.token;
    c.acceptSign('=');
    return { kind: 'set', items: [{ name: 'password', value: { kind: 'string', text: c.string(), at } }] };
  }
  c.acceptOneOf('session', 'local', 'global', 'persist');
  if (!c.mysql && c.acceptOneOf('role', 'session authorization') !== undefined) {
    return { kind: 'set', items: [{ name: 'role', value: [c.take().text] }] };
  }
  if (!c.mysql && c.accept('time zone interval')) {
    const zone = c.string();
    c.acceptOneOf('hour to minute', 'hour');
    return { kind: 'set', items: [{ name: 'timezone', value: [zone] }] };
  }
  if (!c.mysql && c.accept('time zone'))
    return { kind: 'set', items: [{ name: 'timezone', value: [c.take().text] }] };
  return { kind: 'set', items: c.mysql ? c.list(() => mysqlItem(c)) : [postgresItem(c)] };
}

function mysqlItem(c: Cursor): { name: string; value?: Expr | string[] } {
  c.acceptOneOf('session', 'global');
  const name = c.token.kind === 'variable' ? c.take().text : c.anyName().toLowerCase();
  if (!c.acceptSign(':=')) c.expectSign('=');
  if (c.isOneOf('on', 'default')) return { name, value: [c.take().text] };
  return { name, value: c.grammar.expr(c) };
}

function postgresItem(c: Cursor): { name: string; value?: string[] } {
  let name = c.anyName().toLowerCase();
  while (c.acceptSign('.')) name += `.${c.anyName()}`;
  if (!c.acceptSign('=')) c.expect('to');
  if (c.accept('default')) return { name };
  return {
    name,
    value: c.list(() => {
      const sign = c.acceptSign('-') ? '-' : '';
      return sign + c.take().text;
    }),
  };
}
