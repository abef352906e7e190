import { compare, isEqual, sameType } from '../bson/compare.ts';
import { valuesAt } from '../bson/paths.ts';
import {
  type Document,
  Extreme,
  isDocument,
  isList,
  isNumber,
  isTrue,
  Regex,
  typeOf,
  type Value,
} from '../bson/values.ts';
import { MongoError, missing } from '../errors.ts';
import { compiled } from './patterns.ts';

export type Predicate = (document: Document) => boolean;
type Test = (value: Value) => boolean;
/** What an expression ($expr) makes of a document. */
export type Evaluate = (expression: Value, document: Document) => Value;

const DEPTH_MAX = 100;

/** A filter as a function. @throws MongoError where it isn't one */
export function matcher(filter: Document, evaluate: Evaluate, depth = 0): Predicate {
  if (depth > DEPTH_MAX) throw new MongoError('Overflow', 'exceeded depth limit of a match expression');
  const all = [...filter].map(([name, value]) => clause(name, value, evaluate, depth));
  return (document) => all.every((each) => each(document));
}

function clause(name: string, value: Value, evaluate: Evaluate, depth: number): Predicate {
  if (!name.startsWith('$')) return field(name, value, evaluate, depth);
  if (name === '$and' || name === '$or' || name === '$nor') {
    if (!isList(value) || value.length === 0)
      throw new MongoError('BadValue', `${name} must be a nonempty array`);
    const parts = value.map((part) => {
      if (!isDocument(part)) throw new MongoError('BadValue', `${name} entries must be objects`);
      return matcher(part, evaluate, depth + 1);
    });
    if (name === '$and') return (document) => parts.every((part) => part(document));
    return (document) => parts.some((part) => part(document)) === (name === '$or');
  }
  if (name === '$expr') return (document) => isTrue(evaluate(value, document));
  if (name === '$comment') return () => true;
  if (name === '$where' || name === '$text' || name === '$jsonSchema') throw missing(name);
  throw new MongoError(
    'BadValue',
    `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
  );
}

const isOperators = (value: Value): value is Document =>
  isDocument(value) &&
  [...value.keys()][0]?.startsWith('$') === true &&
  !value.has('$ref') &&
  !value.has('$id');

function field(name: string, value: Value, evaluate: Evaluate, depth: number): Predicate {
  const path = name.split('.');
  const test = isOperators(value) ? operators(value, evaluate, depth) : anyOf(equality(value));
  return (document) => test(valuesAt(document, path));
}

type ValuesTest = (values: readonly Value[]) => boolean;

/** True where it is of one of the values, or of an element of a list among them. */
function anyOf(test: Test): ValuesTest {
  return (values) =>
    values.some(
      (value) => test(value) || (isList(value) && value.some((item) => item !== undefined && test(item))),
    );
}

function equality(wanted: Value): Test {
  if (wanted instanceof Regex) return pattern(wanted);
  if (wanted === null) return (value) => value === null || value === undefined;
  return (value) => value !== undefined && isEqual(value, wanted);
}

function pattern(regex: Regex): Test {
  const machine = compiled(regex);
  return (value) =>
    typeof value === 'string'
      ? machine.matcher(value).find()
      : value instanceof Regex && value.pattern === regex.pattern && value.flags === regex.flags;
}

function comparison(wanted: Value, fits: (order: number) => boolean): Test {
  if (wanted === null) return (value) => fits(0) && (value === null || value === undefined);
  return (value) =>
    value !== undefined &&
    (sameType(value, wanted) || wanted instanceof Extreme) &&
    fits(compare(value, wanted));
}

function listOf(name: string, value: Value): readonly Value[] {
  if (!isList(value)) throw new MongoError('BadValue', `${name} needs an array`);
  return value;
}

function operators(of: Document, evaluate: Evaluate, depth: number): ValuesTest {
  const tests = [...of].map(([name, value]) => operator(name, value, of, evaluate, depth));
  return (values) => tests.every((test) => test(values));
}

function operator(name: string, value: Value, of: Document, evaluate: Evaluate, depth: number): ValuesTest {
  const not =
    (test: ValuesTest): ValuesTest =>
    (values) =>
      !test(values);
  switch (name) {
    case '$eq':
      return anyOf(
        value instanceof Regex ? (each) => each !== undefined && isEqual(each, value) : equality(value),
      );
    case '$ne':
      return not(anyOf(equality(value)));
    case '$gt':
      return anyOf(comparison(value, (order) => order > 0));
    case '$gte':
      return anyOf(comparison(value, (order) => order >= 0));
    case '$lt':
      return anyOf(comparison(value, (order) => order < 0));
    case '$lte':
      return anyOf(comparison(value, (order) => order <= 0));
    case '$in':
    case '$nin': {
      const tests = listOf(name, value).map(equality);
      const test = anyOf((each) => tests.some((fits) => fits(each)));
      return name === '$in' ? test : not(test);
    }
    case '$exists':
      return (values) => values.some((each) => each !== undefined) === isTrue(value);
    case '$type':
      return typed(value);
    case '$not': {
      if (value instanceof Regex) return not(anyOf(pattern(value)));
      if (!isOperators(value)) throw new MongoError('BadValue', '$not needs a regex or a document');
      return not(operators(value, evaluate, depth + 1));
    }
    case '$regex':
      return anyOf(pattern(regexOf(value, of.get('$options'))));
    case '$options':
      if (!of.has('$regex')) throw new MongoError('BadValue', '$options needs a $regex');
      return () => true;
    case '$size':
      if (!isNumber(value))
        throw new MongoError(
          'BadValue',
          `Failed to parse $size. Expected a number in: $size: ${String(value)}`,
        );
      return (values) => values.some((each) => isList(each) && each.length === Number(value));
    case '$all':
      return every(listOf(name, value), evaluate, depth);
    case '$elemMatch':
      return elementMatches(value, evaluate, depth);
    case '$mod': {
      const [divisor, remainder] = listOf(name, value).map(Number);
      if (divisor === undefined || remainder === undefined || divisor === 0)
        throw new MongoError('BadValue', 'malformed mod, not enough elements');
      return anyOf(
        (each) => isNumber(each) && Math.trunc(Number(each)) % Math.trunc(divisor) === Math.trunc(remainder),
      );
    }
    default:
      if (/^\$(?:geo|near|bits)/.test(name)) throw missing(name);
      throw new MongoError('BadValue', `unknown operator: ${name}`);
  }
}

function regexOf(value: Value, options: Value): Regex {
  const flags = typeof options === 'string' ? options : undefined;
  if (value instanceof Regex) return new Regex(value.pattern, flags ?? value.flags);
  if (typeof value !== 'string') throw new MongoError('BadValue', '$regex has to be a string');
  return new Regex(value, flags ?? '');
}

function typed(value: Value): ValuesTest {
  const wanted = isList(value) ? value : [value];
  const fits = (each: Value): boolean => {
    const { name, number } = typeOf(each);
    if (each === undefined) return false;
    return wanted.some((type) => type === name || type === number || (type === 'number' && isNumber(each)));
  };
  return anyOf(fits);
}

function every(wanted: readonly Value[], evaluate: Evaluate, depth: number): ValuesTest {
  const tests = wanted.map((each) =>
    isDocument(each) && each.has('$elemMatch')
      ? elementMatches(each.get('$elemMatch'), evaluate, depth)
      : anyOf(equality(each)),
  );
  return (values) => tests.length > 0 && tests.every((test) => test(values));
}

function elementMatches(value: Value, evaluate: Evaluate, depth: number): ValuesTest {
  if (!isDocument(value)) throw new MongoError('BadValue', '$elemMatch needs an Object');
  if (isOperators(value) && !['$and', '$or', '$nor'].includes([...value.keys()][0] ?? '')) {
    const test = operators(value, evaluate, depth + 1);
    return (values) => values.some((each) => isList(each) && each.some((item) => test([item])));
  }
  const test = matcher(value, evaluate, depth + 1);
  return (values) =>
    values.some((each) => isList(each) && each.some((item) => isDocument(item) && test(item)));
}

/** Of a filter: values that fields must have, for an upsert. */
export function equalities(filter: Document): [string, Value][] {
  const found: [string, Value][] = [];
  for (const [name, value] of filter) {
    if (name === '$and' && isList(value))
      for (const part of value) if (isDocument(part)) found.push(...equalities(part));
    if (name.startsWith('$')) continue;
    if (!isOperators(value)) {
      if (!(value instanceof Regex)) found.push([name, value]);
    } else if (value.has('$eq')) found.push([name, value.get('$eq')]);
  }
  return found;
}
