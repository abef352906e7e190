import type { Schema } from '../../schemas/definitions.ts';
import { sameJson } from '../equality.ts';
import { isJsonObject, type JsonObject, objectOf, ownValue } from './json-object.ts';
import { areObjects, keyOf } from './list-order.ts';
import { merges, type PatchField, patchField, replaces } from './patch-schema.ts';

/** The same place in three objects: what was applied last, what is applied now, and what is stored. */
interface ThreeWay<T> {
  readonly original: T;
  readonly modified: T;
  readonly current: T;
}

type Field = readonly [string, unknown];

/**
 * What `kubectl apply` sends: the strategic merge patch that makes of the stored object what is applied now.
 * It removes what was applied last and is applied no more, and leaves alone what others have set.
 * @returns an empty object where there is nothing to change
 * @throws PatchError where the objects don't fit their schema
 */
export function threeWayMergePatch(objects: ThreeWay<JsonObject>, definitionName: string): JsonObject {
  return objectPatch(objects, { ref: definitionName }, false);
}

/** @param retains whether it is a union: when it changes, the members that it doesn't name go away */
function objectPatch(
  { original, modified, current }: ThreeWay<JsonObject>,
  schema: Schema | undefined,
  retains: boolean,
): JsonObject {
  const fields: Field[] = [];
  for (const [key, wanted] of Object.entries(modified)) {
    const values = { original: ownValue(original, key), modified: wanted, current: ownValue(current, key) };
    fields.push(...fieldPatch(key, values, schema));
  }
  for (const key of Object.keys(original)) {
    if (!Object.hasOwn(modified, key) && Object.hasOwn(current, key)) fields.push([key, null]);
  }
  if (retains && fields.length > 0) fields.push(['$retainKeys', Object.keys(modified).sort()]);
  return objectOf(fields);
}

function fieldPatch(
  key: string,
  { original, modified, current }: ThreeWay<unknown>,
  schema: Schema | undefined,
): readonly Field[] {
  if (modified === null) return current === undefined ? [] : [[key, null]];
  if (isJsonObject(modified) && isJsonObject(current)) {
    const field = patchField(schema, key);
    if (replaces(field.meta)) {
      return sameJson(modified, current) ? [] : [[key, { ...modified, $patch: 'replace' }]];
    }
    const below = { original: isJsonObject(original) ? original : {}, modified, current };
    const patch = objectPatch(below, field.schema, field.meta.strategies.includes('retainKeys'));
    return Object.keys(patch).length === 0 ? [] : [[key, patch]];
  }
  if (Array.isArray(modified) && Array.isArray(current)) {
    const field = patchField(schema, key);
    if (!merges(field.meta)) return sameJson(modified, current) ? [] : [[key, modified]];
    const lists = { original: Array.isArray(original) ? original : [], modified, current };
    return areObjects(lists.original, modified, current)
      ? objectListPatch(key, lists, field)
      : scalarListPatch(key, lists);
  }
  return sameJson(modified, current) ? [] : [[key, modified]];
}

function byKey(list: readonly unknown[], mergeKey: string): Map<unknown, JsonObject> {
  const items = list.map((item) => [keyOf(item, mergeKey), isJsonObject(item) ? item : {}] as const);
  return new Map(items);
}

function objectListPatch(key: string, lists: ThreeWay<unknown[]>, field: PatchField): readonly Field[] {
  const { mergeKey = '', strategies } = field.meta;
  const original = byKey(lists.original, mergeKey);
  const modified = byKey(lists.modified, mergeKey);
  const current = byKey(lists.current, mergeKey);
  const items: JsonObject[] = [];
  for (const [id, wanted] of modified) {
    const stored = current.get(id);
    if (stored === undefined) {
      items.push(wanted);
      continue;
    }
    const objects = { original: original.get(id) ?? {}, modified: wanted, current: stored };
    const patch = objectPatch(objects, field.schema?.items, strategies.includes('retainKeys'));
    if (Object.keys(patch).length > 0) items.push({ ...patch, [mergeKey]: id });
  }
  for (const id of original.keys()) {
    if (!modified.has(id) && current.has(id)) items.push({ $patch: 'delete', [mergeKey]: id });
  }
  const order = [...modified.keys()];
  const standing = [...current.keys()].filter((id) => modified.has(id));
  if (items.length === 0 && sameJson(order, standing)) return [];
  const setOrder: Field = [`$setElementOrder/${key}`, order.map((id) => ({ [mergeKey]: id }))];
  return items.length === 0 ? [setOrder] : [setOrder, [key, items]];
}

function scalarListPatch(
  key: string,
  { original, modified, current }: ThreeWay<unknown[]>,
): readonly Field[] {
  const wanted = new Set(modified);
  const standing = new Set(current);
  const added = modified.filter((item) => !standing.has(item));
  const gone = original.filter((item) => !wanted.has(item) && standing.has(item));
  const fields: Field[] = [];
  if (gone.length > 0) fields.push([`$deleteFromPrimitiveList/${key}`, gone]);
  if (added.length > 0) fields.push([key, added]);
  return fields.length === 0 ? [] : [[`$setElementOrder/${key}`, modified], ...fields];
}
