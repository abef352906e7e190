import { is, type Value } from './values.ts';

/** What an instance of a class that extends a built-in one is as that. */
export function plain(value: Value): Value {
  return is(value, 'instance') && value.payload !== undefined ? value.payload : value;
}
