import { SqlError } from '../errors.ts';
import type { Frame, FrameBound, Window } from '../syntax/tree.ts';
import { categoryOf, INT8 } from '../values/types.ts';
import { Interval, numberOf, type Row, type Value } from '../values/value.ts';
import { castTo } from './cast.ts';
import { compile } from './compile.ts';
import type { Environment, Work } from './environment.ts';
import { binary } from './operators.ts';
import type { Compiled, Scope } from './scope.ts';
import { compareRows, type SortKey } from './sort.ts';

/** The rows that one row's function looks at: from `start` to before `end`, without what lies in the hole. */
export interface FrameRows {
  readonly start: number;
  readonly end: number;
  readonly hole?: { readonly start: number; readonly end: number; readonly keep?: number };
}

/** A partition in its order. @param ends of each row, the last of its peers */
export interface Part {
  readonly keys: readonly Row[];
  /** Of each row, the first and the last of its peers: those that are as far in the order as it is. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Of each row, the number of the group that its peers are; of each group, its first row. */
  readonly groups: readonly number[];
  readonly firsts: readonly number[];
}

export interface Frames {
  /** True: a row's frame begins with the partition, and has no hole: what came before needn't be looked at again. */
  readonly growing: boolean;
  of(part: Part, at: number): FrameRows;
}

/** What a frame's offsets come to. @throws SqlError */
export function planFrames(
  env: Environment,
  { frame, order: written }: Window,
  order: readonly SortKey[],
  scope: Scope,
): Frames {
  if (frame === undefined)
    return { growing: true, of: ({ ends }, at) => ({ start: 0, end: (ends[at] ?? at) + 1 }) };
  check(frame, written.length);
  const start = placeOf(env, frame, frame.start, order, scope, 'starting');
  const end = placeOf(env, frame, frame.end, order, scope, 'ending');
  return {
    growing:
      frame.start.where === 'preceding' && frame.start.by === undefined && frame.exclude === 'no others',
    of(part, at) {
      const rows = {
        start: Math.max(0, start(part, at)),
        end: Math.min(part.keys.length, end(part, at)),
      };
      const [first, last] = [part.starts[at] ?? at, (part.ends[at] ?? at) + 1];
      if (frame.exclude === 'current row') return { ...rows, hole: { start: at, end: at + 1 } };
      if (frame.exclude === 'group') return { ...rows, hole: { start: first, end: last } };
      if (frame.exclude === 'ties') return { ...rows, hole: { start: first, end: last, keep: at } };
      return rows;
    },
  };
}

/** Places of the rows in a frame. */
export function* placesIn({ start, end, hole }: FrameRows): Generator<number> {
  for (let at = start; at < end; at++) {
    if (hole === undefined || at < hole.start || at >= hole.end || at === hole.keep) yield at;
  }
}

/** The place of a frame's row by its number. */
export function nthIn({ start, end, hole }: FrameRows, nth: number): number | undefined {
  let [from, left] = [start, nth];
  if (hole !== undefined && hole.end > start) {
    const before = Math.max(0, Math.min(hole.start, end) - start);
    if (left > before) {
      left -= before;
      const { keep } = hole;
      if (keep !== undefined && keep >= start && keep < end && --left === 0) return keep;
      from = Math.max(start, hole.end);
    }
  }
  return from + left - 1 < end ? from + left - 1 : undefined;
}

export function lastIn({ start, end, hole }: FrameRows): number | undefined {
  let last = end - 1;
  if (hole !== undefined && last >= hole.start && last < hole.end) {
    if (hole.keep !== undefined && hole.keep >= start && hole.keep <= last) return hole.keep;
    last = hole.start - 1;
  }
  return last >= start ? last : undefined;
}

export function* peersOf(
  env: Environment,
  keys: readonly Row[],
  order: readonly SortKey[],
): Work<Omit<Part, 'keys'>> {
  const last = keys.length - 1;
  const starts = keys.map(() => 0);
  const ends = keys.map(() => last);
  const groups = keys.map(() => 0);
  const firsts = [0];
  if (order.length === 0) return { starts, ends, groups, firsts };
  const same = (a: number, b: number) => compareRows(keys[a] ?? [], keys[b] ?? [], order, env.mysql) === 0;
  for (let at = 1; at <= last; at++) {
    const isPeer = same(at - 1, at);
    if (!isPeer) firsts.push(at);
    groups[at] = firsts.length - 1;
    starts[at] = isPeer ? (starts[at - 1] ?? at) : at;
    if (env.meter.tick()) yield;
  }
  for (let at = last - 1; at >= 0; at--) {
    ends[at] = starts[at + 1] === at + 1 ? at : (ends[at + 1] ?? at);
    if (env.meter.tick()) yield;
  }
  return { starts, ends, groups, firsts };
}

function check({ unit, start, end, at }: Frame, keys: number): void {
  const wrong = (words: string) => {
    throw new SqlError('windowFrame', { words }, at);
  };
  if (start.where === 'following' && start.by === undefined)
    wrong('frame start cannot be UNBOUNDED FOLLOWING');
  if (end.where === 'preceding' && end.by === undefined) wrong('frame end cannot be UNBOUNDED PRECEDING');
  if (start.where === 'current row' && end.where === 'preceding')
    wrong('frame starting from current row cannot have preceding rows');
  if (start.where === 'following' && end.where === 'current row')
    wrong('frame starting from following row cannot end with current row');
  if (start.where === 'following' && end.where === 'preceding')
    wrong('frame starting from following row cannot have preceding rows');
  if (unit === 'groups' && keys === 0) wrong('GROUPS mode requires an ORDER BY clause');
  const offset = start.by ?? end.by;
  if (unit === 'range' && offset !== undefined && keys !== 1)
    wrong('RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column');
}

type Place = (part: Part, at: number) => number;

/** Where a frame begins, or the row after its end. */
function placeOf(
  env: Environment,
  { unit, at: position }: Frame,
  { where, by }: FrameBound,
  order: readonly SortKey[],
  scope: Scope,
  which: 'starting' | 'ending',
): Place {
  const starting = which === 'starting';
  if (where === 'current row') {
    if (unit === 'rows') return (_part, at) => at + (starting ? 0 : 1);
    return ({ starts, ends }, at) => (starting ? (starts[at] ?? at) : (ends[at] ?? at) + 1);
  }
  if (by === undefined) return ({ keys }) => (where === 'preceding' ? 0 : keys.length);
  const offset = compile(env, by, { ...scope, columns: [], clause: 'window frame' });
  if (unit === 'range') return rangePlace(env, order, offset, where, which, position);
  const count = castTo(env, offset, INT8);
  const rows = () => {
    const value = count.get();
    checkOffset(value, which);
    return numberOf(value) * (where === 'preceding' ? -1 : 1);
  };
  if (unit === 'rows') return (_part, at) => at + rows() + (starting ? 0 : 1);
  return (part, at) => groupPlace(part, at, rows(), starting);
}

function checkOffset(value: Value, which: string): void {
  if (value === null) throw new SqlError('frameOffset', { end: which, what: 'null' });
  const negative = value instanceof Interval ? value.length < 0 : numberOf(value) < 0;
  if (negative) throw new SqlError('frameOffset', { end: which, what: 'negative' });
}

/** So many groups of peers before or behind a row's own. */
function groupPlace({ keys, groups, firsts }: Part, at: number, by: number, starting: boolean): number {
  const group = (groups[at] ?? 0) + by;
  if (group < 0) return 0;
  return firsts[starting ? group : group + 1] ?? keys.length;
}

/** The first row whose key is as far as the row's own, moved by the offset; or the first that is farther. */
function rangePlace(
  env: Environment,
  order: readonly SortKey[],
  offset: Compiled,
  where: 'preceding' | 'following',
  which: 'starting' | 'ending',
  position: number,
): Place {
  const [key] = order;
  if (key === undefined) throw new SqlError('corrupt');
  const cell: { value: Value } = { value: null };
  const reader: Compiled = { type: key.value.type, subs: [], get: () => cell.value };
  const typed =
    offset.literal === undefined
      ? offset
      : castTo(env, offset, categoryOf(key.value.type) === 'time' ? { base: 'interval' } : key.value.type);
  const op = (where === 'preceding') === key.descending ? '+' : '-';
  const moved = binary(env, op, reader, typed, position);
  const own = castTo(env, reader, moved.type);
  const comparable: SortKey = { ...key, value: moved };
  return ({ keys, starts, ends }, at) => {
    cell.value = keys[at]?.[0] ?? null;
    if (cell.value === null) return which === 'starting' ? (starts[at] ?? at) : (ends[at] ?? at) + 1;
    checkOffset(typed.get(), which);
    const bound = [moved.get()];
    let [low, high] = [0, keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      cell.value = keys[middle]?.[0] ?? null;
      const order = compareRows([own.get()], bound, [comparable], env.mysql);
      if (which === 'starting' ? order < 0 : order <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
