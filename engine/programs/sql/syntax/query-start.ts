import { DEPTH_MAX } from '../limits.ts';
import type { Cursor } from './cursor.ts';

/** Whether a query begins here; brackets before it may be many. */
export function startsQuery(c: Cursor): boolean {
  let ahead = 0;
  while (ahead <= DEPTH_MAX && c.ahead(ahead).text === '(' && c.ahead(ahead).kind === 'operator') ahead++;
  const token = c.ahead(ahead);
  if (token.kind !== 'word') return false;
  const word = token.keyword;
  if (word === 'values')
    return (
      !c.mysql || c.ahead(ahead + 1).text !== '(' || ahead > 0 || /^(?:row)$/i.test(c.ahead(ahead + 1).text)
    );
  return word === 'select' || word === 'with' || (word === 'table' && ahead === 0);
}
