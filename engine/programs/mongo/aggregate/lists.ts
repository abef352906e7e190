import { compare, isEqual, keyOf } from '../bson/compare.ts';
import { isDocument, isList, isTrue, type Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import type { Operator } from './expressions.ts';

/** Elements of a list that an expression makes. */
const ELEMENTS_MAX = 100_000;

const lists = (args: readonly Value[]): (readonly Value[])[] => args.filter(isList);

function extreme(way: 1 | -1): Operator {
  return (args) => {
    const [first] = args;
    const values = (args.length === 1 && isList(first) ? first : args).filter(
      (value) => value !== null && value !== undefined,
    );
    return (
      values.reduce<Value>(
        (best, value) => (best === undefined || compare(value, best) * way > 0 ? value : best),
        undefined,
      ) ?? null
    );
  };
}

function unique(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}

function range([from, to, step = 1]: readonly Value[]): Value {
  const [start, end, by] = [Number(from), Number(to), Number(step)];
  if (by === 0) throw new MongoError('BadValue', '$range requires a non-zero step value');
  const count = Math.max(0, Math.ceil((end - start) / by));
  if (count > ELEMENTS_MAX) throw new MongoError('BSONObjectTooLarge', '$range is too long');
  return Array.from({ length: count }, (_, index) => start + index * by);
}

export const listOperators: Readonly<Record<string, Operator>> = {
  $size: ([value]) => {
    if (!isList(value)) throw new MongoError('BadValue', 'The argument to $size must be an array');
    return value.length;
  },
  $arrayElemAt: ([list, index]) => (isList(list) ? list.at(Number(index)) : null),
  $first: ([list]) => (isList(list) ? list[0] : null),
  $last: ([list]) => (isList(list) ? list.at(-1) : null),
  $in: ([value, list]) => {
    if (!isList(list)) throw new MongoError('BadValue', '$in requires an array as a second argument');
    return list.some((item) => isEqual(item, value));
  },
  $concatArrays: (args) => (args.every(isList) ? lists(args).flat(1).slice(0, ELEMENTS_MAX) : null),
  $slice: ([list, from, count]) => {
    if (!isList(list)) return null;
    if (count === undefined) return Number(from) < 0 ? list.slice(Number(from)) : list.slice(0, Number(from));
    const start = Number(from) < 0 ? Math.max(0, list.length + Number(from)) : Number(from);
    return list.slice(start, start + Number(count));
  },
  $reverseArray: ([list]) => (isList(list) ? [...list].reverse() : null),
  $isArray: ([value]) => isList(value),
  $range: range,
  $indexOfArray: ([list, value]) => (isList(list) ? list.findIndex((item) => isEqual(item, value)) : null),
  $setUnion: (args) => unique(lists(args).flat(1)),
  $setIntersection: (args) => {
    const [first = [], ...others] = lists(args).map(
      (list) => new Map(list.map((value) => [keyOf(value), value])),
    );
    return [...first].filter(([key]) => others.every((other) => other.has(key))).map(([, value]) => value);
  },
  $setDifference: ([left, right]) => {
    const known = new Set(isList(right) ? right.map(keyOf) : []);
    return isList(left) ? unique(left).filter((value) => !known.has(keyOf(value))) : null;
  },
  $setIsSubset: ([left, right]) => {
    const known = new Set(isList(right) ? right.map(keyOf) : []);
    return isList(left) && left.every((value) => known.has(keyOf(value)));
  },
  $anyElementTrue: ([list]) => isList(list) && list.some(isTrue),
  $allElementsTrue: ([list]) => isList(list) && list.every(isTrue),
  $min: extreme(-1),
  $max: extreme(1),
  $objectToArray: ([value]) =>
    isDocument(value)
      ? [...value].map(
          ([k, v]) =>
            new Map<string, Value>([
              ['k', k],
              ['v', v],
            ]),
        )
      : null,
  $arrayToObject: ([list]) =>
    isList(list)
      ? new Map(
          list.map((pair): [string, Value] =>
            isDocument(pair)
              ? [String(pair.get('k')), pair.get('v')]
              : isList(pair)
                ? [String(pair[0]), pair[1]]
                : ['', null],
          ),
        )
      : null,
};
