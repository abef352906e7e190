/** A deep copy of a value that is JSON: much faster than structuredClone, which is made for all that isn't. */
export function copyJson<T>(value: T): T;
export function copyJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => copyJson<unknown>(item));
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) copy[key] = copyJson<unknown>(item);
  return copy;
}
