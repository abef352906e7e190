import type { Machine } from '../machine/machine.ts';
import type { JsObject } from '../values/object.ts';
import type { Value } from '../values/value.ts';

export interface InspectOptions {
  /** Levels that are shown; default 2. */
  readonly depth?: number;
  readonly colors?: boolean;
  readonly breakLength?: number;
  /** Levels that go onto one line if they fit; 0: each entry on a line of its own; default 3. */
  readonly compact?: number;
  readonly showHidden?: boolean;
  readonly sorted?: boolean;
  readonly getters?: boolean;
  readonly maxArrayLength?: number;
  readonly maxStringLength?: number;
  readonly customInspect?: boolean;
}

/** A value on its way to its text. */
export interface Inspector extends Required<InspectOptions> {
  readonly machine: Machine;
  /** The objects around. */
  readonly above: JsObject[];
  /** Objects that are inside themselves, with their numbers. */
  readonly circular: Map<JsObject, number>;
  indentation: number;
  /** The level of the object that was shown last. */
  currentDepth: number;
  /** Characters so far. */
  written: number;
  show(value: Value, level: number): string;
}

/** Runs something two columns further right. */
export function indented<T>(i: Inspector, run: () => T): T {
  i.indentation += 2;
  const made = run();
  i.indentation -= 2;
  return made;
}
