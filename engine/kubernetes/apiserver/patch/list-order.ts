import { formatGo, goTypeOf } from './go-format.ts';
import { isJsonObject, type JsonObject, ownValue } from './json-object.ts';
import { brokenPatch, type PatchError, rejectedPatch } from './patch-error.ts';

/** Identifies the items of a merged list: by a field of theirs, or by themselves when they are scalars. */
export type MergeKey = string | undefined;

export function noMergeKey(item: JsonObject, mergeKey: string): PatchError {
  return brokenPatch(`map: ${formatGo(item)} does not contain declared merge key: ${mergeKey}`);
}

/** @throws PatchError where the item is no object, or has no such key */
export function keyOf(item: unknown, mergeKey: MergeKey): unknown {
  if (mergeKey === undefined) return item;
  if (!isJsonObject(item)) {
    throw brokenPatch(`expected a map[string]interface {}, but received a ${goTypeOf(item)}`);
  }
  if (!Object.hasOwn(item, mergeKey)) throw noMergeKey(item, mergeKey);
  return ownValue(item, mergeKey);
}

/**
 * Whether the items are objects (true) or scalars (false).
 * @throws PatchError where they are mixed, or lists
 */
export function areObjects(...lists: readonly unknown[][]): boolean {
  const items = lists.flat(1);
  if (items.some(Array.isArray)) throw rejectedPatch();
  const types = new Set(items.map(goTypeOf));
  if (types.size > 1) throw brokenPatch(`list element types are not identical: ${formatGo(lists)}`);
  return isJsonObject(items[0]);
}

/** Each key's first position. */
function positions(list: readonly unknown[], mergeKey: MergeKey): Map<unknown, number> {
  const found = new Map<unknown, number>();
  list.forEach((item, index) => {
    const key = keyOf(item, mergeKey);
    if (!found.has(key)) found.set(key, index);
  });
  return found;
}

/**
 * Orders a merged list: the items that `patchOrder` names as it says; the others as in the live list,
 * each as near to its old place as that allows.
 */
export function enforceOrder(
  merged: readonly unknown[],
  patchOrder: readonly unknown[],
  liveOrder: readonly unknown[],
  mergeKey: MergeKey,
): unknown[] {
  const named = positions(patchOrder, mergeKey);
  const live = positions(liveOrder, mergeKey);
  const rank = (order: Map<unknown, number>, item: unknown) => order.get(keyOf(item, mergeKey)) ?? -1;
  const sorted = (items: unknown[], order: Map<unknown, number>) =>
    items.sort((a, b) => rank(order, a) - rank(order, b));
  const fromPatch = sorted(
    merged.filter((item) => named.has(keyOf(item, mergeKey))),
    named,
  );
  const serverOnly = sorted(
    merged.filter((item) => !named.has(keyOf(item, mergeKey))),
    live,
  );
  return interleave(serverOnly, fromPatch, (item) => rank(live, item));
}

/** Puts each of the server's items before the first of the patch's items that comes after it in the live list. */
function interleave(
  serverOnly: readonly unknown[],
  fromPatch: readonly unknown[],
  liveRank: (item: unknown) => number,
): unknown[] {
  const result: unknown[] = [];
  let next = 0;
  for (const item of fromPatch) {
    const place = liveRank(item);
    while (next < serverOnly.length && place >= 0) {
      const rank = liveRank(serverOnly[next]);
      if (rank < 0 || rank >= place) break;
      result.push(serverOnly[next++]);
    }
    result.push(item);
  }
  return [...result, ...serverOnly.slice(next)];
}
