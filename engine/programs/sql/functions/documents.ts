import type { Environment } from '../run/environment.ts';
import { jsonPath, shownJson } from '../run/json-operators.ts';
import { type JsonValue, member, parseJson, showJson } from '../values/json.ts';
import { showMysqlValue, showValue } from '../values/output.ts';
import { categoryOf, JSON_TYPE, JSONB, type SqlType, TEXT } from '../values/types.ts';
import { numberOf, type Value } from '../values/value.ts';
import { define, type Functions, textArg } from './function.ts';

/** A value as a part of JSON. */
export function asJson(type: SqlType | undefined, value: Value, mysql: boolean): JsonValue {
  if (value === null || typeof value === 'boolean') return value;
  if (type?.array === true && Array.isArray(value))
    return value.map((item: Value) => asJson({ ...type, array: false }, item, mysql));
  const category = type === undefined ? 'text' : categoryOf(type);
  if (category === 'json') return parseJson(textArg(value));
  if (category === 'number') return numberOf(value);
  const shown = mysql ? showMysqlValue(type ?? TEXT, value) : showValue(type ?? TEXT, value);
  return category === 'time' && !mysql ? shown.replace(' ', 'T').replace(/\+00$/, '+00:00') : shown;
}

function object(args: readonly Value[], env: Environment, types: readonly SqlType[]): string {
  const entries: [string, JsonValue][] = [];
  for (let at = 0; at + 1 < args.length; at += 2)
    entries.push([textArg(args[at]), asJson(types[at + 1], args[at + 1] ?? null, env.mysql)]);
  return showJson(Object.fromEntries(entries));
}

const array = (args: readonly Value[], env: Environment, types: readonly SqlType[]): string =>
  showJson(args.map((arg, index) => asJson(types[index], arg, env.mysql)));

function kind(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function put(value: JsonValue, steps: readonly (string | number)[], by: JsonValue): JsonValue {
  const [step, ...rest] = steps;
  if (step === undefined) return by;
  if (Array.isArray(value)) {
    const list: JsonValue[] = [...value];
    const index = Number(step);
    list[index < 0 ? list.length + index : Math.min(index, list.length)] = put(list[index] ?? null, rest, by);
    return list;
  }
  const map = typeof value === 'object' && value !== null ? value : {};
  return { ...map, [String(step)]: put(member(map, String(step)) ?? null, rest, by) };
}

const path = (value: Value): (string | number)[] =>
  Array.isArray(value)
    ? value.map(String)
    : textArg(value)
        .replace(/^\{|\}$/g, '')
        .split(',');

export const documentFunctions: Functions = {
  to_json: define('any → json', ([a], env, [type]) => showJson(asJson(type, a ?? null, env.mysql)), {
    result: () => JSON_TYPE,
  }),
  to_jsonb: define('any → jsonb', ([a], env, [type]) => showJson(asJson(type, a ?? null, env.mysql)), {
    result: () => JSONB,
  }),
  json_build_object: define('any* → json', object, { nulls: true }),
  jsonb_build_object: define('any* → jsonb', object, { nulls: true }),
  json_object: define('any* → json', object, { nulls: true }),
  json_build_array: define('any* → json', array, { nulls: true }),
  jsonb_build_array: define('any* → jsonb', array, { nulls: true }),
  json_array: define('any* → json', array, { nulls: true }),
  jsonb_array_length: define('jsonb → int4', ([a]) => lengthOf(parseJson(textArg(a)))),
  json_array_length: define('json → int4', ([a]) => lengthOf(parseJson(textArg(a)))),
  json_length: define('jsonb → int4', ([a]) => lengthOf(parseJson(textArg(a)))),
  jsonb_typeof: define('jsonb → text', ([a]) => kind(parseJson(textArg(a)))),
  json_typeof: define('json → text', ([a]) => kind(parseJson(textArg(a)))),
  json_type: define('jsonb → text', ([a]) => kind(parseJson(textArg(a))).toUpperCase()),
  json_valid: define('text → int4', ([a]) => {
    try {
      parseJson(textArg(a));
      return 1;
    } catch {
      return 0;
    }
  }),
  json_extract: define('jsonb text → jsonb', ([a, b]) => {
    let value: JsonValue | undefined = parseJson(textArg(a));
    for (const step of jsonPath(textArg(b))) value = value === undefined ? undefined : member(value, step);
    return shownJson(value, false);
  }),
  json_unquote: define('text → text', ([a]) => {
    const text = textArg(a);
    if (!text.startsWith('"')) return text;
    const value = parseJson(text);
    return typeof value === 'string' ? value : text;
  }),
  jsonb_set: define('jsonb any jsonb bool? → jsonb', ([a, b, c]) =>
    showJson(put(parseJson(textArg(a)), path(b ?? null), parseJson(textArg(c)))),
  ),
  jsonb_pretty: define('jsonb → text', ([a]) => JSON.stringify(parseJson(textArg(a)), null, 4)),
  row_to_json: define('any → json', ([a]) => a ?? null),
  array_length: define('any int4 → int4', ([a]) => (Array.isArray(a) && a.length > 0 ? a.length : null)),
  cardinality: define('any → int4', ([a]) => (Array.isArray(a) ? a.length : 0)),
  array_to_string: define('any text text? → text', ([a, b, c], _env, [type]) =>
    (Array.isArray(a) ? a : [])
      .flatMap((item: Value) =>
        item === null
          ? c === undefined
            ? []
            : [textArg(c)]
          : [showValue({ ...(type ?? TEXT), array: false }, item)],
      )
      .join(textArg(b)),
  ),
  string_to_array: define('text text → text', ([a, b]) => textArg(a).split(textArg(b)), {
    result: () => ({ base: 'text', array: true }),
  }),
  array_append: define('any any → any', ([a, b]) => [...(Array.isArray(a) ? a : []), b ?? null], {
    nulls: true,
    result: ([type]) => type ?? TEXT,
  }),
  array_position: define('any any → int4', ([a, b]) => {
    const at = Array.isArray(a) ? a.findIndex((item: Value) => String(item) === String(b)) : -1;
    return at < 0 ? null : at + 1;
  }),
};

function lengthOf(value: JsonValue): number {
  return Array.isArray(value)
    ? value.length
    : typeof value === 'object' && value !== null
      ? Object.keys(value).length
      : 1;
}
