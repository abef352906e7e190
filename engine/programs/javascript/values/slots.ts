import type { Value } from './value.ts';

export const WRITABLE = 1;
export const ENUMERABLE = 2;
export const CONFIGURABLE = 4;

/** A property that isn't a plain one: writable, enumerable and configurable. */
export class DataSlot {
  readonly value: Value;
  readonly flags: number;

  constructor(value: Value, flags: number) {
    this.value = value;
    this.flags = flags;
  }
}

export class Accessor {
  readonly get: Value;
  readonly set: Value;
  readonly flags: number;

  constructor(get: Value, set: Value, flags: number) {
    this.get = get;
    this.set = set;
    this.flags = flags;
  }
}

export type Stored = Value | DataSlot | Accessor;

/** Undefined where a property isn't there: a property may have the value undefined. */
export type Own = { readonly stored: Stored } | undefined;

export function isEnumerable(stored: Stored): boolean {
  return stored instanceof DataSlot || stored instanceof Accessor ? (stored.flags & ENUMERABLE) !== 0 : true;
}
