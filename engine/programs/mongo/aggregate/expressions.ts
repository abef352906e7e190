import { compare, isEqual } from '../bson/compare.ts';
import { valueAt } from '../bson/paths.ts';
import { type Document, isDocument, isList, isTrue, type Value } from '../bson/values.ts';
import { MongoError, missing } from '../errors.ts';
import { dateOperators } from './dates.ts';
import { listOperators } from './lists.ts';
import { numberOperators } from './numbers.ts';
import { textOperators } from './texts.ts';

/** Variables by name; ROOT and CURRENT are the document. */
export type Scope = ReadonlyMap<string, Value>;

/** What operators with arguments in a row make of them. */
export type Operator = (args: readonly Value[]) => Value;

const DEPTH_MAX = 100;

const plain: Readonly<Record<string, Operator>> = {
  ...dateOperators,
  ...listOperators,
  ...numberOperators,
  ...textOperators,
  $eq: ([left, right]) => isEqual(left, right),
  $ne: ([left, right]) => !isEqual(left, right),
  $gt: ([left, right]) => compare(left, right) > 0,
  $gte: ([left, right]) => compare(left, right) >= 0,
  $lt: ([left, right]) => compare(left, right) < 0,
  $lte: ([left, right]) => compare(left, right) <= 0,
  $cmp: ([left, right]) => Math.sign(compare(left, right)),
  $and: (args) => args.every(isTrue),
  $or: (args) => args.some(isTrue),
  $not: ([value]) => !isTrue(value),
};

export function scopeOf(document: Document, now: number): Scope {
  return new Map<string, Value>([
    ['ROOT', document],
    ['CURRENT', document],
    ['NOW_MS', now],
  ]);
}

/** The value of an expression. @throws MongoError */
export function evaluate(expression: Value, scope: Scope, depth = 0): Value {
  if (depth > DEPTH_MAX) throw new MongoError('Overflow', 'expression nested too deeply');
  if (typeof expression === 'string')
    return expression.startsWith('$') ? variable(expression, scope) : expression;
  const inner = (value: Value, own: Scope = scope) => evaluate(value, own, depth + 1);
  if (isList(expression)) return expression.map((item) => inner(item) ?? null);
  if (!isDocument(expression)) return expression;
  const [first] = expression;
  if (first === undefined) return expression;
  const [name, value] = first;
  if (!name.startsWith('$'))
    return new Map(
      [...expression]
        .map(([key, item]): [string, Value] => [key, inner(item)])
        .filter(([, item]) => item !== undefined),
    );
  const special = Object.hasOwn(lazy, name) ? lazy[name] : undefined;
  if (special !== undefined) return special(value, scope, inner);
  const operator = Object.hasOwn(plain, name) ? plain[name] : undefined;
  if (operator === undefined) throw new MongoError('BadValue', `Unrecognized expression '${name}'`);
  const args = isList(value)
    ? value.map((item) => inner(item))
    : [isDocument(value) && takesNames(name) ? named(value, inner) : inner(value)];
  return operator(args);
}

type Inner = (value: Value, scope?: Scope) => Value;

/** Operators whose arguments have names get them as a document. */
const takesNames = (name: string): boolean =>
  /^\$(?:dateToString|dateFromString|dateAdd|dateSubtract|dateDiff|dateTrunc|trim|ltrim|rtrim|regexMatch|replaceOne|replaceAll)$/.test(
    name,
  );

function named(value: Document, inner: Inner): Document {
  return new Map([...value].map(([key, item]) => [key, inner(item)]));
}

function variable(text: string, scope: Scope): Value {
  if (!text.startsWith('$$')) return valueAt(scope.get('CURRENT'), text.slice(1).split('.'));
  const [name = '', ...path] = text.slice(2).split('.');
  if (name === 'REMOVE') return undefined;
  if (name === 'NOW') return dateOperators.$toDate?.([scope.get('NOW_MS')]);
  if (!scope.has(name)) throw new MongoError('BadValue', `Use of undefined variable: ${name}`);
  return valueAt(scope.get(name), path);
}

function fields(name: string, value: Value): Document {
  if (!isDocument(value)) throw new MongoError('BadValue', `${name} only supports an object as an argument`);
  return value;
}

function conditional(value: Value, _scope: Scope, inner: Inner): Value {
  if (isList(value)) {
    if (value.length !== 3)
      throw new MongoError(
        'BadValue',
        `Expression $cond takes exactly 3 arguments. ${value.length} were passed in.`,
      );
    return inner(isTrue(inner(value[0])) ? value[1] : value[2]);
  }
  const of = fields('$cond', value);
  return inner(isTrue(inner(of.get('if'))) ? of.get('then') : of.get('else'));
}

function switched(value: Value, _scope: Scope, inner: Inner): Value {
  const of = fields('$switch', value);
  const branches = of.get('branches');
  for (const branch of isList(branches) ? branches : [])
    if (isDocument(branch) && isTrue(inner(branch.get('case')))) return inner(branch.get('then'));
  if (!of.has('default'))
    throw new MongoError(
      'BadValue',
      '$switch could not find a matching branch for an input, and no default was specified.',
    );
  return inner(of.get('default'));
}

const items = (value: Value): readonly Value[] | null => (isList(value) ? value : null);

const lazy: Readonly<Record<string, (value: Value, scope: Scope, inner: Inner) => Value>> = {
  $literal: (value) => value,
  $cond: conditional,
  $switch: switched,
  $ifNull: (value, _scope, inner) => {
    for (const item of isList(value) ? value : [value]) {
      const found = inner(item);
      if (found !== undefined && found !== null) return found;
    }
    return null;
  },
  $let: (value, scope, inner) => {
    const of = fields('$let', value);
    const own = new Map(scope);
    for (const [name, item] of fields('$let', of.get('vars'))) own.set(name, inner(item));
    return inner(of.get('in'), own);
  },
  $map: (value, scope, inner) => {
    const of = fields('$map', value);
    const name = String(of.get('as') ?? 'this');
    return (
      items(inner(of.get('input')))?.map(
        (item) => inner(of.get('in'), new Map([...scope, [name, item]])) ?? null,
      ) ?? null
    );
  },
  $filter: (value, scope, inner) => {
    const of = fields('$filter', value);
    const name = String(of.get('as') ?? 'this');
    return (
      items(inner(of.get('input')))?.filter((item) =>
        isTrue(inner(of.get('cond'), new Map([...scope, [name, item]]))),
      ) ?? null
    );
  },
  $reduce: (value, scope, inner) => {
    const of = fields('$reduce', value);
    const list = items(inner(of.get('input')));
    return list === null
      ? null
      : list.reduce<Value>(
          (result, item) => inner(of.get('in'), new Map([...scope, ['value', result], ['this', item]])),
          inner(of.get('initialValue')),
        );
  },
  $getField: (value, _scope, inner) => {
    const [name, input] = isDocument(value)
      ? [inner(value.get('field')), inner(value.get('input'))]
      : [value, inner('$$CURRENT')];
    return isDocument(input) && typeof name === 'string' ? input.get(name) : undefined;
  },
  $function: () => {
    throw missing('$function');
  },
  $accumulator: () => {
    throw missing('$accumulator');
  },
};
