import { SqlError } from '../errors.ts';
import type { Call } from '../syntax/tree.ts';
import { member, parseJson, showJson } from '../values/json.ts';
import { shifted } from '../values/times.ts';
import { INT4, INTERVAL, JSONB, type SqlType, TEXT, TIMESTAMP } from '../values/types.ts';
import {
  type Decimal,
  decimalOf,
  Interval,
  numberOf,
  type Row,
  type Value,
  weightOf,
} from '../values/value.ts';
import { callFunction } from './calls.ts';
import { castTo, wider } from './cast.ts';
import { compile } from './compile.ts';
import { type Batches, type Environment, PAUSE } from './environment.ts';
import { splitBy } from './patterns.ts';
import { type Compiled, type OutColumn, type Plan, type Scope, scopeOf } from './scope.ts';
import { prepared } from './sort.ts';

interface SetFunction {
  readonly columns: (args: readonly SqlType[], name: string) => OutColumn[];
  readonly rows: (args: readonly Value[], env: Environment) => Iterable<Row>;
}

const one = (name: string, type: SqlType): OutColumn[] => [{ name, type }];

function* series(args: readonly Value[]): Iterable<Row> {
  const [from = null, to = null, step = 1] = args;
  if (from === null || to === null || step === null) return;
  if (step instanceof Interval) {
    if (step.length === 0) throw new SqlError('badArgument', { words: 'step size cannot equal zero' });
    for (
      let at = numberOf(from), count = 1;
      step.length > 0 ? at <= numberOf(to) : at >= numberOf(to);
      count++
    ) {
      yield [at];
      at = shifted(numberOf(from), step.times(count));
    }
    return;
  }
  const by = decimalOf(step);
  if (by.units === 0n) throw new SqlError('badArgument', { words: 'step size cannot equal zero' });
  const like = (value: Decimal): Value =>
    typeof from === 'number' ? value.toNumber() : typeof from === 'bigint' ? value.units : value;
  const end = decimalOf(to);
  for (let at = decimalOf(from); by.units > 0n ? at.compare(end) <= 0 : at.compare(end) >= 0; at = at.add(by))
    yield [like(at)];
}

const functions: Readonly<Record<string, SetFunction>> = {
  generate_series: {
    columns: ([type = INT4, , third], name) =>
      one(name, third?.base === 'interval' && type.base === 'date' ? TIMESTAMP : type),
    rows: series,
  },
  unnest: {
    columns: ([type = TEXT], name) => one(name, { ...type, array: false }),
    *rows([list = null]) {
      if (Array.isArray(list)) for (const item of list) yield [item];
    },
  },
  generate_subscripts: {
    columns: (_args, name) => one(name, INT4),
    *rows([list = null]) {
      if (Array.isArray(list)) for (let at = 1; at <= list.length; at++) yield [at];
    },
  },
  jsonb_array_elements: {
    columns: () => one('value', JSONB),
    rows: ([value = null]) => elements(value, false),
  },
  json_array_elements: {
    columns: () => one('value', JSONB),
    rows: ([value = null]) => elements(value, false),
  },
  jsonb_array_elements_text: {
    columns: () => one('value', TEXT),
    rows: ([value = null]) => elements(value, true),
  },
  json_array_elements_text: {
    columns: () => one('value', TEXT),
    rows: ([value = null]) => elements(value, true),
  },
  jsonb_object_keys: {
    columns: (_args, name) => one(name, TEXT),
    *rows([value = null]) {
      for (const [key] of entries(value)) yield [key];
    },
  },
  jsonb_each: {
    columns: () => [...one('key', TEXT), ...one('value', JSONB)],
    *rows([value = null]) {
      for (const [key, each] of entries(value)) yield [key, showJson(each)];
    },
  },
  jsonb_each_text: {
    columns: () => [...one('key', TEXT), ...one('value', TEXT)],
    *rows([value = null]) {
      for (const [key, each] of entries(value)) yield [key, typeof each === 'string' ? each : showJson(each)];
    },
  },
  regexp_split_to_table: {
    columns: (_args, name) => one(name, TEXT),
    *rows([text = null, pattern = null], env) {
      for (const part of splitBy(env.meter, String(text), String(pattern))) yield [part];
    },
  },
  string_to_table: {
    columns: (_args, name) => one(name, TEXT),
    *rows([text = null, by = null]) {
      for (const part of String(text).split(String(by))) yield [part];
    },
  },
};

function* elements(value: Value, asText: boolean): Iterable<Row> {
  const list = value === null ? [] : parseJson(String(value));
  if (!Array.isArray(list))
    throw new SqlError('badArgument', { words: 'cannot extract elements from an object' });
  for (const index of list.keys()) {
    const item = member(list, index) ?? null;
    yield [asText && typeof item === 'string' ? item : showJson(item)];
  }
}

function entries(value: Value) {
  const map = value === null ? {} : parseJson(String(value));
  return typeof map === 'object' && map !== null && !Array.isArray(map) ? Object.entries(map) : [];
}

export function isSetFunction(name: string): boolean {
  return Object.hasOwn(functions, name);
}

/** A function in FROM: its rows. Any other gives one row of one column. */
export function planSetFunction(
  env: Environment,
  call: Call,
  parent: Scope | undefined,
  alias?: string,
): Plan {
  const scope = scopeOf([], parent);
  const args = call.args.map((arg) => compile(env, arg, scope));
  const found = Object.hasOwn(functions, call.name) ? functions[call.name] : undefined;
  if (found === undefined) {
    const value = callFunction(env, call, args);
    return { columns: one(alias ?? call.name, value.type), run: () => single(value) };
  }
  const ready =
    call.name === 'generate_series'
      ? seriesArguments(env, args)
      : args.map((arg) => (arg.literal === undefined ? arg : castTo(env, arg, TEXT)));
  const columns = found.columns(
    ready.map(({ type }) => type),
    alias ?? call.name,
  );
  return { columns, run: () => rowsOf(env, found, ready) };
}

function seriesArguments(env: Environment, args: readonly Compiled[]): Compiled[] {
  const [first, second, third] = args;
  if (first === undefined || second === undefined) return [...args];
  if (third !== undefined && (third.type.base === 'interval' || third.literal !== undefined)) {
    const type: SqlType =
      first.type.base === 'timestamptz' || first.type.base === 'date' ? { base: 'timestamptz' } : TIMESTAMP;
    return [castTo(env, first, type), castTo(env, second, type), castTo(env, third, INTERVAL)];
  }
  const [a, b] = [first, second].map((each) =>
    each.type.base === 'unknown' ? castTo(env, each, INT4) : each,
  );
  if (a === undefined || b === undefined) return [...args];
  const type = wider(a.type, b.type);
  return [
    castTo(env, a, type),
    castTo(env, b, type),
    ...(third === undefined ? [] : [castTo(env, third, type)]),
  ];
}

function* single(value: Compiled): Batches {
  yield* prepared([value]);
  yield [[value.get()]];
}

function* rowsOf(env: Environment, { rows }: SetFunction, args: readonly Compiled[]): Batches {
  yield* prepared(args);
  let batch: Row[] = [];
  const values = args.map((arg) => arg.get());
  for (const value of values) env.meter.charge(weightOf(value));
  for (const row of rows(values, env)) {
    batch.push(row);
    if (!env.meter.tick()) continue;
    yield batch;
    yield PAUSE;
    batch = [];
  }
  yield batch;
}
