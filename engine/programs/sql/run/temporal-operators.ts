import { shifted } from '../values/times.ts';
import { categoryOf, DATE, INT4, INTERVAL, type SqlType, TIMESTAMP } from '../values/types.ts';
import { DAY, Interval, numberOf, type Value } from '../values/value.ts';
import { castTo } from './cast.ts';
import type { Environment } from './environment.ts';
import type { Compiled } from './scope.ts';
import { strict } from './strict.ts';

export function temporal(
  env: Environment,
  op: string,
  left: Compiled,
  right: Compiled,
): Compiled | undefined {
  if (op !== '+' && op !== '-' && op !== '*' && op !== '/') return undefined;
  const [a, b] = [categoryOf(left.type), categoryOf(right.type)];
  if (b === 'interval' && (a === 'time' || (env.mysql && a !== 'interval')) && (op === '+' || op === '-'))
    return moved(env, op, left, right);
  if (a === 'interval' && b === 'time' && op === '+') return moved(env, op, right, left);
  if (a === 'interval' && (b === 'interval' || b === 'unknown') && (op === '+' || op === '-')) {
    return strict(env, left, castTo(env, right, INTERVAL), INTERVAL, (x, y) =>
      x instanceof Interval && y instanceof Interval ? x.plus(y, op === '-' ? -1 : 1) : null,
    );
  }
  if (a === 'interval' && b === 'number' && (op === '*' || op === '/')) {
    return strict(env, left, right, INTERVAL, (x, y) =>
      x instanceof Interval ? x.times(op === '*' ? numberOf(y) : 1 / numberOf(y)) : null,
    );
  }
  if (b === 'interval' && a === 'number' && op === '*') return temporal(env, op, right, left);
  if (a !== 'time' || env.mysql) return undefined;
  if (left.type.base === 'date' && b === 'number')
    return strict(env, left, right, DATE, (x, y) => numberOf(x) + (op === '-' ? -1 : 1) * numberOf(y));
  if (op !== '-' || (b !== 'time' && b !== 'unknown')) return undefined;
  const other = b === 'unknown' ? castTo(env, right, { base: left.type.base }) : right;
  if (left.type.base === 'date' && other.type.base === 'date')
    return strict(env, left, other, INT4, (x, y) => numberOf(x) - numberOf(y));
  const micro = (type: SqlType, value: Value) => numberOf(value) * (type.base === 'date' ? DAY : 1);
  return strict(env, left, other, INTERVAL, (x, y) => {
    const difference = micro(left.type, x) - micro(other.type, y);
    const days = Math.trunc(difference / DAY);
    return new Interval(0, days, difference - days * DAY);
  });
}

function moved(env: Environment, op: string, left: Compiled, right: Compiled): Compiled {
  const base = left.type.base;
  const type: SqlType = base === 'date' || categoryOf(left.type) !== 'time' ? TIMESTAMP : left.type;
  const from = castTo(env, left, type);
  const dateOnly = env.mysql && base === 'date';
  return strict(env, from, right, dateOnly ? DATE : type, (a, b) => {
    if (!(b instanceof Interval)) return null;
    const to = shifted(numberOf(a), b, op === '-' ? -1 : 1);
    if (type.base === 'time') return ((to % DAY) + DAY) % DAY;
    return dateOnly ? Math.floor(to / DAY) : to;
  });
}
