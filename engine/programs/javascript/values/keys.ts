import type { Key } from './value.ts';

const indexPattern = /^(?:0|[1-9]\d{0,9})$/;

export function arrayIndex(key: Key): number | undefined {
  return typeof key === 'string' && indexPattern.test(key) && Number(key) < 4_294_967_295
    ? Number(key)
    : undefined;
}

/** Private names of classes begin with this: nothing lists them. */
export const PRIVATE = '\u0001';

/** Indexes come first, in their order; symbols last; private names never. */
export function inOrder(keys: Key[]): Key[] {
  const indexes: number[] = [];
  const names: Key[] = [];
  const symbols: Key[] = [];
  for (const key of keys) {
    if (typeof key !== 'string') symbols.push(key);
    else if (arrayIndex(key) !== undefined) indexes.push(Number(key));
    else if (!key.startsWith(PRIVATE)) names.push(key);
  }
  indexes.sort((a, b) => a - b);
  return [...indexes.map(String), ...names, ...symbols];
}
