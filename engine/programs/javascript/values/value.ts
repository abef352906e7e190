import type { JsObject } from './object.ts';

export class JsSymbol {
  readonly description: string | undefined;

  constructor(description: string | undefined) {
    this.description = description;
  }
}

/**
 * A value of the interpreted language. Whoever changes one that the program can reach gets it from `change`
 * (heap/change.ts), so that it is stored anew. Primitive values are the host's own.
 */
export type Value = undefined | null | boolean | number | string | bigint | JsSymbol | JsObject;

export type Key = string | JsSymbol;

/** What stands in a variable that isn't initialised yet, and in a hole of an array: programs never see it. */
export const EMPTY = new JsSymbol('empty');

/** What a native function answers that has pushed a frame: the frame's value comes instead. */
export const PENDING = new JsSymbol('pending');

/** A value that a program threw, on its way through native code. */
export class Thrown extends Error {
  readonly value: Value;

  constructor(value: Value) {
    super('thrown by the program');
    this.value = value;
  }
}
