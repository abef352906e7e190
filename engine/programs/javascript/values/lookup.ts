import type { JsObject } from './object.ts';
import type { Own } from './slots.ts';
import type { Key, Value } from './value.ts';

/** Prototypes above each other. */
const CHAIN_MAX = 200;

/** What stands for another object: it says itself what a property's value is. */
export interface Opaque {
  find(key: Key, receiver: Value): Own;
  has(key: Key): boolean;
  /** @returns false: it can't be set */
  assign(key: Key, value: Value, receiver: Value): boolean;
}

export function isOpaque(object: JsObject): object is JsObject & Opaque {
  return object.kind === 'Proxy' && 'find' in object;
}

/**
 * Finds a property in an object or its prototypes.
 * @throws RangeError where there are too many of them
 */
export function lookup(object: JsObject, key: Key, receiver: Value = object): Own {
  let left = CHAIN_MAX;
  for (let at: JsObject | null = object; at !== null; at = at.proto) {
    if (at.kind === 'Proxy' && isOpaque(at)) return at.find(key, receiver);
    const found = at.own(key);
    if (found !== undefined) return found;
    if (--left === 0) throw new RangeError('Maximum call stack size exceeded');
  }
  return undefined;
}

/** Whether an object is among the prototypes of another. */
export function inherits(object: JsObject, prototype: Value): boolean {
  let left = CHAIN_MAX;
  for (let at = object.proto; at !== null && left > 0; at = at.proto, left--)
    if (at === prototype) return true;
  return false;
}
