import type { Value } from '../machine/values.ts';

/** What wasn't given is None. */
export function asOptional(value: Value | undefined): Value {
  return value === undefined ? null : value;
}
