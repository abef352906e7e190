import type { SqlType } from '../values/types.ts';
import type { Value } from '../values/value.ts';
import type { Environment } from './environment.ts';

/** Takes values one by one. What it gives before any came is the answer over nothing. */
export interface Accumulator {
  add(values: readonly Value[]): void;
  result(): Value;
}

export interface Aggregate {
  readonly type: (args: readonly SqlType[], env: Environment) => SqlType;
  /** Nulls are counted, too. */
  readonly nulls?: boolean;
  readonly make: (args: readonly SqlType[], env: Environment) => Accumulator;
}
