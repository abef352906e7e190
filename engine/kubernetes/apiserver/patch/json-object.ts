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
