import { BsonDate, isDocument, isList, isNumber, typeOf, type Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { add, multiply, subtract } from '../query/numbers.ts';
import type { Operator } from './expressions.ts';

const isNothing = (value: Value): boolean => value === null || value === undefined;

/** Of one number; of nothing it is nothing. */
function one(name: string, calculate: (value: number) => number): Operator {
  return ([value]) => {
    if (isNothing(value)) return null;
    if (!isNumber(value))
      throw new MongoError('BadValue', `${name} only supports numeric types, not ${typeOf(value).name}`);
    return calculate(Number(value));
  };
}

function rounded(cut: (value: number) => number): Operator {
  return ([value, digits = 0]) => {
    if (isNothing(value)) return null;
    const scale = 10 ** Number(digits);
    return cut(Number(value) * scale) / scale;
  };
}

/** To the nearest; halves to the even one. */
function roundEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function sum(args: readonly Value[]): Value {
  let total: number | bigint = 0;
  let date = false;
  for (const value of args) {
    if (isNothing(value)) return null;
    if (value instanceof BsonDate) {
      date = true;
      total = add(total, value.ms);
    } else if (isNumber(value)) total = add(total, value);
    else
      throw new MongoError(
        'TypeMismatch',
        `$add only supports numeric or date types, not ${typeOf(value).name}`,
      );
  }
  return date ? new BsonDate(Number(total)) : total;
}

const numbersIn = (args: readonly Value[]): (number | bigint)[] => {
  const [first] = args;
  return (args.length === 1 && isList(first) ? first : args).filter(isNumber);
};

const convert = (name: string, to: (value: number) => Value): Operator => {
  return ([value]) => {
    if (isNothing(value)) return null;
    const number =
      typeof value === 'string' && value.trim() !== ''
        ? Number(value)
        : typeof value === 'boolean'
          ? Number(value)
          : value instanceof BsonDate
            ? value.ms
            : isNumber(value)
              ? Number(value)
              : Number.NaN;
    if (Number.isNaN(number))
      throw new MongoError(
        'BadValue',
        `Failed to parse number '${String(value)}' in $convert with no onError value: ${name}`,
      );
    return to(number);
  };
};

export const numberOperators: Readonly<Record<string, Operator>> = {
  $add: sum,
  $subtract: ([left, right]) => {
    if (isNothing(left) || isNothing(right)) return null;
    if (left instanceof BsonDate)
      return right instanceof BsonDate ? BigInt(left.ms - right.ms) : new BsonDate(left.ms - Number(right));
    if (!isNumber(left) || !isNumber(right))
      throw new MongoError('TypeMismatch', `can't $subtract ${typeOf(right).name} from ${typeOf(left).name}`);
    return subtract(left, right);
  },
  $multiply: (args) => {
    let product: number | bigint = 1;
    for (const value of args) {
      if (isNothing(value)) return null;
      if (!isNumber(value))
        throw new MongoError(
          'TypeMismatch',
          `$multiply only supports numeric types, not ${typeOf(value).name}`,
        );
      product = multiply(product, value);
    }
    return product;
  },
  $divide: ([left, right]) => {
    if (isNothing(left) || isNothing(right)) return null;
    if (!isNumber(left) || !isNumber(right))
      throw new MongoError(
        'TypeMismatch',
        `$divide only supports numeric types, not ${typeOf(left).name} and ${typeOf(right).name}`,
      );
    if (Number(right) === 0) throw new MongoError('BadValue', "can't $divide by zero");
    return Number(left) / Number(right);
  },
  $mod: ([left, right]) => {
    if (isNothing(left) || isNothing(right)) return null;
    if (Number(right) === 0) throw new MongoError('BadValue', "can't $mod by zero");
    return Number(left) % Number(right);
  },
  $abs: one('$abs', Math.abs),
  $ceil: one('$ceil', Math.ceil),
  $floor: one('$floor', Math.floor),
  $sqrt: one('$sqrt', Math.sqrt),
  $exp: one('$exp', Math.exp),
  $ln: one('$ln', Math.log),
  $log10: one('$log10', Math.log10),
  $pow: ([base, exponent]) =>
    isNothing(base) || isNothing(exponent) ? null : Number(base) ** Number(exponent),
  $round: rounded(roundEven),
  $trunc: rounded(Math.trunc),
  $sum: (args) => numbersIn(args).reduce<number | bigint>(add, 0),
  $avg: (args) => {
    const numbers = numbersIn(args);
    return numbers.length === 0
      ? null
      : numbers.reduce<number>((total, each) => total + Number(each), 0) / numbers.length;
  },
  $toInt: convert('$toInt', Math.trunc),
  $toLong: convert('$toLong', (value) => BigInt(Math.trunc(value))),
  $toDouble: convert('$toDouble', (value) => value),
  $toDecimal: convert('$toDecimal', (value) => value),
  $toBool: ([value]) => (isNothing(value) ? null : value !== false && value !== 0),
  $isNumber: ([value]) => isNumber(value),
  $type: ([value]) => typeOf(value).name,
  $mergeObjects: (args) => {
    const [first] = args;
    const documents = args.length === 1 && isList(first) ? first : args;
    return new Map(documents.flatMap((each) => (isDocument(each) ? [...each] : [])));
  },
};
