import { SqlError } from '../errors.ts';
import { valueKey } from '../store/key-places.ts';
import type { Call, NamedWindow, Window } from '../syntax/tree.ts';
import { FLOAT8, INT8, type SqlType, TEXT } from '../values/types.ts';
import { numberOf, type Row, type Value, weightOf } from '../values/value.ts';
import { aggregateNamed, distinct } from './aggregates.ts';
import { compile } from './compile.ts';
import { condition } from './conditions.ts';
import { type Environment, PAUSE } from './environment.ts';
import type { Compiled, Scope, Windows } from './scope.ts';
import { compareRows, prepared, type SortKey, sorted } from './sort.ts';
import {
  type FrameRows,
  type Frames,
  lastIn,
  nthIn,
  type Part,
  peersOf,
  placesIn,
  planFrames,
} from './window-frames.ts';

interface WindowCall {
  readonly call: Call;
  readonly args: readonly Compiled[];
  readonly filter: Compiled | undefined;
  readonly partition: readonly Compiled[];
  readonly order: readonly SortKey[];
  readonly frames: Frames;
}

/** What a window function needs of a row. */
interface Entry {
  readonly at: number;
  readonly keys: Row;
  readonly args: Row;
  /** FILTER lets it through. */
  readonly counts: boolean;
}

const ranking: Readonly<Record<string, SqlType>> = {
  row_number: INT8,
  rank: INT8,
  dense_rank: INT8,
  percent_rank: FLOAT8,
  cume_dist: FLOAT8,
  ntile: { base: 'int4' },
};
const neighbours = ['lag', 'lead', 'first_value', 'last_value', 'nth_value'];

/** Window functions of a query: their values stand behind each row's own. */
export class WindowList implements Windows {
  readonly #env: Environment;
  readonly #scope: Scope;
  readonly #calls: WindowCall[] = [];
  /** The values for the row that is looked at. */
  readonly cell: { row: Row } = { row: [] };

  readonly #named: readonly NamedWindow[];

  constructor(env: Environment, scope: Scope, named: readonly NamedWindow[]) {
    this.#env = env;
    this.#scope = scope;
    this.#named = named;
    for (const [at, { name }] of named.entries())
      if (named.findIndex((each) => each.name === name) < at) throw new SqlError('windowTwice', { name });
  }

  get empty(): boolean {
    return this.#calls.length === 0;
  }

  add(call: Call): Compiled {
    const compiled = (expr: Call['args'][number]) => compile(this.#env, expr, this.#scope);
    const args = call.args.map(compiled);
    const aggregate = aggregateNamed(call.name);
    const type =
      ranking[call.name] ??
      (neighbours.includes(call.name)
        ? (args[0]?.type ?? TEXT)
        : aggregate?.type(
            args.map((arg) => arg.type),
            this.#env,
          ));
    if (type === undefined) {
      throw new SqlError(
        'undefinedFunction',
        { signature: `${call.name}()`, name: call.name, schema: '' },
        call.at,
      );
    }
    const index = this.#calls.length;
    const window = this.#whole(call.over ?? { partition: [], order: [] });
    const order = window.order.map((item) => ({
      value: compiled(item.expr),
      descending: item.descending,
      nullsFirst: item.nullsFirst,
    }));
    this.#calls.push({
      call,
      args,
      filter: call.filter === undefined ? undefined : condition(this.#env, compiled(call.filter), 'FILTER'),
      partition: window.partition.map(compiled),
      order,
      frames: planFrames(this.#env, window, order, this.#scope),
    });
    return { type, subs: [], get: () => this.cell.row[index] ?? null };
  }

  /** A window with what it takes from the one it is named after. */
  #whole(window: Window, among = this.#named): Window {
    const { base } = window;
    if (base === undefined) return window;
    const place = among.findIndex(({ name }) => name === base.name);
    const found = among[place];
    if (found === undefined) throw new SqlError('undefinedWindow', { name: base.name }, base.at);
    const { partition, order, frame } = this.#whole(found.window, among.slice(0, place));
    const own = window.frame ?? frame;
    return {
      partition,
      order: window.order.length > 0 ? window.order : order,
      ...(own === undefined ? {} : { frame: own }),
    };
  }

  /** Values of all window functions, by row. @param enter puts a row where expressions read it */
  *values(rows: readonly Row[], enter: (row: Row) => void): Generator<readonly Row[], Value[][]> {
    const found: Value[][] = rows.map(() => []);
    this.#env.meter.holdBytes(rows.length * 16 * this.#calls.length);
    for (const window of this.#calls) {
      const parts = new Map<string, Entry[]>();
      for (const [at, row] of rows.entries()) {
        enter(row);
        yield* prepared([
          ...window.partition,
          ...window.args,
          ...(window.filter === undefined ? [] : [window.filter]),
        ]);
        const name = window.partition.map((each) => valueKey(each.get())).join('\0');
        const entry = {
          at,
          keys: window.order.map(({ value }) => value.get()),
          args: window.args.map((arg) => arg.get()),
          counts: window.filter === undefined || window.filter.get() === true,
        };
        const part = parts.get(name);
        this.#env.meter.hold(entry.keys);
        this.#env.meter.hold(entry.args);
        if (part === undefined) parts.set(name, [entry]);
        else part.push(entry);
        if (this.#env.meter.tick()) yield PAUSE;
      }
      for (const part of parts.values()) {
        const compare = (a: { keys: Row }, b: { keys: Row }) =>
          compareRows(a.keys, b.keys, window.order, this.#env.mysql);
        const ordering = sorted(part, compare, this.#env.meter);
        let step = ordering.next();
        for (; step.done !== true; step = ordering.next()) yield PAUSE;
        const ordered = step.value;
        const values = yield* this.#partValues(window, ordered);
        for (const [index, { at }] of ordered.entries()) found[at]?.push(values[index] ?? null);
        if (this.#env.meter.tick(ordered.length)) yield PAUSE;
      }
    }
    return found;
  }

  /** Values of one window function for the rows of one partition, which are in their order. */
  *#partValues(window: WindowCall, entries: readonly Entry[]): Generator<readonly Row[], Value[]> {
    const { call, order, frames } = window;
    const { meter } = this.#env;
    const keys = entries.map((entry) => entry.keys);
    const peers = peersOf(this.#env, keys, order);
    let step = peers.next();
    for (; step.done !== true; step = peers.next()) yield PAUSE;
    const part: Part = { keys, ...step.value };
    if (Object.hasOwn(ranking, call.name)) {
      if (meter.tick(part.keys.length)) yield PAUSE;
      return ranks(call.name, part.ends, Number(entries[0]?.args[0] ?? 1));
    }
    if (!neighbours.includes(call.name)) return yield* this.#aggregates(window, entries, part);
    const given = entries.map((entry) => entry.args);
    const values: Value[] = [];
    for (const at of given.keys()) {
      const framed = call.name !== 'lag' && call.name !== 'lead';
      values.push(framed ? within(call.name, given, at, frames.of(part, at)) : beside(call.name, given, at));
      if (meter.tick()) yield PAUSE;
    }
    return values;
  }

  /** Values of an aggregate over the frame of each row. */
  *#aggregates(
    { call, args, frames }: WindowCall,
    entries: readonly Entry[],
    part: Part,
  ): Generator<readonly Row[], Value[]> {
    const { meter, mysql } = this.#env;
    const aggregate = aggregateNamed(call.name);
    if (aggregate === undefined) return [];
    const types = args.map(({ type }) => type);
    const fresh = () => {
      const made = aggregate.make(types, this.#env);
      return call.distinct ? distinct(made, mysql) : made;
    };
    let accumulator = fresh();
    let before: FrameRows | undefined;
    let value: Value = null;
    const values: Value[] = [];
    for (const at of entries.keys()) {
      const frame = frames.of(part, at);
      const again = before !== undefined && before.start === frame.start && before.end === frame.end;
      if (!again || frame.hole !== undefined) {
        const goesOn = frames.growing && before !== undefined && frame.end >= before.end;
        if (!goesOn) accumulator = fresh();
        for (const place of placesIn(goesOn ? { ...frame, start: before?.end ?? 0 } : frame)) {
          const { args: given = [], counts = false } = entries[place] ?? {};
          if (counts && (call.star || aggregate.nulls === true || !given.includes(null)))
            accumulator.add(given);
          if (meter.tick()) yield PAUSE;
        }
        value = accumulator.result();
        meter.hold([value]);
        if (meter.tick(1 + weightOf(value))) yield PAUSE;
        before = frame;
      }
      values.push(value);
      if (meter.tick()) yield PAUSE;
    }
    return values;
  }
}

/** @param ends of each row the last of its peers */
function ranks(name: string, ends: readonly number[], buckets: number): Value[] {
  const count = ends.length;
  const values: Value[] = [];
  let [rank, dense] = [0, 0];
  for (const [at, last] of ends.entries()) {
    if (at === 0 || ends[at - 1] !== last) {
      rank = at + 1;
      dense++;
    }
    const size = Math.floor(count / buckets);
    const larger = count % buckets;
    const bucket =
      at < larger * (size + 1)
        ? Math.floor(at / (size + 1))
        : larger + Math.floor((at - larger * (size + 1)) / Math.max(1, size));
    const all: Readonly<Record<string, Value>> = {
      row_number: BigInt(at + 1),
      rank: BigInt(rank),
      dense_rank: BigInt(dense),
      percent_rank: count === 1 ? 0 : (rank - 1) / (count - 1),
      cume_dist: (last + 1) / count,
      ntile: bucket + 1,
    };
    values.push(all[name] ?? null);
  }
  return values;
}

/** lag() and lead() */
function beside(name: string, args: readonly Row[], at: number): Value {
  const [, second, third = null] = args[at] ?? [];
  const by = second === undefined || second === null ? 1 : numberOf(second);
  const other = args[name === 'lag' ? at - by : at + by];
  return other === undefined ? third : (other[0] ?? null);
}

/** first_value(), last_value() and nth_value() */
function within(name: string, args: readonly Row[], at: number, frame: FrameRows): Value {
  const nth = name === 'nth_value' ? numberOf(args[at]?.[1] ?? 1) : 1;
  const found = name === 'last_value' ? lastIn(frame) : nthIn(frame, nth);
  return found === undefined ? null : (args[found]?.[0] ?? null);
}
