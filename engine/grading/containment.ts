import type { Path } from './path.ts';

/*
 * A partial object is contained in an object where every field it names is there and contains what it says:
 *
 * - An object contains another's fields, and may have more. A field that is wanted as null must be absent.
 * - A list contains another's items in any order, and may have more. Items that are objects with a `name`
 *   are matched by it; any other item must be contained in some item.
 * - Anything else must be equal, as the API shows it: `500m`, not `0.5`.
 */

export interface Mismatch {
  readonly path: Path;
  readonly wanted: unknown;
  /** Undefined where there is nothing. */
  readonly found: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(object: Fields, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** What keeps the partial object from being contained; nothing where it is. */
export function mismatches(wanted: unknown, found: unknown, path: Path = []): readonly Mismatch[] {
  if (isObject(wanted) && isObject(found)) {
    return Object.entries(wanted).flatMap(([key, value]) =>
      mismatches(value, own(found, key), [...path, key]),
    );
  }
  if (Array.isArray(wanted) && Array.isArray(found)) {
    return wanted.flatMap((item: unknown) => itemMismatches(item, found, path));
  }
  const same = wanted === null ? found === undefined || found === null : wanted === found;
  return same ? [] : [{ path, wanted, found }];
}

function itemMismatches(wanted: unknown, list: readonly unknown[], path: Path): readonly Mismatch[] {
  const name = isObject(wanted) ? own(wanted, 'name') : undefined;
  if (typeof name === 'string') {
    const index = list.findIndex((item) => isObject(item) && own(item, 'name') === name);
    return index < 0 ? [{ path, wanted, found: list }] : mismatches(wanted, list[index], [...path, index]);
  }
  const contained = list.some((item) => mismatches(wanted, item).length === 0);
  return contained ? [] : [{ path, wanted, found: list }];
}
