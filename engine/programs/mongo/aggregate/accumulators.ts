import { compare, keyOf } from '../bson/compare.ts';
import { type Document, isDocument, isNumber, type Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { add } from '../query/numbers.ts';

/** What a group collects: it takes a value of each document, and has a result. */
export interface Accumulator {
  take(value: Value): void;
  result(): Value;
}

const ELEMENTS_MAX = 200_000;

function folding(first: Value, fold: (result: Value, value: Value) => Value): Accumulator {
  let result = first;
  return {
    take: (value) => {
      result = fold(result, value);
    },
    result: () => result ?? null,
  };
}

function average(): Accumulator {
  let [total, count] = [0, 0];
  return {
    take: (value) => {
      if (!isNumber(value)) return;
      total += Number(value);
      count++;
    },
    result: () => (count === 0 ? null : total / count),
  };
}

function list(unique: boolean): Accumulator {
  const found: Value[] = [];
  const known = new Set<string>();
  return {
    take: (value) => {
      if (value === undefined) return;
      if (unique) {
        const key = keyOf(value);
        if (known.has(key)) return;
        known.add(key);
      }
      if (found.length >= ELEMENTS_MAX)
        throw new MongoError('BSONObjectTooLarge', '$push used too much memory');
      found.push(value);
    },
    result: () => found,
  };
}

function deviation(sample: boolean): Accumulator {
  const numbers: number[] = [];
  return {
    take: (value) => {
      if (isNumber(value)) numbers.push(Number(value));
    },
    result: () => {
      const count = numbers.length - (sample ? 1 : 0);
      if (count <= 0) return null;
      const mean = numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
      return Math.sqrt(numbers.reduce((sum, each) => sum + (each - mean) ** 2, 0) / count);
    },
  };
}

const extreme = (way: 1 | -1): Accumulator =>
  folding(undefined, (best, value) =>
    value === undefined || value === null
      ? best
      : best === undefined || compare(value, best) * way > 0
        ? value
        : best,
  );

function first(): Accumulator {
  let known = false;
  let found: Value;
  return {
    take: (value) => {
      if (!known) found = value;
      known = true;
    },
    result: () => found ?? null,
  };
}

const accumulators: Readonly<Record<string, () => Accumulator>> = {
  $sum: () => folding(0, (sum, value) => (isNumber(value) && isNumber(sum) ? add(sum, value) : sum)),
  $avg: average,
  $min: () => extreme(-1),
  $max: () => extreme(1),
  $first: first,
  $last: () => folding(null, (_, value) => value ?? null),
  $push: () => list(false),
  $addToSet: () => list(true),
  $count: () => folding(0, (count) => (isNumber(count) ? add(count, 1) : 1)),
  $stdDevPop: () => deviation(false),
  $stdDevSamp: () => deviation(true),
  $mergeObjects: () =>
    folding(new Map(), (merged, value) =>
      isDocument(merged) && isDocument(value) ? new Map([...merged, ...value]) : merged,
    ),
};

/** A field of a $group: a name, what makes its accumulators, and of which expression. */
export interface GroupField {
  readonly name: string;
  readonly make: () => Accumulator;
  readonly expression: Value;
}

export function groupFields(spec: Document): GroupField[] {
  return [...spec].flatMap(([name, value]) => {
    if (name === '_id') return [];
    const [entry] = isDocument(value) ? value : [];
    if (entry === undefined)
      throw new MongoError('BadValue', `The field '${name}' must be an accumulator object`);
    const make = Object.hasOwn(accumulators, entry[0]) ? accumulators[entry[0]] : undefined;
    if (make === undefined) throw new MongoError('BadValue', `unknown group operator '${entry[0]}'`);
    return [{ name, make, expression: entry[1] }];
  });
}
