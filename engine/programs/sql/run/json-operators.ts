import { SqlError } from '../errors.ts';
import { containsJson, type JsonValue, member, parseJson, showJson } from '../values/json.ts';
import { BOOL, categoryOf, JSONB, TEXT } from '../values/types.ts';
import type { Value } from '../values/value.ts';
import { castTo } from './cast.ts';
import type { Environment } from './environment.ts';
import type { Compiled } from './scope.ts';
import { strict } from './strict.ts';

export function joined(a: JsonValue, b: JsonValue): string {
  if (
    typeof a === 'object' &&
    typeof b === 'object' &&
    a !== null &&
    b !== null &&
    !Array.isArray(a) &&
    !Array.isArray(b)
  ) {
    return showJson({ ...a, ...b });
  }
  const items = (value: JsonValue): readonly JsonValue[] => (Array.isArray(value) ? value : [value]);
  return showJson([...items(a), ...items(b)]);
}

export function json(env: Environment, op: string, left: Compiled, right: Compiled): Compiled | undefined {
  const isJson = categoryOf(left.type) === 'json';
  if (!isJson) return undefined;
  const asText = op === '->>' || op === '#>>';
  if (op === '->' || op === '->>' || op === '#>' || op === '#>>') {
    return strict(env, left, right, asText ? TEXT : left.type, (a, b) => {
      let value: JsonValue | undefined = parseJson(String(a));
      const steps: readonly (string | number)[] = op.startsWith('#')
        ? String(b)
            .replace(/^\{|\}$/g, '')
            .split(',')
        : typeof b === 'number' || typeof b === 'bigint'
          ? [Number(b)]
          : env.mysql
            ? jsonPath(String(b))
            : [String(b)];
      for (const step of steps) value = value === undefined ? undefined : member(value, step);
      return shownJson(value, asText);
    });
  }
  if (op === '-') return strict(env, left, right, left.type, (a, b) => without(parseJson(String(a)), b));
  const other = right.literal === undefined || op === '?' ? right : castTo(env, right, JSONB);
  if (op === '@>')
    return strict(env, left, other, BOOL, (a, b) =>
      containsJson(parseJson(String(a)), parseJson(String(b)), (units) => env.meter.charge(units)),
    );
  if (op === '<@')
    return strict(env, left, other, BOOL, (a, b) =>
      containsJson(parseJson(String(b)), parseJson(String(a)), (units) => env.meter.charge(units)),
    );
  if (op === '?') {
    return strict(env, left, right, BOOL, (a, b) => {
      const value = parseJson(String(a));
      return Array.isArray(value) ? value.includes(String(b)) : member(value, String(b)) !== undefined;
    });
  }
  return undefined;
}

function without(value: JsonValue, key: Value): string {
  if (Array.isArray(value)) {
    const list: readonly JsonValue[] = value;
    return showJson(
      typeof key === 'string'
        ? list.filter((item) => item !== key)
        : list.filter((_, index) => index !== Number(key)),
    );
  }
  if (typeof value !== 'object' || value === null) return showJson(value);
  return showJson(Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)));
}

export function shownJson(value: JsonValue | undefined, asText: boolean): Value {
  if (value === undefined || (value === null && asText)) return null;
  return asText && typeof value === 'string' ? value : showJson(value);
}

/** The steps of `$.a[0].b`. @throws SqlError where it isn't a path */
export function jsonPath(path: string): (string | number)[] {
  const step = /\s*(?:\.\s*(?:"([^"]*)"|([\p{L}\p{N}_$]+))|\[\s*(\d{1,9})\s*\])\s*/uy;
  const start = /^\s*\$\s*/.exec(path)?.[0].length ?? 0;
  const wrong = (place: number) => new SqlError('jsonPath', { place });
  if (start === 0) throw wrong(1);
  const steps: (string | number)[] = [];
  for (let at = start; at < path.length; at = step.lastIndex) {
    step.lastIndex = at;
    const [found, quoted, word, index] = step.exec(path) ?? [];
    if (found === undefined) throw wrong(at + 1);
    steps.push(index === undefined ? (quoted ?? word ?? '') : Number(index));
  }
  return steps;
}
