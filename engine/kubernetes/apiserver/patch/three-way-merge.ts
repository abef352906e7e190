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
  return objectPatch(objects, { ref: definitionName });
}

function objectPatch(objects: ThreeWay<JsonObject>, schema: Schema | undefined): JsonObject {
  const { original, modified, current } = objects;
  const fields: Field[] = [];
  for (const [key, wanted] of Object.entries(modified)) {
    const field = patchField(schema, key);
    fields.push(
      ...fieldPatch(
        key,
        { original: ownValue(original, key), modified: wanted, current: ownValue(current, key) },
        field,
      ),
    );
  }
  for (const key of Object.keys(original)) {
    if (!Object.hasOwn(modified, key) && Object.hasOwn(current, key)) fields.push([key, null]);
  }
  return objectOf(fields);
}

function fieldPatch(key: string, values: ThreeWay<unknown>, field: PatchField): readonly Field[] {
  const { original, modified, current } = values;
  if (modified === null) return current === undefined ? [] : [[key, null]];
  if (isJsonObject(modified) && isJsonObject(current) && !replaces(field.meta)) {
    const below = { original: isJsonObject(original) ? original : {}, modified, current };
    const patch = objectPatch(below, field.schema);
    if (field.meta.strategies.includes('retainKeys')) return retaining(key, below, patch);
    return Object.keys(patch).length === 0 ? [] : [[key, patch]];
  }
  if (Array.isArray(modified) && Array.isArray(current) && merges(field.meta)) {
    const lists = { original: Array.isArray(original) ? original : [], modified, current };
    return listPatch(key, lists, field);
  }
  if (sameJson(modified, current)) return [];
  const replaced = isJsonObject(modified) && isJsonObject(current);
  return [[key, replaced ? { ...modified, $patch: 'replace' } : modified]];
}

/** A union such as a deployment's strategy: members that the document doesn't name go away. */
function retaining(
  key: string,
  { modified, current }: ThreeWay<JsonObject>,
  patch: JsonObject,
): readonly Field[] {
  const surplus = Object.keys(current).some((name) => !Object.hasOwn(modified, name));
  if (Object.keys(patch).length === 0 && !surplus) return [];
  return [[key, { ...patch, $retainKeys: Object.keys(modified).sort() }]];
}

function listPatch(key: string, lists: ThreeWay<unknown[]>, field: PatchField): readonly Field[] {
  if (!areObjects(lists.original, lists.modified, lists.current)) return scalarListPatch(key, lists);
  const { mergeKey = '' } = field.meta;
  const find = (list: readonly unknown[], id: unknown) =>
    list.find((item) => sameJson(keyOf(item, mergeKey), id));
  const items: JsonObject[] = [];
  for (const wanted of lists.modified) {
    const id = keyOf(wanted, mergeKey);
    const stored = find(lists.current, id);
    if (!isJsonObject(wanted)) continue;
    if (!isJsonObject(stored)) {
      items.push(wanted);
      continue;
    }
    const applied = find(lists.original, id);
    const original = isJsonObject(applied) ? applied : {};
    const patch = itemPatch({ original, modified: wanted, current: stored }, field);
    if (Object.keys(patch).length > 0) items.push({ ...patch, [mergeKey]: id });
  }
  for (const gone of lists.original) {
    const id = keyOf(gone, mergeKey);
    if (find(lists.modified, id) !== undefined || find(lists.current, id) === undefined) continue;
    items.push({ $patch: 'delete', [mergeKey]: id });
  }
  const wantedOrder = lists.modified.map((item) => ({ [mergeKey]: keyOf(item, mergeKey) }));
  const storedOrder = lists.current
    .map((item) => keyOf(item, mergeKey))
    .filter((id) => find(lists.modified, id) !== undefined);
  const reordered =
    items.length === 0 &&
    !sameJson(
      storedOrder,
      lists.modified.map((item) => keyOf(item, mergeKey)),
    );
  if (items.length === 0 && !reordered) return [];
  return [[`$setElementOrder/${key}`, wantedOrder], ...(items.length === 0 ? [] : [[key, items] as const])];
}

function itemPatch(item: ThreeWay<JsonObject>, { schema, meta }: PatchField): JsonObject {
  const patch = objectPatch(item, schema?.items);
  if (!meta.strategies.includes('retainKeys')) return patch;
  const surplus = Object.keys(item.current).some((name) => !Object.hasOwn(item.modified, name));
  if (Object.keys(patch).length === 0 && !surplus) return patch;
  return { ...patch, $retainKeys: Object.keys(item.modified).sort() };
}

function scalarListPatch(
  key: string,
  { original, modified, current }: ThreeWay<unknown[]>,
): readonly Field[] {
  const added = modified.filter((item) => !current.includes(item));
  const gone = original.filter((item) => !modified.includes(item) && current.includes(item));
  if (added.length === 0 && gone.length === 0) return [];
  return [
    [`$setElementOrder/${key}`, modified],
    ...(gone.length === 0 ? [] : [[`$deleteFromPrimitiveList/${key}`, gone] as const]),
    ...(added.length === 0 ? [] : [[key, added] as const]),
  ];
}
