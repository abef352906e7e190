import type { Schema } from '../../schemas/definitions.ts';
import { formatGo, goTypeOf } from './go-format.ts';
import { isJsonObject, type JsonObject, objectOf, ownValue } from './json-object.ts';
import { areObjects, enforceOrder, keyOf, type MergeKey, noMergeKey } from './list-order.ts';
import { brokenPatch, malformedPatch, type PatchError } from './patch-error.ts';
import { merges, type PatchField, patchField, replaces } from './patch-schema.ts';

const DIRECTIVE = '$patch';
const RETAIN_KEYS = '$retainKeys';
const DELETE_FROM_LIST = '$deleteFromPrimitiveList';
const SET_ORDER = '$setElementOrder';

type Fields = Map<string, unknown>;

function unknownDirective(directive: unknown, where: JsonObject): PatchError {
  return brokenPatch(`unknown patch type: ${formatGo(directive)} in map: ${formatGo(where)}`);
}

/** The name of the list in `$setElementOrder/ports`; undefined for keys with another prefix. */
function listName(key: string, prefix: string): string | undefined {
  if (!key.startsWith(prefix)) return undefined;
  if (key.startsWith(`${prefix}/`)) return key.slice(prefix.length + 1);
  throw malformedPatch(
    prefix === SET_ORDER
      ? 'invalid patch format of setElementOrder list'
      : 'invalid patch format of primitive list',
  );
}

function isListDirective(key: string): boolean {
  return key.startsWith(DELETE_FROM_LIST) || key.startsWith(SET_ORDER);
}

/** Drops the fields of the original that `$retainKeys` doesn't name: how a union changes its member. */
function applyRetainKeys(result: Fields, patch: Fields): void {
  if (!patch.has(RETAIN_KEYS)) return;
  const keys = patch.get(RETAIN_KEYS);
  patch.delete(RETAIN_KEYS);
  const retained = new Set(Array.isArray(keys) ? keys : []);
  const complete = [...patch].every(
    ([key, item]) => item === null || isListDirective(key) || retained.has(key),
  );
  if (!Array.isArray(keys) || !complete) throw malformedPatch('invalid patch format of retainKeys');
  for (const key of [...result.keys()]) if (!retained.has(key)) result.delete(key);
}

/** A value that is new in the object: without nulls, and without what is marked with a directive. */
function fresh(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !hasDirective(item)).map(fresh);
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([, item]) => item !== null && !hasDirective(item));
  return objectOf(kept.map(([key, item]) => [key, fresh(item)]));
}

function hasDirective(value: unknown): boolean {
  return isJsonObject(value) && Object.hasOwn(value, DIRECTIVE);
}

/** Merges an object of a schema. @throws PatchError */
function mergeObject(original: JsonObject, patch: JsonObject, schema: Schema | undefined): JsonObject {
  if (Object.hasOwn(patch, DIRECTIVE)) {
    const { [DIRECTIVE]: directive, ...rest } = patch;
    if (directive === 'replace') return rest;
    if (directive === 'delete') return {};
    throw unknownDirective(directive, patch);
  }
  const result: Fields = new Map(Object.entries(original));
  const remaining: Fields = new Map(Object.entries(patch));
  applyRetainKeys(result, remaining);
  applySetOrders(result, remaining, schema);
  for (const [key, item] of remaining) {
    if (listName(key, DELETE_FROM_LIST) === undefined) mergeField(result, key, item, schema);
  }
  for (const [key, item] of remaining) {
    const list = listName(key, DELETE_FROM_LIST);
    if (list !== undefined) deleteFromList(result, list, item, schema);
  }
  return objectOf(result);
}

function mergeField(result: Fields, key: string, item: unknown, schema: Schema | undefined): void {
  const current = result.get(key);
  if (item === null) result.delete(key);
  else if (Array.isArray(item) && Array.isArray(current)) {
    result.set(key, mergeList(current, item, patchField(schema, key)));
  } else if (isJsonObject(item) && isJsonObject(current)) {
    const field = patchField(schema, key);
    result.set(key, replaces(field.meta) ? item : mergeObject(current, item, field.schema));
  } else if (hasDirective(item)) result.delete(key);
  else result.set(key, fresh(item));
}

function deleteFromList(result: Fields, list: string, items: unknown, schema: Schema | undefined): void {
  const current = result.get(list);
  if (items === null) result.delete(list);
  if (!Array.isArray(items) || !Array.isArray(current)) return;
  if (!merges(patchField(schema, list).meta)) {
    result.set(list, items);
    return;
  }
  if (current.length + items.length === 0) return;
  if (areObjects(current, items)) {
    result.set(list, mergeList(current, items, patchField(schema, list)));
    return;
  }
  const deleted = new Set(items);
  result.set(
    list,
    current.filter((item) => !deleted.has(item)),
  );
}

function mergeList(original: unknown[], patch: unknown[], { schema, meta }: PatchField): unknown[] {
  if (!merges(meta)) return patch;
  if (original.length + patch.length === 0) return original;
  if (!areObjects(original, patch)) {
    return enforceOrder([...new Set([...original, ...patch])], patch, original, undefined);
  }
  const { mergeKey } = meta;
  if (mergeKey === undefined) throw brokenPatch('cannot merge lists without merge key for type struct');
  const { live, items } = applyItemDirectives(original, patch, mergeKey);
  return enforceOrder(mergeItems(live, items, mergeKey, schema?.items), items, live, mergeKey);
}

/** Carries out `$patch: delete` and `$patch: replace` items, and returns what is left to be merged. */
function applyItemDirectives(original: unknown[], patch: unknown[], mergeKey: string) {
  const items = patch.filter((item) => !hasDirective(item));
  const deleted = new Set<unknown>();
  let replace = false;
  for (const item of patch) {
    if (!isJsonObject(item) || !hasDirective(item)) continue;
    const directive = ownValue(item, DIRECTIVE);
    if (directive === 'delete') deleted.add(keyOf(item, mergeKey));
    else if (directive === 'replace') replace = true;
    else if (directive === 'merge') throw brokenPatch('merging lists cannot yet be specified in the patch');
    else throw unknownDirective(directive, item);
  }
  if (replace) return { live: items, items: [] };
  const live = original.filter((item) => !(isJsonObject(item) && deleted.has(ownValue(item, mergeKey))));
  return { live, items };
}

function mergeItems(
  original: readonly unknown[],
  patch: readonly unknown[],
  mergeKey: string,
  schema: Schema | undefined,
): unknown[] {
  const merged = [...original];
  const places = new Map<unknown, number>();
  merged.forEach((item, index) => {
    const key = isJsonObject(item) ? ownValue(item, mergeKey) : undefined;
    if (key !== undefined && !places.has(key)) places.set(key, index);
  });
  for (const item of patch) {
    if (!isJsonObject(item)) continue;
    if (!Object.hasOwn(item, mergeKey)) throw noMergeKey(item, mergeKey);
    const key = ownValue(item, mergeKey);
    const place = places.get(key) ?? merged.length;
    const current = merged[place];
    places.set(key, place);
    merged[place] = isJsonObject(current) ? mergeObject(current, item, schema) : item;
  }
  return merged;
}

/** Merges the lists whose order the patch gives, and takes them and the order out of the patch. */
function applySetOrders(result: Fields, patch: Fields, schema: Schema | undefined): void {
  for (const [key, order] of [...patch]) {
    const list = listName(key, SET_ORDER);
    if (list === undefined) continue;
    patch.delete(key);
    const items = patch.get(list);
    const live = result.get(list);
    for (const value of [order, ...(result.has(list) ? [live] : []), ...(patch.has(list) ? [items] : [])]) {
      if (!Array.isArray(value)) {
        throw brokenPatch(`expected a []interface {}, but received a ${goTypeOf(value)}`);
      }
    }
    const field = patchField(schema, list);
    const ordered = mergeOrdered(asList(live), asList(items), asList(order) ?? [], field);
    patch.delete(list);
    if (ordered !== undefined) result.set(list, ordered);
  }
}

function asList(value: unknown): unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function mergeOrdered(
  live: unknown[] | undefined,
  items: unknown[] | undefined,
  order: unknown[],
  field: PatchField,
): unknown[] | undefined {
  const { mergeKey } = field.meta;
  if (items !== undefined) requireSameOrder(items, order, mergeKey);
  if (live === undefined && items === undefined) return undefined;
  const merged = mergedBeforeOrder(live, items, field);
  return merged.length === 0 ? merged : enforceOrder(merged, order, live ?? [], mergeKey);
}

function mergedBeforeOrder(
  live: unknown[] | undefined,
  items: unknown[] | undefined,
  field: PatchField,
): unknown[] {
  if (items === undefined) return live ?? [];
  if (live === undefined) return items.filter((item) => !hasDirective(item));
  return mergeList(live, items, field);
}

/** The items of the patch must be among those of the order, and follow one another as there. */
function requireSameOrder(items: unknown[], order: unknown[], mergeKey: MergeKey): void {
  if (order.length === 0) return;
  let at = 0;
  for (const item of items) {
    if (hasDirective(item)) continue;
    const key = keyOf(item, mergeKey);
    while (at < order.length && keyOf(order[at], mergeKey) !== key) at++;
    if (at === order.length) {
      throw brokenPatch(
        `The order in patch list:\n${formatGo(items)}\n doesn't match ${SET_ORDER} list:\n${formatGo(order)}\n`,
      );
    }
    at++;
  }
}

/**
 * Merges a patch into an object as apimachinery's strategicpatch does: lists by their merge keys, with the
 * directives $patch, $retainKeys, $setElementOrder and $deleteFromPrimitiveList.
 * @throws PatchError
 */
export function strategicMergePatch(
  original: JsonObject,
  patch: JsonObject,
  definitionName: string,
): JsonObject {
  return mergeObject(original, patch, { ref: definitionName });
}
