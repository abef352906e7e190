/** Lines `from` to `to` (excluded) of one side were replaced by those of the other. */
export interface Hunk {
  readonly leftFrom: number;
  readonly leftTo: number;
  readonly rightFrom: number;
  readonly rightTo: number;
}

/** Edits that are searched for; where there are more, all of the middle counts as changed. */
const EDITS_MAX = 2_000;

/** What changed between two lists, shortest first (Myers). */
export function diffLists(left: readonly string[], right: readonly string[]): Hunk[] {
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let [leftEnd, rightEnd] = [left.length, right.length];
  while (leftEnd > start && rightEnd > start && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd--;
    rightEnd--;
  }
  if (start === leftEnd && start === rightEnd) return [];
  const middle = shortest(left.slice(start, leftEnd), right.slice(start, rightEnd));
  if (middle === undefined)
    return [{ leftFrom: start, leftTo: leftEnd, rightFrom: start, rightTo: rightEnd }];
  return hunksOf(middle, start);
}

type Step = 'same' | 'removed' | 'added';

function shortest(left: readonly string[], right: readonly string[]): Step[] | undefined {
  const most = Math.min(left.length + right.length, EDITS_MAX);
  const reach = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let edits = 0; edits <= most; edits++) {
    trace.push(new Map(reach));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down =
        diagonal === -edits || (diagonal !== edits && at(reach, diagonal - 1) < at(reach, diagonal + 1));
      let x = down ? at(reach, diagonal + 1) : at(reach, diagonal - 1) + 1;
      while (x < left.length && x - diagonal < right.length && left[x] === right[x - diagonal]) x++;
      reach.set(diagonal, x);
      if (x >= left.length && x - diagonal >= right.length) return walkBack(trace, left.length, right.length);
    }
  }
  return undefined;
}

const at = (reach: ReadonlyMap<number, number>, diagonal: number) => reach.get(diagonal) ?? -1;

function walkBack(trace: readonly ReadonlyMap<number, number>[], width: number, height: number): Step[] {
  const steps: Step[] = [];
  let [x, y] = [width, height];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reach = trace[edits] ?? new Map<number, number>();
    const diagonal = x - y;
    const down =
      diagonal === -edits || (diagonal !== edits && at(reach, diagonal - 1) < at(reach, diagonal + 1));
    const before = down ? diagonal + 1 : diagonal - 1;
    const fromX = at(reach, before);
    const fromY = fromX - before;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      steps.push('same');
      x--;
      y--;
    }
    if (edits > 0) steps.push(down ? 'added' : 'removed');
    x = fromX;
    y = fromY;
  }
  return steps.reverse();
}

function hunksOf(steps: readonly Step[], start: number): Hunk[] {
  const hunks: Hunk[] = [];
  let [left, right] = [start, start];
  for (let index = 0; index < steps.length; ) {
    if (steps[index] === 'same') {
      left++;
      right++;
      index++;
      continue;
    }
    const [leftFrom, rightFrom] = [left, right];
    for (; index < steps.length && steps[index] !== 'same'; index++) {
      if (steps[index] === 'removed') left++;
      else right++;
    }
    hunks.push({ leftFrom, leftTo: left, rightFrom, rightTo: right });
  }
  return hunks;
}
