import type { SqlType } from '../values/types.ts';
import { Decimal, Interval, type Value } from '../values/value.ts';

/** As values of their type are ordered: labels of an enum as in its definition, names of the catalogue by their letters. */
export function compareAs(type: SqlType | undefined, a: Value, b: Value, mysql: boolean): number {
  if (typeof a !== 'string' || typeof b !== 'string') return compareValues(a, b, mysql);
  if (type?.base === 'name' && !mysql) return a < b ? -1 : a === b ? 0 : 1;
  const labels = type?.array === true ? undefined : type?.labels;
  return labels === undefined ? compareValues(a, b, mysql) : labels.indexOf(a) - labels.indexOf(b);
}

/** Orders two values of one type, neither of them null. Texts of MySQL are compared without regard to case. */
export function compareValues(a: Value, b: Value, mysql: boolean): number {
  if (typeof a === 'string' && typeof b === 'string') {
    if (a === b) return 0;
    return mysql ? compareFolded(a, b) : compareText(a, b);
  }
  if ((typeof a === 'number' || typeof a === 'bigint') && (typeof b === 'number' || typeof b === 'bigint')) {
    return a < b
      ? -1
      : a > b
        ? 1
        : Number.isNaN(Number(a)) || Number.isNaN(Number(b))
          ? Number(Number.isNaN(Number(a))) - Number(Number.isNaN(Number(b)))
          : 0;
  }
  if (a instanceof Decimal || b instanceof Decimal) return mixed(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (a instanceof Interval && b instanceof Interval) return a.length - b.length;
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b, mysql);
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function mixed(a: Value, b: Value): number {
  if (typeof a === 'number' || typeof b === 'number') {
    if (typeof a === 'number' && !Number.isFinite(a)) return a > 0 ? 1 : -1;
    if (typeof b === 'number' && !Number.isFinite(b)) return b > 0 ? -1 : 1;
  }
  const left = a instanceof Decimal ? a : Decimal.parse(String(a));
  const right = b instanceof Decimal ? b : Decimal.parse(String(b));
  return left === undefined || right === undefined ? 0 : left.compare(right);
}

function compareFolded(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * As en_US.utf8 orders texts, about: letters and digits first and without regard to case, then small before capital
 * letters, then everything else.
 */
function compareText(a: string, b: string): number {
  const [left, right] = [folded(a), folded(b)];
  if (left !== right) return left < right ? -1 : 1;
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const [x = '', y = ''] = [a[at], b[at]];
    if (x === y) continue;
    if (x.toLowerCase() === y.toLowerCase()) return x === x.toLowerCase() ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}

function folded(text: string): string {
  return text.replace(/[\s!-/:-@[-`{-~]/g, '').toLowerCase();
}

function compareLists(a: readonly Value[], b: readonly Value[], mysql: boolean): number {
  for (const [index, item] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (item === null || other === null) {
      if (item !== other) return item === null ? 1 : -1;
      continue;
    }
    const order = compareValues(item, other, mysql);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
