import { goQuote } from '../go-text.ts';
import { isJsonObject, type JsonObject } from '../patch/json-object.ts';
import type { ListShape } from './shape.ts';

/**
 * One step of a path into an object, as FieldsV1 writes it: `f:spec` a field, `k:{"name":"web"}` the item of a
 * list with these keys, `v:"x"` the member of a set, `i:0` the item of a list at this place
 * (structured-merge-diff's fieldpath.PathElement).
 */
export type PathElement = string;

/** Why an item of a list can't be told apart from others. */
export class ItemError extends Error {
  override name = 'ItemError';
}

export function fieldElement(name: string): PathElement {
  return `f:${name}`;
}

/** How an item is told apart from the others of its list. @throws ItemError */
export function itemElement(shape: ListShape, item: unknown): PathElement {
  return shape.by === 'set' || shape.by === undefined ? setElement(item) : keyElement(shape, shape.by, item);
}

function setElement(item: unknown): PathElement {
  if (item === null)
    throw new ItemError("associative list without keys has an element that's an explicit null");
  if (Array.isArray(item)) throw new ItemError('not supported: associative list with lists as elements');
  if (typeof item === 'object') {
    throw new ItemError("associative list without keys has an element that's a map type");
  }
  return `v:${JSON.stringify(item)}`;
}

function keyElement(shape: ListShape, keys: readonly string[], item: unknown): PathElement {
  if (item === null) throw new ItemError('associative list with keys may not have a null element');
  if (!isJsonObject(item)) throw new ItemError('associative list with keys may not have non-map elements');
  const found: [string, unknown][] = [];
  for (const key of [...keys].sort()) {
    const value = Object.hasOwn(item, key) ? item[key] : shape.keyDefaults[key];
    if (value !== undefined) found.push([key, value]);
  }
  if (found.length > 0) return keysElement(found);
  const names = keys.map(goQuote).join(' ');
  throw new ItemError(
    `associative list with keys has an element that omits all key fields [${names}] (and doesn't have default values for any key fields)`,
  );
}

/** @param keys sorted */
function keysElement(keys: readonly (readonly [string, unknown])[]): PathElement {
  return `k:{${keys.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
}

/** What a path element is made of; undefined where the text is none. */
type Parsed =
  | { readonly type: 'f'; readonly name: string }
  | { readonly type: 'k'; readonly keys: JsonObject }
  | { readonly type: 'v'; readonly value: unknown }
  | { readonly type: 'i'; readonly index: number };

function parse(element: PathElement): Parsed | undefined {
  const rest = element.slice(2);
  switch (element.slice(0, 2)) {
    case 'f:':
      return { type: 'f', name: rest };
    case 'k:': {
      const keys = json(rest);
      return isJsonObject(keys) ? { type: 'k', keys } : undefined;
    }
    case 'v:': {
      const value = json(rest);
      return value === undefined ? undefined : { type: 'v', value };
    }
    case 'i:':
      return /^-?\d{1,9}$/.test(rest) ? { type: 'i', index: Number(rest) } : undefined;
    default:
      return undefined;
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A client's element in the one form that it has here; null for a type that only later versions may know, undefined
 * where it is none.
 */
export function readElement(text: string): PathElement | null | undefined {
  if (text.charAt(1) !== ':') return undefined;
  if (!RANK.includes(text.charAt(0))) return null;
  const parsed = parse(text);
  switch (parsed?.type) {
    case 'k':
      return keysElement(Object.entries(parsed.keys).sort(([a], [b]) => (a < b ? -1 : 1)));
    case 'v':
      return `v:${JSON.stringify(parsed.value)}`;
    case 'i':
      return `i:${parsed.index}`;
    default:
      return parsed === undefined ? undefined : text;
  }
}

const RANK = ['f', 'k', 'v', 'i'];

/** The order of path elements in FieldsV1: fields, then items by their keys, by their value, by their place. */
export function compareElements(a: PathElement, b: PathElement): number {
  if (a === b) return 0;
  if (a.startsWith('f:') && b.startsWith('f:')) return a < b ? -1 : 1;
  const [left, right] = [parse(a), parse(b)];
  if (left === undefined || right === undefined || left.type !== right.type) {
    return RANK.indexOf(a.charAt(0)) - RANK.indexOf(b.charAt(0));
  }
  if (left.type === 'k' && right.type === 'k') return compareKeys(left.keys, right.keys);
  if (left.type === 'v' && right.type === 'v') return compareScalars(left.value, right.value);
  return left.type === 'i' && right.type === 'i' ? left.index - right.index : 0;
}

function compareKeys(a: JsonObject, b: JsonObject): number {
  const [left, right] = [Object.entries(a), Object.entries(b)];
  for (const [index, [name, value]] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = compareScalars(name, other[0]) || compareScalars(value, other[1]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Numbers come before strings, and strings before booleans. */
function compareScalars(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  const types = ['number', 'string', 'boolean'];
  return types.indexOf(typeof a) - types.indexOf(typeof b);
}

/** A path as messages show it: `.spec.containers[name="web"].image`. */
export function showPath(path: readonly PathElement[]): string {
  return path.map(showElement).join('');
}

export function showElement(element: PathElement): string {
  const parsed = parse(element);
  if (parsed === undefined) return element;
  switch (parsed.type) {
    case 'f':
      return `.${parsed.name}`;
    case 'k':
      return `[${Object.entries(parsed.keys)
        .map(([name, value]) => `${name}=${showScalar(value)}`)
        .join(',')}]`;
    case 'v':
      return `[=${showScalar(parsed.value)}]`;
    case 'i':
      return `[${parsed.index}]`;
  }
}

function showScalar(value: unknown): string {
  return typeof value === 'string' ? goQuote(value) : JSON.stringify(value);
}
