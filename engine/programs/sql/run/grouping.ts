import { SqlError } from '../errors.ts';
import { ROWS_MAX } from '../limits.ts';
import { valueKey } from '../store/key-places.ts';
import type { Call, Expr } from '../syntax/tree.ts';
import { INT4, type SqlType } from '../values/types.ts';
import type { Row, Value } from '../values/value.ts';
import type { Accumulator } from './aggregate.ts';
import { aggregateNamed, distinct } from './aggregates.ts';
import { castTo } from './cast.ts';
import { compile } from './compile.ts';
import { condition } from './conditions.ts';
import { type Batches, type Environment, PAUSE } from './environment.ts';
import { type Compiled, findColumn, type Grouped, type Scope } from './scope.ts';
import { compareRows, prepared, type SortKey, sorted } from './sort.ts';

/** Aggregates that put all values together. */
const keeping = /agg|concat|percentile|mode/;

interface AggregateCall {
  readonly name: string;
  readonly args: readonly Compiled[];
  readonly filter: Compiled | undefined;
  readonly distinct: boolean;
  readonly order: readonly SortKey[];
  readonly nulls: boolean;
  /** It keeps the values that it is given. */
  readonly keeps: boolean;
  make(): Accumulator;
}

/** Keys and aggregates of a grouped query: a row after grouping has the keys, then the aggregates. */
export class Groups implements Grouped {
  readonly cell: { row: Row } = { row: [] };
  readonly #env: Environment;
  readonly #input: Scope;
  readonly #keys: readonly Compiled[];
  readonly #names: readonly string[];
  readonly #aggregates: AggregateCall[] = [];
  readonly #slots = new Map<string, { readonly index: number; readonly type: SqlType }>();
  readonly #parts: readonly Expr[];
  /** Keys of each set; in the others' rows a key is null. */
  readonly #sets: readonly (readonly number[])[];
  /** Of the SELECT list's item that is compiled, for MySQL's error. */
  item = 1;

  constructor(
    env: Environment,
    input: Scope,
    keys: readonly Expr[],
    sets: readonly (readonly number[])[] = [keys.map((_, at) => at)],
  ) {
    this.#env = env;
    this.#sets = sets;
    this.#input = input;
    this.#parts = keys;
    input.clause = 'group statement';
    this.#keys = keys.map((key) => compile(env, key, input));
    this.#names = keys.map((key) => this.#nameOf(key));
  }

  replace(expr: Expr): Compiled | undefined {
    if (expr.kind === 'call' && expr.name === 'grouping') return this.#grouping(expr);
    const isAggregate =
      expr.kind === 'call' && expr.over === undefined && aggregateNamed(expr.name) !== undefined;
    const alike = this.#parts.some(
      (part) => part.kind === expr.kind && ('op' in part ? 'op' in expr && part.op === expr.op : true),
    );
    if (!isAggregate && !alike && expr.kind !== 'column') return undefined;
    const name = this.#nameOf(expr);
    this.#env.meter.charge(name.length / 200);
    const key = this.#names.indexOf(name);
    if (key >= 0)
      return {
        type: this.#keys[key]?.type ?? { base: 'text' },
        subs: [],
        get: () => this.cell.row[key] ?? null,
      };
    if (isAggregate && expr.kind === 'call') return this.#slot(name, () => this.#aggregate(expr));
    if (expr.kind !== 'column') return undefined;
    const found = findColumn(this.#env, this.#input, expr.path, expr.at);
    if (found.scope !== this.#input) return undefined;
    if (this.#depends(found.index)) return this.#slot(name, () => this.#first(expr));
    const column = this.#input.columns[found.index];
    const shown = `${column?.table === undefined ? '' : `${column.table}.`}${column?.name ?? ''}`;
    const schema = this.#env.session.searchPath[0] ?? '';
    throw new SqlError(
      'groupBy',
      { name: shown, qualified: `${schema}.${shown}`, index: this.item },
      expr.at,
    );
  }

  /** GROUPING(a, b): bits of the keys that a row's set hasn't got. The set's number stands behind a row's aggregates. */
  #grouping({ args, at }: Call): Compiled {
    const keys = args.map((arg) => this.#names.indexOf(this.#nameOf(arg)));
    if (keys.includes(-1))
      throw new SqlError(
        'mismatch',
        { words: 'arguments to GROUPING must be grouping expressions of the associated query level' },
        at,
      );
    return {
      type: INT4,
      subs: [],
      get: () => {
        const set = this.#sets[Number(this.cell.row.at(-1))] ?? [];
        return keys.reduce((bits, key) => bits * 2 + (set.includes(key) ? 0 : 1), 0);
      },
    };
  }

  /** A column of a table whose primary key is among the keys has one value in a group. */
  #depends(index: number): boolean {
    const source = this.#input.columns[index]?.source;
    if (source === undefined) return false;
    const table = this.#env.transaction
      .definitions()
      .find((def) => def.kind === 'table' && def.id === source.table);
    if (table?.kind !== 'table') return false;
    const primary = table.constraints.find(({ kind }) => kind === 'primary')?.columns ?? [];
    const alias = this.#input.columns[index]?.table;
    return (
      primary.length > 0 &&
      primary.every((name) =>
        this.#parts.some((part) => {
          if (part.kind !== 'column') return false;
          const found = findColumn(this.#env, this.#input, part.path, part.at);
          const column = this.#input.columns[found.index];
          return column?.name === name && column.table === alias;
        }),
      )
    );
  }

  /** The same for the same expression, however a column is written. */
  #nameOf(expr: Expr): string {
    return JSON.stringify(expr, (key, value: unknown) => {
      if (key === 'at') return undefined;
      if (
        typeof value !== 'object' ||
        value === null ||
        !('kind' in value) ||
        value.kind !== 'column' ||
        !('path' in value)
      )
        return value;
      const path = Array.isArray(value.path) ? value.path.map(String) : [];
      try {
        return `#${findColumn(this.#env, this.#input, path, 0).index}`;
      } catch {
        return path;
      }
    });
  }

  #slot(name: string, make: () => { call: AggregateCall; type: SqlType }): Compiled {
    let slot = this.#slots.get(name);
    if (slot === undefined) {
      const { call, type } = make();
      slot = { index: this.#keys.length + this.#aggregates.length, type };
      this.#aggregates.push(call);
      this.#slots.set(name, slot);
    }
    const { index, type } = slot;
    return { type, subs: [], get: () => this.cell.row[index] ?? null };
  }

  #first(expr: Expr) {
    return this.#aggregate({
      kind: 'call',
      name: 'any_value',
      args: [expr],
      star: false,
      distinct: false,
      order: [],
      at: 0,
    });
  }

  #aggregate(call: Call): { call: AggregateCall; type: SqlType } {
    const aggregate = aggregateNamed(call.name);
    if (aggregate === undefined) throw new Error('it was looked up before');
    const all = call.separator === undefined ? call.args : [...call.args, call.separator];
    const args = all.map((arg) => {
      const compiled = compile(this.#env, arg, this.#input);
      return compiled.literal === undefined ? compiled : castTo(this.#env, compiled, { base: 'text' });
    });
    if (args.length === 0 && !call.star)
      throw new SqlError(
        'undefinedFunction',
        { signature: `${call.name}()`, name: call.name, schema: '' },
        call.at,
      );
    const types = args.map(({ type }) => type);
    try {
      return {
        type: aggregate.type(types, this.#env),
        call: {
          name: call.name,
          args,
          filter:
            call.filter === undefined
              ? undefined
              : condition(this.#env, compile(this.#env, call.filter, this.#input), 'FILTER'),
          distinct: call.distinct,
          order: this.#orderOf(call, args),
          nulls: aggregate.nulls === true || call.star,
          keeps: call.distinct || keeping.test(call.name),
          make: () => {
            const inner = aggregate.make(types, this.#env);
            return call.distinct ? distinct(inner, this.#env.mysql) : inner;
          },
        },
      };
    } catch (error) {
      if (error instanceof SqlError) error.at ??= call.at;
      throw error;
    }
  }

  /** Values that are put together once each come in their order, where no other is asked for. */
  #orderOf({ name, order, distinct: once }: Call, args: readonly Compiled[]): SortKey[] {
    if (once && order.length === 0 && keeping.test(name))
      return args.slice(0, 1).map((value) => ({ value, descending: false }));
    return order.map(({ expr, descending, nullsFirst }) => ({
      value: compile(this.#env, expr, this.#input),
      descending,
      nullsFirst,
    }));
  }

  /** Rows of the input become rows of groups. @param single one group, even of nothing */
  *run(input: Batches, single: boolean): Batches {
    const groups = new Map<string, Group>();
    const several = this.#sets.length > 1;
    const add = (name: string, key: Row, set: number) => {
      const group = { key, set, states: this.#aggregates.map((call) => stateOf(call, this.#env)) };
      groups.set(name, group);
      this.#env.meter.hold(key);
      this.#env.meter.holdBytes(name.length + 64 * group.states.length);
      if (groups.size > ROWS_MAX) throw new SqlError('tooManyRows');
      return group;
    };
    if (single) add('', [], 0);
    const needed = [
      ...this.#keys,
      ...this.#aggregates.flatMap(({ args, filter, order }) => [
        ...args,
        ...(filter === undefined ? [] : [filter]),
        ...order.map(({ value }) => value),
      ]),
    ];
    for (const batch of input) {
      for (const row of batch) {
        this.#input.cell.row = row;
        yield* prepared(needed);
        const all = this.#keys.map((each) => each.get());
        for (const [set, members] of this.#sets.entries()) {
          const key = several ? all.map((value, at) => (members.includes(at) ? value : null)) : all;
          const name = `${several ? `${set}:` : ''}${this.#keyName(key)}`;
          const group = groups.get(name) ?? add(name, key, set);
          for (const state of group.states) state.add();
          if (this.#env.meter.tick(1 + group.states.length)) yield PAUSE;
        }
      }
      yield PAUSE;
    }
    for (const { key, set, states } of several
      ? yield* this.#inOrder([...groups.values()])
      : groups.values()) {
      const values: Value[] = [...key];
      for (const state of states) values.push(yield* state.result());
      yield [[...values, set]];
      if (this.#env.meter.tick()) yield PAUSE;
    }
  }

  #keyName(key: Row): string {
    return key
      .map((each) =>
        this.#env.mysql && typeof each === 'string' ? `'${each.toLowerCase()}` : valueKey(each),
      )
      .join('\0');
  }

  /** Groups of several sets come by their keys, and a sum behind what it sums. */
  *#inOrder(groups: readonly Group[]): Generator<readonly Row[], Group[]> {
    const order = this.#keys.map((value) => ({ value, descending: false }));
    const compare = (a: Group, b: Group): number => {
      for (const [at, item] of order.entries()) {
        const has = [a, b].map(({ set }) => this.#sets[set]?.includes(at) === true);
        if (has[0] !== has[1]) return has[0] === true ? -1 : 1;
        const by = compareRows([a.key[at] ?? null], [b.key[at] ?? null], [item], this.#env.mysql);
        if (by !== 0) return by;
      }
      return a.set - b.set;
    };
    const ordering = sorted(groups, compare, this.#env.meter);
    let step = ordering.next();
    for (; step.done !== true; step = ordering.next()) yield PAUSE;
    return step.value;
  }
}

interface Group {
  readonly key: Row;
  /** The number of its set of keys. */
  readonly set: number;
  readonly states: State[];
}

interface State {
  add(): void;
  result(): Generator<Row[], Value>;
}

function stateOf(call: AggregateCall, env: Environment): State {
  const inner = call.make();
  const waiting: Row[] = [];
  return {
    add() {
      if (call.filter !== undefined && call.filter.get() !== true) return;
      const values = call.args.map((arg) => arg.get());
      const checked =
        call.name === 'group_concat'
          ? values.slice(0, -1)
          : call.name === 'string_agg'
            ? values.slice(0, 1)
            : values;
      if (!call.nulls && checked.includes(null)) return;
      if (call.keeps) env.meter.hold(values);
      if (call.order.length === 0) {
        inner.add(values);
        return;
      }
      const row = [...call.order.map(({ value }) => value.get()), ...values];
      env.meter.hold(row);
      if (waiting.push(row) > ROWS_MAX) throw new SqlError('tooManyRows');
    },
    *result() {
      if (call.order.length > 0) {
        const width = call.order.length;
        const ordered = sorted(waiting, (a, b) => compareRows(a, b, call.order, env.mysql), env.meter);
        for (let step = ordered.next(); ; step = ordered.next()) {
          if (step.done === true) {
            for (const row of step.value) {
              inner.add(row.slice(width));
              if (env.meter.tick()) yield [];
            }
            break;
          }
          yield [];
        }
      }
      return inner.result();
    },
  };
}
