import { asc, eq, gt } from 'drizzle-orm';
import type { Page, TenantConnection } from './connection.ts';
import { tenants } from './schema.ts';

export type TenantRow = typeof tenants.$inferSelect;

export class TenantTable {
  readonly #db: TenantConnection;

  constructor(db: TenantConnection) {
    this.#db = db;
  }

  insert(row: TenantRow): void {
    this.#db.insert(tenants).values(row).run();
  }

  find(id: string): TenantRow | undefined {
    return this.#db.select().from(tenants).where(eq(tenants.id, id)).get();
  }

  list({ after, limit }: Page): TenantRow[] {
    return this.#db
      .select()
      .from(tenants)
      .where(after === undefined ? undefined : gt(tenants.id, after))
      .orderBy(asc(tenants.id))
      .limit(limit)
      .all();
  }
}
