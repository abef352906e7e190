import { SqlError } from '../errors.ts';
import { asJson } from '../functions/documents.ts';
import { VALUE_CHARS_MAX } from '../limits.ts';
import { valueKey } from '../store/key-places.ts';
import { type JsonValue, showJson } from '../values/json.ts';
import {
  BOOL,
  categoryOf,
  FLOAT8,
  INT8,
  INTERVAL,
  isFloat,
  isInteger,
  JSON_TYPE,
  JSONB,
  NUMERIC,
  type SqlType,
  TEXT,
  titleOf,
} from '../values/types.ts';
import { Decimal, decimalOf, Interval, numberOf, quotientScale, type Value } from '../values/value.ts';
import type { Accumulator, Aggregate } from './aggregate.ts';
import { textOf } from './cast.ts';
import { compareAs } from './compare.ts';
import type { Environment } from './environment.ts';
import { statistics } from './statistics.ts';

function numeric(name: string, args: readonly SqlType[], mysql: boolean): SqlType {
  const [type = TEXT] = args;
  if (categoryOf(type) !== 'number' && categoryOf(type) !== 'interval' && !mysql) {
    throw new SqlError(
      'undefinedFunction',
      { signature: `${name}(${titleOf(type)})`, name, schema: '' },
      undefined,
      {
        hint: 'No function matches the given name and argument types. You might need to add explicit type casts.',
      },
    );
  }
  return type;
}

function sumType(name: string, args: readonly SqlType[], { mysql }: Environment): SqlType {
  const type = numeric(name, args, mysql);
  if (type.base === 'interval') return INTERVAL;
  if (isFloat(type) || (mysql && categoryOf(type) !== 'number')) return FLOAT8;
  return isInteger(type) && type.base !== 'int8' && !mysql ? INT8 : NUMERIC;
}

function summing(args: readonly SqlType[], env: Environment) {
  const type = sumType('sum', args, env);
  let exact = new Decimal(0n, 0);
  let float = 0;
  let interval = new Interval(0, 0, 0);
  let count = 0;
  return {
    add([value = null]: readonly Value[]) {
      count++;
      if (value instanceof Interval) interval = interval.plus(value);
      else if (type.base === 'float8') float += numberOf(value) || 0;
      else exact = exact.add(decimalOf(value));
    },
    get count() {
      return count;
    },
    sum(): Value {
      if (count === 0) return null;
      if (type.base === 'interval') return interval;
      return type.base === 'float8' ? float : type.base === 'int8' ? exact.units : exact;
    },
  };
}

function average(args: readonly SqlType[], env: Environment): Accumulator {
  const sum = summing(args, env);
  return {
    add: (values) => sum.add(values),
    result() {
      const total = sum.sum();
      if (total === null) return null;
      if (total instanceof Interval) return total.times(1 / sum.count);
      if (typeof total === 'number') return total / sum.count;
      const [a, b] = [decimalOf(total), Decimal.of(sum.count)];
      return a.divide(b, env.mysql ? a.scale + 4 : quotientScale(a, b));
    },
  };
}

function extreme(sign: number): Aggregate {
  return {
    type: ([type = TEXT]) => (type.base === 'unknown' ? TEXT : type),
    make: ([type], env) => {
      let best: Value = null;
      const own = env.mysql ? undefined : type;
      return {
        add([value = null]) {
          if (best === null || compareAs(own, value, best, env.mysql) * sign > 0) best = value;
        },
        result: () => best,
      };
    },
  };
}

function texts(separated: boolean): Aggregate['make'] {
  return ([type = TEXT], env) => {
    const parts: string[] = [];
    let length = 0;
    return {
      add(values) {
        const by = separated ? (values[1] ?? null) : (values.at(-1) ?? null);
        const shown = separated
          ? textOf(env, type, values[0] ?? null)
          : values
              .slice(0, -1)
              .map((value) => textOf(env, type, value))
              .join('');
        if (parts.length > 0) parts.push(by === null ? '' : String(by));
        parts.push(shown);
        length += shown.length + 1;
        if (length > VALUE_CHARS_MAX) throw new SqlError('tooLarge');
      },
      result: () => (parts.length === 0 ? null : parts.join('')),
    };
  };
}

function list(): Aggregate {
  return {
    nulls: true,
    type: ([type = TEXT]) => ({ ...(type.base === 'unknown' ? TEXT : type), array: true }),
    make: () => {
      const items: Value[] = [];
      return {
        add: ([value = null]) => void items.push(value),
        result: () => (items.length === 0 ? null : items),
      };
    },
  };
}

function jsonList(result: SqlType): Aggregate {
  return {
    nulls: true,
    type: () => result,
    make: ([type], env) => {
      const items: JsonValue[] = [];
      return {
        add: ([value = null]) => void items.push(asJson(type, value, env.mysql)),
        result: () => (items.length === 0 ? null : showJson(items)),
      };
    },
  };
}

function jsonMap(result: SqlType): Aggregate {
  return {
    nulls: true,
    type: () => result,
    make: ([, type], env) => {
      const entries: [string, JsonValue][] = [];
      return {
        add: ([key = null, value = null]) => void entries.push([String(key), asJson(type, value, env.mysql)]),
        result: () => (entries.length === 0 ? null : showJson(Object.fromEntries(entries))),
      };
    },
  };
}

function truth(start: boolean): Aggregate {
  return {
    type: () => BOOL,
    make: () => {
      let [seen, value] = [false, start];
      return {
        add([each = null]) {
          seen = true;
          value = start ? value && each === true : value || each === true;
        },
        result: () => (seen ? value : null),
      };
    },
  };
}

const aggregates = new Map<string, Aggregate>(
  Object.entries({
    count: {
      type: () => INT8,
      make: () => {
        let count = 0n;
        return {
          add() {
            count++;
          },
          result: () => count,
        };
      },
    },
    sum: {
      type: (args, env) => sumType('sum', args, env),
      make: (args, env) => {
        const sum = summing(args, env);
        return { add: (values) => sum.add(values), result: () => sum.sum() };
      },
    },
    avg: {
      type: (args, env) => {
        const type = sumType('avg', args, env);
        return type.base === 'int8' ? NUMERIC : type;
      },
      make: average,
    },
    min: extreme(-1),
    max: extreme(1),
    string_agg: { type: () => TEXT, make: texts(true) },
    group_concat: { type: () => TEXT, make: texts(false) },
    array_agg: list(),
    json_agg: jsonList(JSON_TYPE),
    jsonb_agg: jsonList(JSONB),
    json_arrayagg: jsonList(JSONB),
    json_object_agg: jsonMap(JSON_TYPE),
    jsonb_object_agg: jsonMap(JSONB),
    json_objectagg: jsonMap(JSONB),
    bool_and: truth(true),
    bool_or: truth(false),
    every: truth(true),
    ...statistics,
    any_value: {
      nulls: true,
      type: ([type = TEXT]) => type,
      make: () => {
        let [seen, first]: [boolean, Value] = [false, null];
        return {
          add([value = null]) {
            if (!seen) first = value;
            seen = true;
          },
          result: () => first,
        };
      },
    },
  } satisfies Record<string, Aggregate>),
);

export function aggregateNamed(name: string): Aggregate | undefined {
  return aggregates.get(name);
}

/** Lets through only what hasn't come before. */
export function distinct(inner: Accumulator, mysql: boolean): Accumulator {
  const seen = new Set<string>();
  return {
    add(values) {
      const key = values
        .map((value) => (mysql && typeof value === 'string' ? `'${value.toLowerCase()}` : valueKey(value)))
        .join('\0');
      if (seen.has(key)) return;
      seen.add(key);
      inner.add(values);
    },
    result: () => inner.result(),
  };
}
