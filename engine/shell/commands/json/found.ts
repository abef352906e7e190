import { JqError, type JsonValue } from './syntax.ts';
import { described, isArray, isObject, type Path } from './values.ts';

/** A value, and where in the input it stands; undefined: it was made. */
export interface Found {
  readonly value: JsonValue;
  readonly path?: Path | undefined;
}

export type Variables = ReadonlyMap<string, JsonValue>;

/** What is in a list or an object. */
export function* children(of: Found): Generator<Found> {
  const { value, path } = of;
  if (!isArray(value) && !isObject(value)) {
    throw new JqError(`Cannot iterate over ${value === null ? 'null' : described(value)}`);
  }
  const entries: (readonly [string | number, JsonValue])[] = isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  for (const [key, each] of entries)
    yield { value: each, path: path === undefined ? undefined : [...path, key] };
}
