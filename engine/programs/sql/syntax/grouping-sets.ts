import { SqlError } from '../errors.ts';
import type { Cursor } from './cursor.ts';
import type { Expr } from './tree.ts';

export interface GroupBy {
  readonly group: readonly Expr[];
  /** Places in `group` of each set's keys; undefined: there is one set, of all. */
  readonly groupingSets?: readonly (readonly number[])[];
}

/** Sets of keys that GROUP BY may ask for: CUBE doubles them with every key. */
const SETS_MAX = 256;

/** What stands behind GROUP BY: keys, ROLLUP, CUBE and GROUPING SETS, MySQL's WITH ROLLUP. */
export function parseGroups(c: Cursor): GroupBy {
  const group: Expr[] = [];
  const key = (): number[] => {
    const expr = c.grammar.expr(c);
    // Several in brackets are several keys; one in brackets may only begin an expression.
    const parts = expr.kind === 'row' ? expr.items : [expr];
    return parts.map((part) => group.push(part) - 1);
  };
  let sets: number[][] = [[]];
  let plain = true;
  for (const more of c.list(() => element(c, key))) {
    if (more.length > 1 || more[0]?.length !== 1) plain = false;
    sets = sets.flatMap((set) => more.map((each) => [...set, ...each]));
    if (sets.length > SETS_MAX) throw new SqlError('tooComplex');
  }
  if (c.mysql && c.accept('with rollup')) return { group, groupingSets: rollup(group.map((_, at) => [at])) };
  return plain ? { group } : { group, groupingSets: sets };
}

/** Sets of one element of the list. @param key parses a key, or several in brackets */
function element(c: Cursor, key: () => number[]): number[][] {
  const many = () => c.bracketed(() => keysOf(c, key));
  if (c.ahead(1).text === '(' || c.is('grouping sets')) {
    if (c.accept('rollup')) return rollup(many());
    if (c.accept('cube')) return cube(many());
    if (c.accept('grouping sets')) return c.bracketed(() => element(c, key)).flat();
  }
  return [keysOf(c, key)];
}

function keysOf(c: Cursor, key: () => number[]): number[] {
  if (!c.isSign('(') || c.ahead(1).text !== ')') return key();
  c.take();
  c.take();
  return [];
}

function rollup(parts: readonly (readonly number[])[]): number[][] {
  return [...parts, []].map((_, at) => parts.slice(0, parts.length - at).flat());
}

function cube(parts: readonly (readonly number[])[]): number[][] {
  if (parts.length > 8) throw new SqlError('tooComplex');
  const [first, ...rest] = parts;
  if (first === undefined) return [[]];
  const others = cube(rest);
  return [...others.map((set) => [...first, ...set]), ...others];
}
