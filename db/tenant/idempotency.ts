import { asc, eq, inArray, lte } from 'drizzle-orm';
import { chunks, PARAMETERS_MAX, type TenantConnection } from './connection.ts';
import { idempotency, idempotencyParts } from './schema.ts';

export type IdempotencyRow = typeof idempotency.$inferSelect;

/** At most 3 bytes of UTF-8 each: well below the 2 MiB that one value may take. */
const PART_CHARACTERS = 500_000;

export class IdempotencyTable {
  readonly #db: TenantConnection;

  constructor(db: TenantConnection) {
    this.#db = db;
  }

  find(key: string): IdempotencyRow | undefined {
    return this.#db.select().from(idempotency).where(eq(idempotency.key, key)).get();
  }

  start(row: Omit<IdempotencyRow, 'finished'>): void {
    this.#db
      .insert(idempotency)
      .values({ ...row, finished: false })
      .run();
  }

  /** What a finished request came to. */
  outcome(key: string): string {
    return this.#db
      .select({ text: idempotencyParts.text })
      .from(idempotencyParts)
      .where(eq(idempotencyParts.key, key))
      .orderBy(asc(idempotencyParts.part))
      .all()
      .map(({ text }) => text)
      .join('');
  }

  finish(key: string, outcome: string): void {
    let part = 0;
    for (const text of pieces(outcome)) {
      this.#db.insert(idempotencyParts).values({ key, part, text }).run();
      part++;
    }
    this.#db.update(idempotency).set({ finished: true }).where(eq(idempotency.key, key)).run();
  }

  startedBefore(moment: number, limit: number): string[] {
    return this.#db
      .select({ key: idempotency.key })
      .from(idempotency)
      .where(lte(idempotency.startedAt, moment))
      .limit(limit)
      .all()
      .map(({ key }) => key);
  }

  delete(keys: readonly string[]): void {
    for (const chunk of chunks(keys, PARAMETERS_MAX)) {
      this.#db.delete(idempotencyParts).where(inArray(idempotencyParts.key, chunk)).run();
      this.#db.delete(idempotency).where(inArray(idempotency.key, chunk)).run();
    }
  }
}

/** Never cuts between the two halves of a character beyond U+FFFF: a half can't be stored. */
function* pieces(text: string): Generator<string> {
  let from = 0;
  while (from < text.length) {
    let to = from + PART_CHARACTERS;
    if (/[\ud800-\udbff]/.test(text.charAt(to - 1))) to--;
    yield text.slice(from, to);
    from = to;
  }
}
