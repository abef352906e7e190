import { compare } from '../bson/compare.ts';
import { valuesAt } from '../bson/paths.ts';
import { type Document, isDocument, isList, isNumber, type Value } from '../bson/values.ts';
import { MongoError, missing } from '../errors.ts';

/** What a document is sorted by: of a list its least, or greatest, element. */
function sortKey(document: Document, path: readonly string[], descending: boolean): Value {
  let key: Value;
  let first = true;
  for (const value of valuesAt(document, path)) {
    for (const item of isList(value) && value.length > 0
      ? value
      : [isList(value) ? undefined : (value ?? null)]) {
      if (first || compare(item, key) > 0 === descending) key = item;
      first = false;
    }
  }
  return key;
}

/** @throws MongoError where it is no order */
export function sortOrder(sort: Document): (left: Document, right: Document) => number {
  const parts = [...sort].map(([name, direction]) => {
    if (isDocument(direction)) throw missing('sorting by $meta');
    if (!isNumber(direction) || Math.abs(Number(direction)) !== 1)
      throw new MongoError('BadValue', '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    return { path: name.split('.'), descending: Number(direction) < 0 };
  });
  return (left, right) => {
    for (const { path, descending } of parts) {
      const order = compare(sortKey(left, path, descending), sortKey(right, path, descending));
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  };
}
