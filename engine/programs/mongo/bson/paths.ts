import { type Document, isDocument, isList, type Value } from './values.ts';

/** What stands at a path, as queries see it: of each element of lists on the way. Lists at its end are one value. */
export function valuesAt(value: Value, path: readonly string[], from = 0): Value[] {
  if (from === path.length) return [value];
  const name = path[from] ?? '';
  if (isDocument(value)) return value.has(name) ? valuesAt(value.get(name), path, from + 1) : [undefined];
  if (!isList(value)) return [undefined];
  const found: Value[] = [];
  if (/^\d{1,6}$/.test(name) && Number(name) < value.length)
    found.push(...valuesAt(value[Number(name)], path, from + 1));
  for (const item of value) {
    if (!isDocument(item)) continue;
    for (const each of valuesAt(item, path, from)) if (each !== undefined) found.push(each);
  }
  return found.length === 0 ? [undefined] : found;
}

/** What stands at a path, as expressions see it: lists on the way make a list. */
export function valueAt(value: Value, path: readonly string[], from = 0): Value {
  if (from === path.length) return value;
  if (isDocument(value)) return valueAt(value.get(path[from] ?? ''), path, from + 1);
  if (!isList(value)) return undefined;
  return value.map((item) => valueAt(item, path, from)).filter((item) => item !== undefined);
}

/** A document that may be changed, with nothing in common. */
export function copyOf(document: Document): Document {
  return new Map([...document].map(([name, value]) => [name, copyOfValue(value)]));
}

export function copyOfValue(value: Value): Value {
  if (isDocument(value)) return copyOf(value);
  return isList(value) ? value.map(copyOfValue) : value;
}
