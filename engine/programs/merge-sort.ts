const RUN_ITEMS = 2000;

/** Sorts, keeping equals in their order, and yields now and then: nobody has to wait for a long list. */
export function* mergeSorted<T>(
  items: readonly T[],
  order: (left: T, right: T) => number,
): Generator<undefined, T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < items.length; at += RUN_ITEMS) {
    runs.push(items.slice(at, at + RUN_ITEMS).sort(order));
    yield;
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(yield* merge(runs[at] ?? [], runs[at + 1] ?? [], order));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* merge<T>(
  left: readonly T[],
  right: readonly T[],
  order: (left: T, right: T) => number,
): Generator<undefined, T[]> {
  const made: T[] = [];
  let [at, other] = [0, 0];
  while (at < left.length || other < right.length) {
    const [a, b] = [left[at], right[other]];
    const takesLeft = b === undefined || (a !== undefined && order(a, b) <= 0);
    if (takesLeft) at++;
    else other++;
    const taken = takesLeft ? a : b;
    if (taken !== undefined) made.push(taken);
    if (made.length % RUN_ITEMS === 0) yield;
  }
  return made;
}
