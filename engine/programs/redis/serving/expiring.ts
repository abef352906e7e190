import { storeOf } from './keys-changed.ts';
import type { Server } from './state.ts';

/** Keys that go when their time is over, in one step. */
const EXPIRED_MAX = 5000;

interface Expiring {
  readonly atMs: number;
  readonly database: number;
  readonly key: string;
}

/** When keys expire, the first one last: in memory alone, and made again from them. Some may have another time by now. */
export class Expiry {
  readonly #times: Expiring[] = [];

  static of({ keyspace }: Server): Expiry {
    const made = new Expiry();
    for (const [index, database] of keyspace.databases.entries()) {
      for (const [key, { expiresMs }] of database.entries())
        if (expiresMs !== undefined) made.#times.push({ atMs: expiresMs, database: index, key });
    }
    made.#times.sort((left, right) => right.atMs - left.atMs);
    return made;
  }

  add(atMs: number, database: number, key: string): void {
    let [low, high] = [0, this.#times.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#times[middle]?.atMs ?? 0) > atMs) low = middle + 1;
      else high = middle;
    }
    const known = this.#times[low];
    if (known?.atMs === atMs && known.key === key && known.database === database) return;
    this.#times.splice(low, 0, { atMs, database, key });
  }

  get nextMs(): number | undefined {
    return this.#times.at(-1)?.atMs;
  }

  /** Makes keys go whose time is over. */
  run(server: Server): void {
    for (let count = 0; count < EXPIRED_MAX; count++) {
      const next = this.#times.at(-1);
      if (next === undefined || next.atMs > server.system.now) return;
      this.#times.pop();
      server.spent++;
      storeOf(server, next.database).peek(next.key);
    }
  }
}
