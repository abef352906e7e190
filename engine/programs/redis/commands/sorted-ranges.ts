import { floatOf, numberOf, Options, Refusal, syntaxError } from '../command.ts';
import type { Scored, SortedSet } from '../values/sorted-set.ts';

export type Bounds = readonly [from: number, to: number];

const notFloatRange = 'ERR min or max is not a float';
const notTextRange = 'ERR min or max not valid string range item';

function scoreBound(set: SortedSet | undefined, text: string, upper: boolean): number {
  const exclusive = text.startsWith('(');
  const score = floatOf(exclusive ? text.slice(1) : text, notFloatRange);
  return set?.rankOfScore(score, upper !== exclusive) ?? 0;
}

/** The ranks of members whose scores are in a range; the end is excluded. @throws Refusal */
export function scoreBounds(set: SortedSet | undefined, min: string, max: string): Bounds {
  return [scoreBound(set, min, false), scoreBound(set, max, true)];
}

function textBound(set: SortedSet | undefined, text: string, upper: boolean): number {
  if (text === '-') return 0;
  if (text === '+') return set?.size ?? 0;
  const [mark] = text;
  if (mark !== '[' && mark !== '(') throw new Refusal(notTextRange);
  const limit = text.slice(1);
  const inclusive = upper === (mark === '[');
  return set?.order.search((member) => member < limit || (inclusive && member === limit)) ?? 0;
}

/** The same for a range of members by their text, where all scores are equal. */
export function textBounds(set: SortedSet | undefined, min: string, max: string): Bounds {
  return [textBound(set, min, false), textBound(set, max, true)];
}

/** What ZRANGE and its relatives ask for. */
export interface RangeRequest {
  readonly by: 'rank' | 'score' | 'text';
  readonly reverse: boolean;
  readonly withScores: boolean;
  readonly offset: number;
  readonly count: number;
}

/** Reads the options after the two ends of a range. */
export function rangeOptions(
  args: readonly string[],
  from: number,
  fixed: Partial<RangeRequest>,
  stores = false,
): RangeRequest {
  let { by = 'rank', reverse = false } = fixed;
  const isGeneral = fixed.by === undefined;
  let [withScores, offset, count, limited] = [false, 0, -1, false];
  const options = new Options(args, from);
  while (!options.done) {
    const word = options.next();
    if (word === 'WITHSCORES' && !stores) withScores = true;
    else if (word === 'LIMIT') [limited, offset, count] = [true, options.number(), options.number()];
    else if (word === 'BYSCORE' && isGeneral) by = 'score';
    else if (word === 'BYLEX' && isGeneral) by = 'text';
    else if (word === 'REV' && isGeneral) reverse = true;
    else throw new Refusal(syntaxError);
  }
  if (limited && by === 'rank')
    throw new Refusal(
      'ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX',
    );
  if (withScores && by === 'text')
    throw new Refusal('ERR syntax error, WITHSCORES not supported in combination with BYLEX');
  return { by, reverse, withScores, offset, count };
}

/** The members between two ends, in the order that was asked for. */
export function membersBetween(
  set: SortedSet | undefined,
  start: string,
  end: string,
  request: RangeRequest,
): Scored[] {
  const { by, reverse, offset, count } = request;
  const size = set?.size ?? 0;
  if (by === 'rank') {
    const [first, last] = [numberOf(start), numberOf(end)];
    const low = first < 0 ? Math.max(0, size + first) : first;
    const high = (last < 0 ? size + last : Math.min(last, size - 1)) + 1;
    if (low >= high) return [];
    return reverse ? (set?.slice(size - high, size - low).reverse() ?? []) : (set?.slice(low, high) ?? []);
  }
  const [min, max] = reverse ? [end, start] : [start, end];
  const [low, high] = by === 'score' ? scoreBounds(set, min, max) : textBounds(set, min, max);
  if (offset < 0 || low >= high) return [];
  const wanted = count < 0 ? high - low : count;
  if (!reverse) return set?.slice(low + offset, Math.min(high, low + offset + wanted)) ?? [];
  const to = Math.max(low, high - offset);
  return set?.slice(Math.max(low, to - wanted), to).reverse() ?? [];
}
