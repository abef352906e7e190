/** Values by key, where a key has several. */
export class SetsByKey {
  readonly #sets = new Map<string, Set<string>>();

  add(key: string, value: string): void {
    const values = this.#sets.get(key);
    if (values === undefined) this.#sets.set(key, new Set([value]));
    else values.add(value);
  }

  remove(key: string, value: string): void {
    const values = this.#sets.get(key);
    values?.delete(value);
    if (values?.size === 0) this.#sets.delete(key);
  }

  /** In the order in which they came. */
  get(key: string): readonly string[] {
    return [...(this.#sets.get(key) ?? [])];
  }
}
