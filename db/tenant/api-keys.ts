import { and, asc, count, eq, gt, ne, sql } from 'drizzle-orm';
import type { Page, TenantConnection } from './connection.ts';
import { apiKeys } from './schema.ts';

export type ApiKeyRow = typeof apiKeys.$inferSelect;

export class ApiKeyTable {
  readonly #db: TenantConnection;
  readonly #byPrefix: ReturnType<typeof prepareByPrefix>;

  constructor(db: TenantConnection) {
    this.#db = db;
    this.#byPrefix = prepareByPrefix(db);
  }

  insert(row: ApiKeyRow): void {
    this.#db.insert(apiKeys).values(row).run();
  }

  find(id: string): ApiKeyRow | undefined {
    return this.#db.select().from(apiKeys).where(eq(apiKeys.id, id)).get();
  }

  withPrefix(prefix: string): ApiKeyRow[] {
    return this.#byPrefix.all({ prefix });
  }

  list({ after, limit }: Page): ApiKeyRow[] {
    return this.#db
      .select()
      .from(apiKeys)
      .where(after === undefined ? undefined : gt(apiKeys.id, after))
      .orderBy(asc(apiKeys.id))
      .limit(limit)
      .all();
  }

  count(): number {
    return this.#db.select({ keys: count() }).from(apiKeys).get()?.keys ?? 0;
  }

  delete(id: string): void {
    this.#db.delete(apiKeys).where(eq(apiKeys.id, id)).run();
  }

  /** Forgets the keys that the operator gave earlier. */
  deleteOtherOperatorKeys(hash: string): void {
    this.#db
      .delete(apiKeys)
      .where(and(eq(apiKeys.origin, 'operator'), ne(apiKeys.hash, hash)))
      .run();
  }
}

/** Every request asks for its key. */
function prepareByPrefix(db: TenantConnection) {
  return db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.prefix, sql.placeholder('prefix')))
    .prepare();
}
