export type JsonObject = Record<string, unknown>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the key itself holds: never something inherited, as `constructor` would be. */
export function ownValue(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Defines the keys instead of assigning to them, so that `__proto__` is a key like any other. */
export function objectOf(fields: Iterable<readonly [string, unknown]>): JsonObject {
  return Object.fromEntries(fields);
}

/** The same JSON with the keys of every object in Go's order. */
export function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, withSortedKeys(value[key])]),
  );
}
