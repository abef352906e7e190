/**
 * The keys that wait to be reconciled, first in, first out, each at most once (client-go's workqueue).
 * It is not stored: after a restart it is filled again from the revisions past the watermark.
 */
export class WorkQueue {
  readonly #waiting = new Set<string>();
  #keys: string[] = [];
  #head = 0;

  add(key: string): void {
    if (this.#waiting.has(key)) return;
    this.#waiting.add(key);
    this.#keys.push(key);
  }

  take(): string | undefined {
    const key = this.#keys[this.#head];
    if (key === undefined) return undefined;
    this.#head++;
    this.#waiting.delete(key);
    if (this.#head === this.#keys.length) {
      this.#keys = [];
      this.#head = 0;
    }
    return key;
  }

  get size(): number {
    return this.#waiting.size;
  }
}
