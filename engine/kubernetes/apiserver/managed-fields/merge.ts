import { isJsonObject, type JsonObject, objectOf, ownValue } from '../patch/json-object.ts';
import { itemElement, type PathElement } from './path-element.ts';
import { childShape, type ListShape, type Shape } from './shape.ts';

/**
 * The live value with a configuration laid over it. Nothing is removed by that; lists keep the order of the
 * configuration among the items that it names (typed.TypedValue.Merge).
 */
export function merge(shape: Shape, live: unknown, configured: unknown): unknown {
  if (isLeaf(shape, live, configured)) return configured === undefined ? live : configured;
  if (shape.type === 'list') return mergeItems(shape, listOf(live), listOf(configured));
  if (shape.type !== 'struct' && shape.type !== 'map') return configured;
  return mergeFields(shape, isJsonObject(live) ? live : {}, isJsonObject(configured) ? configured : {});
}

function isLeaf(shape: Shape, live: unknown, configured: unknown): boolean {
  switch (shape.type) {
    case 'scalar':
    case 'any':
      return true;
    case 'list':
      return shape.by === undefined || (listOf(live).length === 0 && listOf(configured).length === 0);
    case 'struct':
    case 'map':
      return shape.atomic || (isBare(live) && isBare(configured));
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isBare(value: unknown): boolean {
  return !isJsonObject(value) || Object.keys(value).length === 0;
}

function mergeFields(
  shape: Shape & { type: 'struct' | 'map' },
  live: JsonObject,
  configured: JsonObject,
): JsonObject {
  const merged: [string, unknown][] = [];
  for (const key of new Set([...Object.keys(live), ...Object.keys(configured)])) {
    const child = childShape(shape, key) ?? { type: 'any' };
    const value = merge(child, ownValue(live, key), ownValue(configured, key));
    if (value !== undefined) merged.push([key, value]);
  }
  return objectOf(merged);
}

function mergeItems(shape: ListShape, live: readonly unknown[], configured: readonly unknown[]): unknown[] {
  const elementOf = (item: unknown) => itemElement(shape, item);
  const liveElements = live.map(elementOf);
  const wantedElements = configured.map(elementOf);
  const place = new Map(wantedElements.map((element, index) => [element, index]));
  // Of items that can't be told apart, none can be merged with: they are replaced.
  const mergeable = new Map<PathElement, unknown>();
  for (const [index, element] of liveElements.entries()) {
    mergeable.set(element, mergeable.has(element) ? undefined : live[index]);
  }
  const shared = wantedElements.filter((element) => mergeable.has(element));
  const merged: unknown[] = [];
  let [at, wantedAt, sharedAt] = [0, 0, 0];
  const takeWanted = () => {
    const element = wantedElements[wantedAt] ?? '';
    merged.push(merge(shape.items, mergeable.get(element), configured[wantedAt]));
    if (shared[sharedAt] === element) sharedAt++;
    wantedAt++;
  };
  while (at < live.length || wantedAt < configured.length) {
    const element = liveElements[at];
    if (element === undefined) takeWanted();
    else if (element === wantedElements[wantedAt]) {
      takeWanted();
      at++;
    } else if (!place.has(element)) {
      merged.push(live[at]);
      at++;
    } else if (sharedAt < shared.length && shared[sharedAt] !== element) {
      // Merged already, or its turn comes later, in the configuration's order.
      at++;
    } else {
      if ((place.get(element) ?? 0) < wantedAt) at++;
      if (wantedAt < configured.length) takeWanted();
    }
  }
  return merged;
}
