/** Values in a segment of a long array, or keys and values in one of a long Map: what is written when one changes. */
const SEGMENT_VALUES = 768;
const SEGMENT_ENTRIES = SEGMENT_VALUES / 2;

/** What is larger has a page of its own. */
const SHARING_VALUES_MAX = 64;
const SHARING_CHARS_MAX = 1000;

type Long = readonly unknown[] | ReadonlyMap<unknown, unknown>;
/** A segment: an array of an array's items, or a Map of a Map's entries. */
export type Segment = unknown[] | Map<unknown, unknown>;

function isArray(node: Long): node is readonly unknown[] {
  return Array.isArray(node);
}

/** True for what is stored in segments. */
export function isLong(node: Long): boolean {
  return isArray(node) ? node.length > SEGMENT_VALUES : node.size > SEGMENT_ENTRIES;
}

/** True for what others should not be written with. */
export function isLarge(node: object | string): boolean {
  if (typeof node === 'string') return node.length > SHARING_CHARS_MAX;
  if (Array.isArray(node)) return node.length > SHARING_VALUES_MAX;
  return node instanceof Map && node.size > SHARING_VALUES_MAX;
}

export function* segmentsOf(node: Long): Iterable<Segment> {
  if (isArray(node)) {
    for (let from = 0; from < node.length; from += SEGMENT_VALUES)
      yield node.slice(from, from + SEGMENT_VALUES);
    return;
  }
  let segment = new Map<unknown, unknown>();
  for (const [key, value] of node) {
    segment.set(key, value);
    if (segment.size < SEGMENT_ENTRIES) continue;
    yield segment;
    segment = new Map();
  }
  if (segment.size > 0) yield segment;
}

/** True where two segments hold the same values in the same order. */
export function isSame(left: Segment, right: Segment): boolean {
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((value, index) => Object.is(value, right[index]))
    );
  }
  if (Array.isArray(right) || left.size !== right.size) return false;
  const others = right.entries();
  for (const [key, value] of left) {
    const [otherKey, other] = others.next().value ?? [];
    if (!Object.is(key, otherKey) || !Object.is(value, other)) return false;
  }
  return true;
}

/** Makes a segment what another is. */
export function replace(segment: Segment, by: Segment): void {
  if (Array.isArray(segment)) segment.length = 0;
  else segment.clear();
  append(segment, by);
}

export function append(whole: object, segment: Segment): void {
  if (Array.isArray(whole) && Array.isArray(segment)) for (const value of segment) whole.push(value);
  if (whole instanceof Map && segment instanceof Map)
    for (const [key, value] of segment) whole.set(key, value);
}
