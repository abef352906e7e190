import { compare, isEqual } from '../bson/compare.ts';
import { copyOf, copyOfValue } from '../bson/paths.ts';
import {
  BsonDate,
  type Document,
  isDocument,
  isList,
  isNumber,
  Timestamp,
  typeOf,
  type Value,
} from '../bson/values.ts';
import { MongoError } from '../errors.ts';
import { getPath, setPath, unsetPath } from './change-paths.ts';
import { type Evaluate, matcher } from './match.ts';
import { add, multiply } from './numbers.ts';
import { sortOrder } from './sort.ts';

const ELEMENTS_MAX = 100_000;

interface Change {
  readonly document: Document;
  readonly name: string;
  readonly path: readonly string[];
  readonly value: Value;
  readonly now: number;
  readonly inserts: boolean;
  readonly evaluate: Evaluate;
}

function listAt({ document, path, name }: Change): Value[] | undefined {
  const value = getPath(document, path);
  if (value === undefined) return undefined;
  if (!isList(value))
    throw new MongoError(
      'BadValue',
      `The field '${name}' must be an array but is of type ${typeOf(value).name}`,
    );
  return [...value];
}

function eachOf(value: Value): readonly Value[] {
  if (isDocument(value) && value.has('$each')) {
    const each = value.get('$each');
    if (!isList(each)) throw new MongoError('BadValue', 'The argument to $each in $push must be an array');
    return each;
  }
  return [value];
}

function push(change: Change): void {
  const list = listAt(change) ?? [];
  const { value } = change;
  const options: Document = isDocument(value) && value.has('$each') ? value : new Map();
  const position = options.get('$position');
  const at = isNumber(position) ? Number(position) : list.length;
  list.splice(at < 0 ? Math.max(0, list.length + at) : at, 0, ...eachOf(value).slice(0, ELEMENTS_MAX));
  const sort = options.get('$sort');
  if (isDocument(sort))
    list.sort((a, b) => (isDocument(a) && isDocument(b) ? sortOrder(sort)(a, b) : compare(a, b)));
  else if (isNumber(sort)) list.sort((a, b) => compare(a, b) * Number(sort));
  const slice = options.get('$slice');
  if (isNumber(slice)) {
    const kept = Number(slice) < 0 ? list.slice(Number(slice)) : list.slice(0, Number(slice));
    setPath(change.document, change.path, kept);
  } else setPath(change.document, change.path, list);
}

function pull(change: Change): void {
  const list = listAt(change);
  if (list === undefined) return;
  const { value, evaluate } = change;
  let fits: (item: Value) => boolean = (item) => isEqual(item, value);
  if (isDocument(value)) {
    const isTest = [...value.keys()][0]?.startsWith('$') === true;
    const test = matcher(isTest ? new Map([['item', value]]) : value, evaluate);
    fits = (item) => (isTest ? test(new Map([['item', item]])) : isDocument(item) && test(item));
  }
  setPath(
    change.document,
    change.path,
    list.filter((item) => !fits(item)),
  );
}

function addToSet(change: Change): void {
  const list = listAt(change) ?? [];
  for (const item of eachOf(change.value)) if (!list.some((known) => isEqual(known, item))) list.push(item);
  setPath(change.document, change.path, list);
}

function calculate(change: Change, name: '$inc' | '$mul'): void {
  const { document, path, value } = change;
  const before = getPath(document, path);
  if (!isNumber(value))
    throw new MongoError(
      'TypeMismatch',
      `Cannot ${name === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${change.name}: ${JSON.stringify(value)}}`,
    );
  if (before !== undefined && !isNumber(before))
    throw new MongoError(
      'TypeMismatch',
      `Cannot apply ${name} to a value of non-numeric type. {_id: ...} has the field '${path.at(-1) ?? ''}' of non-numeric type ${typeOf(before).name}`,
    );
  const start = before ?? 0;
  setPath(document, path, name === '$inc' ? add(start, value) : multiply(start, value));
}

function rename({ document, path, value }: Change): void {
  if (typeof value !== 'string')
    throw new MongoError('BadValue', "The 'to' field for $rename must be a string");
  const moved = getPath(document, path);
  if (moved === undefined) return;
  unsetPath(document, path);
  setPath(document, value.split('.'), moved);
}

const operators: Readonly<Record<string, (change: Change) => void>> = {
  $set: ({ document, path, value }) => setPath(document, path, copyOfValue(value)),
  $setOnInsert: ({ document, path, value, inserts }) => {
    if (inserts) setPath(document, path, copyOfValue(value));
  },
  $unset: ({ document, path }) => unsetPath(document, path),
  $inc: (change) => calculate(change, '$inc'),
  $mul: (change) => calculate(change, '$mul'),
  $min: ({ document, path, value }) => {
    const before = getPath(document, path);
    if (before === undefined || compare(value, before) < 0) setPath(document, path, value);
  },
  $max: ({ document, path, value }) => {
    const before = getPath(document, path);
    if (before === undefined || compare(value, before) > 0) setPath(document, path, value);
  },
  $rename: rename,
  $currentDate: ({ document, path, value, now }) => {
    const isStamp = isDocument(value) && value.get('$type') === 'timestamp';
    setPath(document, path, isStamp ? new Timestamp(Math.floor(now / 1000), 1) : new BsonDate(now));
  },
  $push: push,
  $pull: pull,
  $pullAll: (change) => {
    const list = listAt(change);
    const { value } = change;
    if (!isList(value)) throw new MongoError('BadValue', '$pullAll requires an array argument');
    if (list !== undefined)
      setPath(
        change.document,
        change.path,
        list.filter((item) => !value.some((each) => isEqual(each, item))),
      );
  },
  $addToSet: addToSet,
  $pop: (change) => {
    const list = listAt(change);
    if (list === undefined) return;
    if (change.value === -1) list.shift();
    else list.pop();
    setPath(change.document, change.path, list);
  },
};

/** How documents are changed: operators, or another document. */
export type Update = (document: Document, inserts: boolean, filter: Document) => Document;

export const isReplacement = (update: Value): boolean =>
  isDocument(update) && [...update.keys()][0]?.startsWith('$') !== true;

/** @throws MongoError where it isn't an update */
export function updater(update: Document, now: number, evaluate: Evaluate): Update {
  if (isReplacement(update)) {
    return (document) => {
      const id = update.get('_id');
      if (id !== undefined && document.has('_id') && !isEqual(id, document.get('_id'))) throw immutableId();
      const made: Document = new Map();
      const own = document.get('_id') ?? id;
      if (own !== undefined) made.set('_id', own);
      for (const [name, value] of copyOf(update)) if (name !== '_id') made.set(name, value);
      return made;
    };
  }
  const steps = stepsOf(update);
  return (document, inserts, filter) => {
    const made = copyOf(document);
    for (const { operator, name, value } of steps) {
      for (const path of places(made, name, filter, evaluate))
        operator({ document: made, name, path, value, now, inserts, evaluate });
    }
    if (document.has('_id') && !isEqual(made.get('_id'), document.get('_id'))) throw immutableId();
    return made;
  };
}

function immutableId(): MongoError {
  return new MongoError(
    'ImmutableField',
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
}

function stepsOf(update: Document) {
  const names = new Set<string>();
  return [...update].flatMap(([name, fields]) => {
    const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
    if (operator === undefined)
      throw new MongoError(
        'BadValue',
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    if (!isDocument(fields))
      throw new MongoError(
        'BadValue',
        `Modifiers operate on fields but we found type ${typeOf(fields).name} instead. For example: {$mod: {<field>: ...}} not {${name}: ...}`,
      );
    return [...fields].map(([path, value]) => {
      if (names.has(path))
        throw new MongoError(
          'ConflictingUpdateOperators',
          `Updating the path '${path}' would create a conflict at '${path}'`,
        );
      names.add(path);
      return { operator, name: path, value };
    });
  });
}

/** The paths that `$` and `$[]` mean. */
function places(document: Document, name: string, filter: Document, evaluate: Evaluate): string[][] {
  let paths: string[][] = [[]];
  for (const part of name.split('.')) {
    if (part === '$[]') {
      paths = paths.flatMap((path) => {
        const list = path.length === 0 ? document : getPath(document, path);
        return isList(list) ? list.map((_, index) => [...path, String(index)]) : [];
      });
    } else if (part === '$')
      paths = paths.map((path) => [...path, String(positionOf(document, path, filter, evaluate))]);
    else if (part.startsWith('$['))
      throw new MongoError('NotImplemented', 'arrayFilters are not part of the simulation');
    else paths = paths.map((path) => [...path, part]);
  }
  return paths;
}

/** The first element of a list that a filter means. */
function positionOf(
  document: Document,
  path: readonly string[],
  filter: Document,
  evaluate: Evaluate,
): number {
  const name = path.join('.');
  const list = getPath(document, path);
  for (const [key, value] of filter) {
    if (!isList(list) || (key !== name && !key.startsWith(`${name}.`))) continue;
    const test = matcher(
      new Map([[key === name ? 'item' : `item.${key.slice(name.length + 1)}`, value]]),
      evaluate,
    );
    const wanted = isDocument(value) && value.has('$elemMatch') ? value.get('$elemMatch') : undefined;
    const inner = isDocument(wanted)
      ? matcher(
          [...wanted.keys()][0]?.startsWith('$') === true ? new Map([['item', wanted]]) : prefixed(wanted),
          evaluate,
        )
      : test;
    const found = list.findIndex((item) => inner(new Map([['item', item]])));
    if (found >= 0) return found;
  }
  throw new MongoError('BadValue', 'The positional operator did not find the match needed from the query.');
}

function prefixed(fields: Document): Document {
  return new Map([...fields].map(([name, value]) => [`item.${name}`, value]));
}
