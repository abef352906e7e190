import { jsonPath, shownJson } from '../run/json-operators.ts';
import { containsJson, type JsonValue, member, parseJson, showJson } from '../values/json.ts';
import type { Value } from '../values/value.ts';
import { asJson } from './documents.ts';
import { define, type Functions, textArg } from './function.ts';

type Step = string | number;

const parsed = (value: Value | undefined): JsonValue => parseJson(textArg(value));
const isMap = (value: JsonValue | undefined): value is { readonly [name: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function at(value: JsonValue, steps: readonly Step[]): JsonValue | undefined {
  let found: JsonValue | undefined = value;
  for (const step of steps) found = found === undefined ? undefined : member(found, step);
  return found;
}

/** Puts what `change` makes of a part in its place; undefined takes it away. */
function changed(
  value: JsonValue,
  [step, ...rest]: readonly Step[],
  change: (old: JsonValue | undefined) => JsonValue | undefined,
): JsonValue {
  if (step === undefined) return change(value) ?? null;
  const old = member(value, step);
  if (rest.length > 0 && old === undefined) return value;
  const by = rest.length > 0 && old !== undefined ? changed(old, rest, change) : change(old);
  if (Array.isArray(value)) {
    const list: JsonValue[] = [...value];
    const place = Math.min(Number(step), list.length);
    if (by === undefined) list.splice(place, 1);
    else list[place] = by;
    return list;
  }
  if (!isMap(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== String(step) || by !== undefined);
  return by === undefined ? Object.fromEntries(entries) : { ...value, [String(step)]: by };
}

/** JSON_INSERT and its kin: paths with values. */
function changing(replaces: boolean, adds: boolean) {
  return define(
    'jsonb any* → jsonb',
    ([document, ...pairs], env, [, ...types]) => {
      const isPath = (_: unknown, at: number) => at % 2 === 0;
      if (document === null || pairs.filter(isPath).includes(null)) return null;
      let value = parsed(document);
      for (let index = 0; index + 1 < pairs.length; index += 2) {
        const by = asJson(types[index + 1], pairs[index + 1] ?? null, env.mysql);
        value = changed(value, jsonPath(textArg(pairs[index])), (old) =>
          old === undefined ? (adds ? by : undefined) : replaces ? by : old,
        );
      }
      return showJson(value);
    },
    { nulls: true },
  );
}

function patched(value: JsonValue, by: JsonValue): JsonValue {
  if (!isMap(by)) return by;
  const found = new Map(Object.entries(isMap(value) ? value : {}));
  for (const [key, each] of Object.entries(by)) {
    if (each === null) found.delete(key);
    else found.set(key, patched(found.get(key) ?? null, each));
  }
  return Object.fromEntries(found);
}

function preserved(a: JsonValue, b: JsonValue): JsonValue {
  if (isMap(a) && isMap(b)) {
    const found = new Map(Object.entries(a));
    for (const [key, each] of Object.entries(b)) {
      const old = found.get(key);
      found.set(key, old === undefined ? each : preserved(old, each));
    }
    return Object.fromEntries(found);
  }
  const items = (value: JsonValue) => (Array.isArray(value) ? value : [value]);
  return [...items(a), ...items(b)];
}

function depth(value: JsonValue): number {
  const parts = Array.isArray(value) ? value : isMap(value) ? Object.values(value) : [];
  return 1 + parts.reduce((most, part) => Math.max(most, depth(part)), 0);
}

function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (each === null ? [] : [[key, withoutNulls(each)]])),
  );
}

/** Documents that are changed and compared: MySQL's, and of PostgreSQL what has no operator. */
export const jsonChanges: Functions = {
  json_set: changing(true, true),
  json_insert: changing(false, true),
  json_replace: changing(true, false),
  json_remove: define('jsonb text* → jsonb', ([document, ...paths]) =>
    showJson(
      paths.reduce<JsonValue>(
        (value, path) => changed(value, jsonPath(textArg(path)), () => undefined),
        parsed(document),
      ),
    ),
  ),
  json_keys: define('jsonb text? → jsonb', ([a, b]) => {
    const value = at(parsed(a), b === undefined ? [] : jsonPath(textArg(b)));
    return isMap(value) ? showJson(Object.keys(value)) : null;
  }),
  json_contains: define('jsonb jsonb text? → bool', ([a, b, c], env) => {
    const value = at(parsed(a), c === undefined ? [] : jsonPath(textArg(c)));
    return value === undefined ? null : containsJson(value, parsed(b), (units) => env.meter.charge(units));
  }),
  json_contains_path: define('jsonb text text* → bool', ([a, b, ...paths]) => {
    const found = paths.map((path) => at(parsed(a), jsonPath(textArg(path))) !== undefined);
    return textArg(b).toLowerCase() === 'all' ? !found.includes(false) : found.includes(true);
  }),
  json_array_append: define('jsonb text any → jsonb', ([a, b, c], env, [, , type]) =>
    showJson(
      changed(parsed(a), jsonPath(textArg(b)), (old) => [
        ...(Array.isArray(old) ? old : [old ?? null]),
        asJson(type, c ?? null, env.mysql),
      ]),
    ),
  ),
  json_merge_patch: define('jsonb jsonb* → jsonb', ([a, ...more]) =>
    showJson(more.map(parsed).reduce(patched, parsed(a))),
  ),
  json_merge_preserve: define('jsonb jsonb* → jsonb', ([a, ...more]) =>
    showJson(more.map(parsed).reduce(preserved, parsed(a))),
  ),
  json_overlaps: define('jsonb jsonb → bool', ([a, b], env) => {
    const [left, right] = [parsed(a), parsed(b)];
    const charge = (units: number) => env.meter.charge(units);
    const equal = (one: JsonValue, other: JsonValue) =>
      containsJson(one, other, charge) && containsJson(other, one, charge);
    if (isMap(left) && isMap(right))
      return Object.entries(left).some(([key, each]) => {
        const other = member(right, key);
        return other !== undefined && equal(each, other);
      });
    const [some, others] = [left, right].map((value) => (Array.isArray(value) ? value : [value]));
    return (some ?? []).some((each) => (others ?? []).some((other) => equal(each, other)));
  }),
  json_pretty: define('jsonb → text', ([a]) => JSON.stringify(parsed(a), null, 2)),
  json_quote: define('text → text', ([a]) => JSON.stringify(textArg(a))),
  json_depth: define('jsonb → int4', ([a]) => depth(parsed(a))),
  json_value: define('jsonb text → text', ([a, b]) => shownJson(at(parsed(a), jsonPath(textArg(b))), true)),
  jsonb_strip_nulls: define('jsonb → jsonb', ([a]) => showJson(withoutNulls(parsed(a)))),
  json_strip_nulls: define('json → json', ([a]) => showJson(withoutNulls(parsed(a)))),
  jsonb_extract_path: define('jsonb text* → jsonb', ([a, ...path]) =>
    shownJson(at(parsed(a), path.map(textArg)), false),
  ),
  json_extract_path: define('json text* → json', ([a, ...path]) =>
    shownJson(at(parsed(a), path.map(textArg)), false),
  ),
  jsonb_extract_path_text: define('jsonb text* → text', ([a, ...path]) =>
    shownJson(at(parsed(a), path.map(textArg)), true),
  ),
  json_extract_path_text: define('json text* → text', ([a, ...path]) =>
    shownJson(at(parsed(a), path.map(textArg)), true),
  ),
  array_to_json: define('any → json', ([a], env, [type]) => showJson(asJson(type, a ?? null, env.mysql))),
};
