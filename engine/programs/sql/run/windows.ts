import { SqlError } from '../errors.ts';
import { valueKey } from '../store/key-places.ts';
import type { Call } from '../syntax/tree.ts';
import { FLOAT8, INT8, type SqlType, TEXT } from '../values/types.ts';
import { numberOf, type Row, type Value, weightOf } from '../values/value.ts';
import { aggregateNamed, distinct } from './aggregates.ts';
import { compile } from './compile.ts';
import { type Environment, PAUSE } from './environment.ts';
import type { Compiled, Scope, Windows } from './scope.ts';
import { compareRows, prepared, type SortKey, sorted } from './sort.ts';

interface WindowCall {
  readonly call: Call;
  readonly args: readonly Compiled[];
  readonly partition: readonly Compiled[];
  readonly order: readonly SortKey[];
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

  constructor(env: Environment, scope: Scope) {
    this.#env = env;
    this.#scope = scope;
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
    this.#calls.push({
      call,
      args,
      partition: (call.over?.partition ?? []).map(compiled),
      order: (call.over?.order ?? []).map((item) => ({
        value: compiled(item.expr),
        descending: item.descending,
        nullsFirst: item.nullsFirst,
      })),
    });
    return { type, subs: [], get: () => this.cell.row[index] ?? null };
  }

  /** Values of all window functions, by row. @param enter puts a row where expressions read it */
  *values(rows: readonly Row[], enter: (row: Row) => void): Generator<readonly Row[], Value[][]> {
    const found: Value[][] = rows.map(() => []);
    this.#env.meter.holdBytes(rows.length * 16 * this.#calls.length);
    for (const window of this.#calls) {
      const parts = new Map<string, { readonly at: number; readonly keys: Row; readonly args: Row }[]>();
      for (const [at, row] of rows.entries()) {
        enter(row);
        yield* prepared([...window.partition, ...window.args]);
        const name = window.partition.map((each) => valueKey(each.get())).join('\0');
        const entry = {
          at,
          keys: window.order.map(({ value }) => value.get()),
          args: window.args.map((arg) => arg.get()),
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
  *#partValues(
    { call, args, order }: WindowCall,
    part: readonly { readonly keys: Row; readonly args: Row }[],
  ): Generator<readonly Row[], Value[]> {
    const { meter, mysql } = this.#env;
    const ends = yield* this.#peerEnds(order, part);
    if (Object.hasOwn(ranking, call.name)) {
      if (meter.tick(part.length)) yield PAUSE;
      return ranks(call.name, ends, Number(part[0]?.args[0] ?? 1));
    }
    if (neighbours.includes(call.name)) {
      if (meter.tick(part.length)) yield PAUSE;
      const given = part.map((entry) => entry.args);
      return given.map((_args, at) => beside(call.name, given, at, ends[at] ?? at));
    }
    const aggregate = aggregateNamed(call.name);
    const accumulator = aggregate?.make(
      args.map(({ type }) => type),
      this.#env,
    );
    if (aggregate === undefined || accumulator === undefined) return [];
    const add = call.distinct ? distinct(accumulator, mysql) : accumulator;
    const values: Value[] = [];
    for (let from = 0; from < part.length; ) {
      const to = (ends[from] ?? from) + 1;
      for (let at = from; at < to; at++) {
        const given = part[at]?.args ?? [];
        if (call.star || aggregate.nulls === true || !given.includes(null)) add.add(given);
        if (meter.tick()) yield PAUSE;
      }
      const value = add.result();
      meter.hold([value]);
      if (meter.tick(1 + weightOf(value))) yield PAUSE;
      while (from < to) values[from++] = value;
    }
    return values;
  }

  /** Of each row, the last of those that are as far in the order as it is. */
  *#peerEnds(
    order: readonly SortKey[],
    part: readonly { readonly keys: Row }[],
  ): Generator<readonly Row[], number[]> {
    const ends: number[] = new Array(part.length).fill(part.length - 1);
    if (order.length === 0) return ends;
    for (let at = part.length - 2; at >= 0; at--) {
      const same = compareRows(part[at]?.keys ?? [], part[at + 1]?.keys ?? [], order, this.#env.mysql) === 0;
      ends[at] = same ? (ends[at + 1] ?? at) : at;
      if (this.#env.meter.tick()) yield PAUSE;
    }
    return ends;
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

/** @param last the last of the row's peers */
function beside(name: string, args: readonly Row[], at: number, last: number): Value {
  const [, second, third = null] = args[at] ?? [];
  const by = second === undefined || second === null ? 1 : numberOf(second);
  if (name === 'lag' || name === 'lead') {
    const other = args[name === 'lag' ? at - by : at + by];
    return other === undefined ? third : (other[0] ?? null);
  }
  if (name === 'first_value') return args[0]?.[0] ?? null;
  if (name === 'nth_value') return by - 1 <= last ? (args[by - 1]?.[0] ?? null) : null;
  return args[last]?.[0] ?? null;
}
