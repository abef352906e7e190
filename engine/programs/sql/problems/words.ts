/** What a problem is called in both dialects: SQLSTATE and words; MySQL's has a number before them. `{name}` is filled in. */
export interface Words {
  readonly postgres: readonly [state: string, words: string];
  readonly mysql: readonly [number: number, state: string, words: string];
}

/** MySQL has no words of its own for it. */
export const unsupported: Words['mysql'] = [
  1235,
  '42000',
  "This version of MySQL doesn't yet support '{what}'",
];
