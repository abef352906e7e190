import { type Builtin, type Call, number, plain, withValues } from './builtin.ts';
import { textOf } from './formats.ts';
import { children, type Found } from './found.ts';
import { JqError, type JsonValue } from './syntax.ts';
import { textBuiltins } from './text-builtins.ts';
import { types } from './type-builtins.ts';
import {
  arithmetic,
  atPath,
  compare,
  described,
  isArray,
  isObject,
  isTrue,
  type Path,
  typeOf,
  withPath,
} from './values.ts';

const RANGE_MAX = 1_000_000;

/** A function of a list and a key of each of its items. */
function keyed(of: (items: readonly (readonly [item: JsonValue, key: JsonValue])[]) => JsonValue): Builtin {
  return function* ({ evaluation, input, variables, given }) {
    const [filter] = given;
    yield {
      value: of(
        list(input.value).map((item) => [
          item,
          filter === undefined ? item : [...evaluation.values(filter, item, variables)],
        ]),
      ),
    };
  };
}

function list(value: JsonValue): readonly JsonValue[] {
  if (isArray(value)) return value;
  throw new JqError(`Cannot iterate over ${described(value)}`);
}

function keys(value: JsonValue): JsonValue[] {
  if (isArray(value)) return [...value.keys()];
  if (isObject(value)) return Object.keys(value).sort();
  throw new JqError(`${described(value)} has no keys`);
}

function length(value: JsonValue): number {
  if (value === null) return 0;
  if (typeof value === 'number') return Math.abs(value);
  if (typeof value === 'string') return [...value].length;
  if (isArray(value)) return value.length;
  if (isObject(value)) return Object.keys(value).length;
  throw new JqError(`${described(value)} has no length`);
}

function toEntries(value: JsonValue): JsonValue {
  if (!isObject(value)) throw new JqError(`${described(value)} has no keys`);
  return Object.entries(value).map(([key, each]) => ({ key, value: each }));
}

function fromEntries(value: JsonValue): JsonValue {
  return Object.fromEntries(
    list(value).map((entry) => {
      if (!isObject(entry)) throw new JqError(`Cannot index ${typeOf(entry)} with "key"`);
      const key = entry.key ?? entry.k ?? entry.name ?? entry.Name ?? entry.Key ?? null;
      return [key === null ? 'null' : textOf(key), entry.value ?? entry.v ?? entry.Value ?? null];
    }),
  );
}

function contains(value: JsonValue, part: JsonValue): boolean {
  if (typeof value === 'string' && typeof part === 'string') return value.includes(part);
  if (isArray(value) && isArray(part))
    return part.every((each) => value.some((item) => typeOf(item) === typeOf(each) && contains(item, each)));
  if (isObject(value) && isObject(part)) {
    return Object.entries(part).every(
      ([key, each]) => Object.hasOwn(value, key) && contains(value[key] ?? null, each),
    );
  }
  if (typeOf(value) !== typeOf(part))
    throw new JqError(`${described(value)} and ${described(part)} cannot have their containment checked`);
  return compare(value, part) === 0;
}

function flatten(value: JsonValue, depth: number): JsonValue[] {
  return list(value).flatMap((item) => (isArray(item) && depth > 0 ? flatten(item, depth - 1) : [item]));
}

function byKey(items: readonly (readonly [JsonValue, JsonValue])[]): (readonly [JsonValue, JsonValue])[] {
  return items.toSorted(([, a], [, b]) => compare(a, b));
}

function grouped(items: readonly (readonly [JsonValue, JsonValue])[]): JsonValue[][] {
  const groups: JsonValue[][] = [];
  let before: JsonValue | undefined;
  for (const [item, key] of byKey(items)) {
    if (before === undefined || compare(before, key) !== 0) groups.push([]);
    groups.at(-1)?.push(item);
    before = key;
  }
  return groups;
}

function* range(from: number, to: number, by: number): Generator<Found> {
  if (by === 0 || Math.abs((to - from) / by) > RANGE_MAX) throw new JqError('Range too large');
  for (let value = from; by > 0 ? value < to : value > to; value += by) yield { value };
}

function mapping(update: (items: readonly JsonValue[], call: Call) => JsonValue): Builtin {
  return function* (call) {
    yield {
      value: update(
        [...children(call.input)].map(({ value }) => value),
        call,
      ),
    };
  };
}

function all(call: Call, value: JsonValue): JsonValue[] {
  const [filter] = call.given;
  return filter === undefined ? [value] : [...call.evaluation.values(filter, value, call.variables)];
}

function setPath(value: JsonValue, path: JsonValue, put: JsonValue | undefined): JsonValue {
  const parts = list(path).flatMap((part) =>
    typeof part === 'string' || typeof part === 'number' ? [part] : [],
  );
  return withPath(value, parts, put);
}

function deletePaths(value: JsonValue, paths: readonly Path[]): JsonValue {
  return paths
    .toSorted((a, b) => compare(b, a))
    .reduce((rest, path) => withPath(rest, path, undefined), value);
}

const flow: Readonly<Record<string, Builtin>> = {
  'empty/0': function* () {},
  'not/0': plain((value) => !isTrue(value)),
  'error/0': plain((value) => {
    throw new JqError(textOf(value));
  }),
  'error/1': withValues((_, message) => {
    throw new JqError(textOf(message ?? null));
  }),
  *'select/1'(call) {
    for (const test of all(call, call.input.value)) if (isTrue(test)) yield call.input;
  },
  *'recurse/0'({ evaluation, input, variables }) {
    yield* evaluation.run({ is: 'recurse' }, input, variables);
  },
  *'first/1'({ evaluation, input, variables, given: [filter] }) {
    if (filter === undefined) return;
    for (const found of evaluation.run(filter, input, variables)) {
      yield found;
      return;
    }
  },
  *'first/0'({ evaluation, input, variables }) {
    yield* evaluation.run(
      { is: 'index', of: { is: 'identity' }, at: { is: 'literal', value: 0 } },
      input,
      variables,
    );
  },
  *'last/0'({ evaluation, input, variables }) {
    yield* evaluation.run(
      { is: 'index', of: { is: 'identity' }, at: { is: 'literal', value: -1 } },
      input,
      variables,
    );
  },
  *'limit/2'({ evaluation, input, variables, given: [count, filter] }) {
    if (count === undefined || filter === undefined) return;
    let left = number(evaluation.first(count, input.value, variables) ?? 0);
    if (left <= 0) return;
    for (const found of evaluation.run(filter, input, variables)) {
      yield found;
      if (--left <= 0) return;
    }
  },
  *'range/1'(call) {
    for (const to of all(call, call.input.value)) yield* range(0, number(to), 1);
  },
  *'range/2'({ evaluation, input, variables, given: [from, to] }) {
    if (from === undefined || to === undefined) return;
    for (const a of evaluation.values(from, input.value, variables)) {
      for (const b of evaluation.values(to, input.value, variables)) yield* range(number(a), number(b), 1);
    }
  },
  *'any/1'(call) {
    yield { value: [...children(call.input)].some(({ value }) => all(call, value).some(isTrue)) };
  },
  *'all/1'(call) {
    yield { value: [...children(call.input)].every(({ value }) => all(call, value).every(isTrue)) };
  },
  'any/0': mapping((items) => items.some(isTrue)),
  'all/0': mapping((items) => items.every(isTrue)),
  'map/1': mapping((items, call) => items.flatMap((item) => all(call, item))),
  *'map_values/1'(call) {
    const { value } = call.input;
    const entries = isArray(value) ? [...value.entries()] : Object.entries(isObject(value) ? value : {});
    const changed = entries.flatMap(([key, each]) =>
      all(call, each)
        .slice(0, 1)
        .map((next) => [key, next] as const),
    );
    yield { value: isArray(value) ? changed.map(([, each]) => each) : Object.fromEntries(changed) };
  },
  *'with_entries/1'(call) {
    yield { value: fromEntries(list(toEntries(call.input.value)).flatMap((entry) => all(call, entry))) };
  },
  *'path/1'({ evaluation, input, variables, given: [filter] }) {
    if (filter !== undefined)
      for (const path of evaluation.paths(filter, input.value, variables)) yield { value: path };
  },
  *'paths/0'({ evaluation, input, variables }) {
    for (const path of evaluation.paths({ is: 'recurse' }, input.value, variables))
      if (path.length > 0) yield { value: path };
  },
  *'del/1'({ evaluation, input, variables, given: [filter] }) {
    if (filter !== undefined)
      yield { value: deletePaths(input.value, [...evaluation.paths(filter, input.value, variables)]) };
  },
  *'input_line_number/0'() {
    yield { value: 0 };
  },
};

const lists: Readonly<Record<string, Builtin>> = {
  'add/0': plain((value) =>
    (isObject(value) ? Object.values(value) : list(value)).reduce(
      (sum, each) => arithmetic('+', sum, each),
      null,
    ),
  ),
  'contains/1': withValues((value, part) => contains(value, part ?? null)),
  'inside/1': withValues((value, whole) => contains(whole ?? null, value)),
  'flatten/0': plain((value) => flatten(value, 1000)),
  'flatten/1': withValues((value, depth) => flatten(value, number(depth ?? null))),
  'from_entries/0': plain(fromEntries),
  'getpath/1': withValues((value, path) =>
    atPath(
      value,
      list(path ?? null).flatMap((part) =>
        typeof part === 'string' || typeof part === 'number' ? [part] : [],
      ),
    ),
  ),
  'setpath/2': withValues((value, path, put) => setPath(value, path ?? null, put)),
  'group_by/1': keyed((items) => grouped(items)),
  'has/1': withValues((value, key) =>
    isArray(value)
      ? typeof key === 'number' && key >= 0 && key < value.length
      : isObject(value) && Object.hasOwn(value, textOf(key ?? null)),
  ),
  'in/1': withValues((key, value = null) => isObject(value) && Object.hasOwn(value, textOf(key))),
  'index/1': withValues((value, part) => {
    const at =
      typeof value === 'string'
        ? value.indexOf(textOf(part ?? null))
        : list(value).findIndex((item) => compare(item, part ?? null) === 0);
    return at < 0 ? null : at;
  }),
  'keys/0': plain(keys),
  'keys_unsorted/0': plain((value) => (isObject(value) ? Object.keys(value) : keys(value))),
  'length/0': plain(length),
  'max/0': keyed((items) => byKey(items).at(-1)?.[0] ?? null),
  'max_by/1': keyed((items) => byKey(items).at(-1)?.[0] ?? null),
  'min/0': keyed((items) => byKey(items)[0]?.[0] ?? null),
  'min_by/1': keyed((items) => byKey(items)[0]?.[0] ?? null),
  'reverse/0': plain((value) =>
    typeof value === 'string' ? [...value].reverse().join('') : list(value ?? []).toReversed(),
  ),
  'sort/0': keyed((items) => byKey(items).map(([item]) => item)),
  'sort_by/1': keyed((items) => byKey(items).map(([item]) => item)),
  'to_entries/0': plain(toEntries),
  'transpose/0': plain((value) => {
    const rows = list(value).map(list);
    const width = Math.max(0, ...rows.map((row) => row.length));
    return Array.from({ length: width }, (_, at) => rows.map((row) => row[at] ?? null));
  }),
  'unique/0': keyed((items) => grouped(items).map(([first]) => first ?? null)),
  'unique_by/1': keyed((items) => grouped(items).map(([first]) => first ?? null)),
};

/** Functions by name and number of arguments. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(
  Object.entries({ ...flow, ...lists, ...types, ...textBuiltins() }),
);
