import { type Document, isDocument, isList, type Value } from '../bson/values.ts';
import { MongoError } from '../errors.ts';

/** Nulls that a list is filled up with where a place far beyond its end is set. */
const FILL_MAX = 10_000;

type Holder = Document | Value[];

const isHolder = (value: Value): value is Document | Value[] => isDocument(value) || Array.isArray(value);

function read(holder: Holder, name: string): Value {
  return Array.isArray(holder) ? (/^\d+$/.test(name) ? holder[Number(name)] : undefined) : holder.get(name);
}

function put(holder: Holder, name: string, value: Value): void {
  if (!Array.isArray(holder)) {
    holder.set(name, value);
    return;
  }
  const index = Number(name);
  if (index > holder.length + FILL_MAX)
    throw new MongoError('BadValue', "can't backfill array to larger than 1500000 elements");
  while (holder.length < index) holder.push(null);
  holder[index] = value;
}

/** Leads to what holds the last name of a path. Undefined: it isn't there, and isn't to be made. */
function holderOf(document: Document, path: readonly string[], makes: boolean): Holder | undefined {
  let holder: Holder = document;
  for (const [index, name] of path.slice(0, -1).entries()) {
    const next = read(holder, name);
    if (isHolder(next) && (!Array.isArray(next) || /^\d+$/.test(path[index + 1] ?? ''))) {
      holder = next;
      continue;
    }
    if (!makes) return undefined;
    if (next !== undefined) {
      const shown = isList(next) ? 'array' : JSON.stringify(typeof next === 'bigint' ? Number(next) : next);
      throw new MongoError(
        'PathNotViable',
        `Cannot create field '${path[index + 1] ?? ''}' in element {${name}: ${shown}}`,
      );
    }
    const made: Document = new Map();
    put(holder, name, made);
    holder = made;
  }
  return holder;
}

export function getPath(document: Document, path: readonly string[]): Value {
  const holder = holderOf(document, path, false);
  return holder === undefined ? undefined : read(holder, path.at(-1) ?? '');
}

export function setPath(document: Document, path: readonly string[], value: Value): void {
  const holder = holderOf(document, path, true);
  if (holder !== undefined) put(holder, path.at(-1) ?? '', value);
}

export function unsetPath(document: Document, path: readonly string[]): void {
  const holder = holderOf(document, path, false);
  const name = path.at(-1) ?? '';
  if (holder === undefined) return;
  // An element of a list isn't taken out, but emptied.
  if (!Array.isArray(holder)) holder.delete(name);
  else if (read(holder, name) !== undefined) put(holder, name, null);
}
