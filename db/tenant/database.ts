import { ApiKeyTable } from './api-keys.ts';
import type { TenantConnection } from './connection.ts';
import { IdempotencyTable } from './idempotency.ts';
import { SandboxTable } from './sandboxes.ts';
import { TenantTable } from './tenants.ts';

export type { TenantConnection } from './connection.ts';

/** A tenant's database: its keys, its sandboxes' rows and, of the first tenant, the list of tenants. */
export class TenantDatabase {
  readonly apiKeys: ApiKeyTable;
  readonly sandboxes: SandboxTable;
  readonly idempotency: IdempotencyTable;
  readonly tenants: TenantTable;
  readonly #db: TenantConnection;

  constructor(db: TenantConnection) {
    this.#db = db;
    this.apiKeys = new ApiKeyTable(db);
    this.sandboxes = new SandboxTable(db);
    this.idempotency = new IdempotencyTable(db);
    this.tenants = new TenantTable(db);
  }

  /** Writes all of it or, when it throws, nothing. */
  transact<R>(change: () => R): R {
    return this.#db.transaction(change);
  }
}
