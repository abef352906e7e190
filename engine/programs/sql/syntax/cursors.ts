import { SqlError } from '../errors.ts';
import type { Cursor } from './cursor.ts';
import { parseQuery } from './queries.ts';
import type { Statement } from './statement-tree.ts';

/** DECLARE, FETCH, MOVE, CLOSE. */
export function cursor(c: Cursor): Statement {
  if (c.accept('declare')) {
    const name = c.name();
    while (c.acceptOneOf('binary', 'insensitive', 'asensitive', 'no scroll', 'scroll') !== undefined);
    c.expect('cursor');
    const hold = c.acceptOneOf('with hold', 'without hold') === 'with hold';
    c.expect('for');
    return { kind: 'declare', name, hold, query: parseQuery(c) };
  }
  if (c.accept('close')) return { kind: 'close', ...(c.accept('all') ? {} : { name: c.name() }) };
  const move = c.accept('move');
  if (!move) c.expect('fetch');
  const word = c.acceptOneOf('next', 'first', 'all', 'forward all', 'forward', 'absolute', 'relative');
  const backwards = c.acceptOneOf('prior', 'last', 'backward');
  if (backwards !== undefined)
    throw new SqlError('unsupported', { what: `FETCH ${backwards.toUpperCase()}` });
  const number = c.token.kind === 'number' || c.isSign('-') ? c.integer() : 1;
  c.acceptOneOf('from', 'in');
  const count = word === 'all' || word === 'forward all' ? undefined : number;
  const absolute = word === 'first' || word === 'absolute';
  return { kind: 'fetch', name: c.name(), move, absolute, ...(count === undefined ? {} : { count }) };
}
