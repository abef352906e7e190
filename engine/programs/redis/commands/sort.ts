import { mergeSorted } from '../../merge-sort.ts';
import {
  bulk,
  type Call,
  type Commands,
  floatOf,
  integer,
  Options,
  Refusal,
  syntaxError,
  type Work,
} from '../command.ts';
import type { Reply } from '../resp.ts';
import { HashValue, ListValue, SetValue } from '../values/entry.ts';
import { ELEMENT_BYTES, WrongType } from '../values/keyspace.ts';
import { SortedSet } from '../values/sorted-set.ts';

/** Elements looked at between two pauses. */
const ELEMENTS_PER_PAUSE = 2000;

interface Request {
  by: string | undefined;
  gets: string[];
  offset: number;
  count: number;
  descending: boolean;
  alphabetic: boolean;
  store: string | undefined;
}

function requestOf(args: readonly string[], mayStore: boolean): Request {
  const request: Request = {
    by: undefined,
    gets: [],
    offset: 0,
    count: -1,
    descending: false,
    alphabetic: false,
    store: undefined,
  };
  const options = new Options(args, 2);
  while (!options.done) {
    const word = options.next();
    if (word === 'ASC') request.descending = false;
    else if (word === 'DESC') request.descending = true;
    else if (word === 'ALPHA') request.alphabetic = true;
    else if (word === 'LIMIT')
      [request.offset, request.count] = [Math.max(0, options.number()), options.number()];
    else if (word === 'BY') request.by = options.value();
    else if (word === 'GET') request.gets.push(options.value());
    else if (word === 'STORE' && mayStore) request.store = options.value();
    else throw new Refusal(syntaxError);
  }
  return request;
}

function elementsOf(call: Call): string[] {
  const value = call.store.entry(call.args[1] ?? '')?.value;
  if (value === undefined) return [];
  if (value instanceof ListValue) return [...value.items];
  if (value instanceof SetValue) return [...value.members.keys()];
  if (value instanceof SortedSet) return value.slice(0, value.size).map(({ member }) => member);
  throw new WrongType();
}

/** What stands at a pattern's place for an element: of a key, or of a field of a hash (`key->field`). */
function lookedUp(call: Call, pattern: string, element: string): string | undefined {
  if (pattern === '#') return element;
  const star = pattern.indexOf('*');
  if (star < 0) return undefined;
  const arrow = pattern.indexOf('->', star);
  const [keyPattern, field] =
    arrow < 0 || arrow + 2 >= pattern.length
      ? [pattern, undefined]
      : [pattern.slice(0, arrow), pattern.slice(arrow + 2)];
  const value = call.store.entry(keyPattern.slice(0, star) + element + keyPattern.slice(star + 1))?.value;
  if (field !== undefined) return value instanceof HashValue ? value.fields.get(field) : undefined;
  return typeof value === 'string' ? value : undefined;
}

interface Weighed {
  readonly element: string;
  readonly weight: number;
  readonly text: string;
}

function* weighed(
  call: Call,
  elements: readonly string[],
  { by, alphabetic }: Request,
): Generator<undefined, Weighed[]> {
  const made: Weighed[] = [];
  for (const element of elements) {
    if (made.length % ELEMENTS_PER_PAUSE === 0) yield;
    const key = by === undefined ? element : lookedUp(call, by, element);
    const weight = alphabetic
      ? 0
      : floatOf(key ?? '0', "ERR One or more scores can't be converted into double");
    made.push({ element, weight, text: alphabetic ? (key ?? '') : element });
  }
  return made;
}

function compare(left: Weighed, right: Weighed): number {
  if (left.weight !== right.weight) return left.weight - right.weight;
  if (left.text !== right.text) return left.text < right.text ? -1 : 1;
  return left.element < right.element ? -1 : left.element > right.element ? 1 : 0;
}

function inOrder(items: readonly Weighed[], descending: boolean): Generator<undefined, Weighed[]> {
  return mergeSorted(items, descending ? (a, b) => -compare(a, b) : compare);
}

function sort(mayStore: boolean) {
  return function* (call: Call): Work {
    const request = requestOf(call.args, mayStore);
    let elements = elementsOf(call);
    if (request.by === undefined || request.by.includes('*')) {
      const items = yield* weighed(call, elements, request);
      elements = (yield* inOrder(items, request.descending)).map(({ element }) => element);
    } else if (request.descending) elements.reverse();
    const end = request.count < 0 ? elements.length : request.offset + request.count;
    elements = elements.slice(request.offset, end);
    const gets = request.gets.length === 0 ? ['#'] : request.gets;
    const found: (string | undefined)[] = [];
    for (const element of elements) {
      for (const pattern of gets) {
        if (found.length % ELEMENTS_PER_PAUSE === 0) yield;
        found.push(lookedUp(call, pattern, element));
      }
    }
    return request.store === undefined ? { list: found.map(bulk) } : stored(call, request.store, found);
  };
}

function stored(call: Call, key: string, items: readonly (string | undefined)[]): Reply {
  const { store } = call;
  if (items.length === 0) {
    if (store.delete(key)) store.event('g', 'del', key);
    return integer(0);
  }
  const made = new ListValue();
  let bytes = 0;
  for (const item of items) {
    made.items.push(item ?? '');
    bytes += (item ?? '').length + ELEMENT_BYTES;
  }
  store.set(key, made, undefined, bytes);
  store.event('l', 'sortstore', key);
  return integer(items.length);
}

export const sortCommands: Commands = {
  sort: { arity: -2, writes: true, category: 'list', run: sort(true) },
  sort_ro: { arity: -2, category: 'list', run: sort(false) },
};
