/** Long work in pieces, each of which says what it has cost: a unit is about what a file of an archive takes. */
export type Work<R> = Generator<number, R, void>;

/** What may be done without others getting their turn. */
const SLICE_UNITS = 1000;
/** As many bytes cost a unit. */
const UNIT_BYTES = 8192;

/** What it costs to go over so many bytes. */
export function unitsOf(bytes: number): number {
  return 1 + Math.floor(bytes / UNIT_BYTES);
}

/** Does a slice of it. @returns undefined: there is more to do */
export function doSome<R>(work: Work<R>): { readonly result: R } | undefined {
  for (let units = 0; units < SLICE_UNITS; ) {
    const next = work.next();
    if (next.done === true) return { result: next.value };
    units += next.value;
  }
  return undefined;
}

/** Does all of it at once. */
export function doAll<R>(work: Work<R>): R {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}
