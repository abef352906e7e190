import type { Machine } from './machine.ts';
import type { Then, Value } from './values.ts';

export type Keywords = ReadonlyMap<string, Value>;

/** A function that Python programs call and that isn't written in Python. */
export interface NativeFunction {
  readonly run?: (machine: Machine, positional: readonly Value[], keywords: Keywords) => Value;
  /** It says itself what comes next: calls Python, for example. */
  readonly special?: (
    machine: Machine,
    positional: readonly Value[],
    keywords: Keywords,
    after: Then,
  ) => void;
  /** Arguments that are iterables: what is written in Python among them becomes a list first. */
  readonly drains?: readonly number[];
  /** What has keys() isn't drained: it is a mapping. */
  readonly takesMappings?: boolean;
}

export type NativeRun = NonNullable<NativeFunction['run']>;

/** Natives by name, all with the same prefix. */
export function natives(
  prefix: string,
  table: Readonly<Record<string, NativeRun | NativeFunction>>,
): [string, NativeFunction][] {
  return Object.entries(table).map(([name, each]) => [
    prefix + name,
    typeof each === 'function' ? { run: each } : each,
  ]);
}
