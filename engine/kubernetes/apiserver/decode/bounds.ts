/** Levels of nesting that a document may have; upstream's kinds need less than thirty. */
export const DEPTH_MAX = 512;

/**
 * Items of lists, and objects, in one document. An empty one takes three bytes of a body, and ten thousand times
 * that to be validated and refused; the largest documents that anything but malice writes have a few thousand.
 */
export const ITEMS_MAX = 20_000;

/** What is said of a document with more. */
export const TOO_MANY_ITEMS = `too many items: limit is ${ITEMS_MAX}`;

/**
 * Why a document is not worth reading, if it isn't. Level by level instead of by recursion, so that a hostile one
 * can't exhaust the stack.
 */
export function boundsFault(value: unknown): string | undefined {
  let level: unknown[] = [value];
  let items = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEPTH_MAX) return 'exceeded max depth';
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item !== 'object' || item === null) continue;
      for (const child of Object.values(item)) {
        if (typeof child === 'object' && child !== null) next.push(child);
        else if (Array.isArray(item)) items++;
      }
    }
    items += next.length;
    if (items > ITEMS_MAX) return TOO_MANY_ITEMS;
    level = next;
  }
  return undefined;
}
