import type { FieldNumbers } from '../field-numbers.ts';

/** policy/v1. */
export const POLICY: FieldNumbers = {
  Eviction: 'metadata deleteOptions',
};
