import { isJsonObject, type JsonObject, objectOf } from './json-object.ts';

/** A value that is new in the document: a null in it removes nothing, and is dropped. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  const fields = Object.entries(value).filter(([, item]) => item !== null);
  return objectOf(fields.map(([key, item]) => [key, withoutNulls(item)]));
}

/** RFC 7386: nulls remove, objects are merged, everything else is replaced. */
export function jsonMergePatch(original: JsonObject, patch: JsonObject): JsonObject {
  const result = new Map(Object.entries(original));
  for (const [key, item] of Object.entries(patch)) {
    const current = result.get(key);
    if (item === null) result.delete(key);
    else if (isJsonObject(item) && isJsonObject(current)) result.set(key, jsonMergePatch(current, item));
    else result.set(key, withoutNulls(item));
  }
  return objectOf(result);
}
