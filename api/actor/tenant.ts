import type { TenantDatabase } from '../../db/tenant/database.ts';
import type { SandboxFilter } from '../../db/tenant/sandboxes.ts';
import { sameDigest } from '../auth/digest.ts';
import type { Scope } from '../auth/scopes.ts';
import { API_KEYS_MAX } from '../limits.ts';
import { abandonFork, type ForkRequest, type ForkStart, finishFork, startFork } from './tenant/forks.ts';
import {
  type ApiKeyRecord,
  apiKeyRecord,
  apiKeyRow,
  type SandboxRecord,
  type StoredApiKey,
  type TenantRecord,
  visibleSandbox,
} from './tenant/records.ts';
import {
  type CreateOptions,
  type CreateOutcome,
  createSandboxes,
  markDeleted,
  type PatchOutcome,
  patchSandbox,
  type SandboxDraft,
  type SandboxPatch,
} from './tenant/sandboxes.ts';
import { sweep } from './tenant/sweep.ts';

/** A stretch of a list in the order of creation. */
export interface PageQuery {
  /** Only what comes after this id. */
  readonly after: string | undefined;
  readonly limit: number;
}

/**
 * One tenant as an actor: its API keys, its sandboxes' rows and, of the first tenant, the list of tenants.
 * A change is one synchronous transaction. Time (`now`, ms since the epoch), ids and secrets come with the
 * call; arguments and answers are plain data, and what is refused is an answer, not an exception.
 */
export class TenantActor {
  readonly #db: TenantDatabase;

  constructor(db: TenantDatabase) {
    this.#db = db;
  }

  createApiKey(key: StoredApiKey): 'created' | 'too-many' {
    return this.#db.transact(() => {
      if (this.#db.apiKeys.count() >= API_KEYS_MAX) return 'too-many';
      this.#db.apiKeys.insert(apiKeyRow(key));
      return 'created';
    });
  }

  listApiKeys(page: PageQuery): ApiKeyRecord[] {
    return this.#db.apiKeys.list(page).map(apiKeyRecord);
  }

  /** A key of the operator's configuration can't be revoked, nor the last one that may make others. */
  revokeApiKey(id: string): 'revoked' | 'unknown' | 'operator' | 'last-admin' {
    return this.#db.transact(() => {
      const row = this.#db.apiKeys.find(id);
      if (row === undefined) return 'unknown';
      if (row.origin === 'operator') return 'operator';
      if (isAdmin(apiKeyRecord(row)) && this.#adminKeys().length === 1) return 'last-admin';
      this.#db.apiKeys.delete(id);
      return 'revoked';
    });
  }

  /** Which key this is, if it is one. */
  verifyApiKey(prefix: string, hash: string): { id: string; scopes: readonly Scope[] } | undefined {
    const row = this.#db.apiKeys.withPrefix(prefix).find((candidate) => sameDigest(candidate.hash, hash));
    if (row === undefined) return undefined;
    const { id, scopes } = apiKeyRecord(row);
    return { id, scopes };
  }

  /** Makes this the one key that the operator's configuration gives; another one it gave before is forgotten. */
  setOperatorKey(key: StoredApiKey): void {
    this.#db.transact(() => {
      this.#db.apiKeys.deleteOtherOperatorKeys(key.hash);
      const known = this.#db.apiKeys.withPrefix(key.prefix).some((row) => row.hash === key.hash);
      if (!known) this.#db.apiKeys.insert(apiKeyRow(key));
    });
  }

  hasAdminKey(): boolean {
    return this.#adminKeys().length > 0;
  }

  createSandboxes(drafts: readonly SandboxDraft[], options: CreateOptions): CreateOutcome {
    return createSandboxes(this.#db, drafts, options);
  }

  getSandbox(id: string, now: number): SandboxRecord | undefined {
    return visibleSandbox(this.#db.sandboxes.find(id), now);
  }

  listSandboxes(page: PageQuery, filter: SandboxFilter, now: number): SandboxRecord[] {
    return this.#db.sandboxes.list(page, filter, now).flatMap((row) => visibleSandbox(row, now) ?? []);
  }

  patchSandbox(id: string, patch: SandboxPatch, now: number): PatchOutcome {
    return patchSandbox(this.#db, id, patch, now);
  }

  /** Notes that its world exists. False where it is gone by now. */
  markReady(id: string, now: number): boolean {
    return this.#db.transact(() => {
      const sandbox = this.getSandbox(id, now);
      if (sandbox?.state === 'new') this.#db.sandboxes.update(id, { state: 'ready' });
      return sandbox !== undefined;
    });
  }

  /** Hides it for good. False where there is none. Destroy its world afterwards. */
  deleteSandbox(id: string, now: number): boolean {
    return this.#db.transact(() => {
      const sandbox = this.getSandbox(id, now);
      if (sandbox !== undefined) markDeleted(this.#db, id, now);
      return sandbox !== undefined;
    });
  }

  startFork(request: ForkRequest, now: number): ForkStart {
    return startFork(this.#db, request, now);
  }

  finishFork(request: ForkRequest, now: number): readonly SandboxRecord[] | undefined {
    return finishFork(this.#db, request, now);
  }

  abandonFork(request: ForkRequest, now: number): void {
    abandonFork(this.#db, request, now);
  }

  /** Hides what has expired, and answers the sandboxes whose worlds are to be destroyed now. */
  sweep(now: number): string[] {
    return sweep(this.#db, now);
  }

  /** Of sandboxes whose worlds are destroyed, the rows go too. */
  forget(ids: readonly string[]): void {
    this.#db.transact(() => this.#db.sandboxes.delete(ids));
  }

  createTenant(tenant: TenantRecord): void {
    this.#db.transact(() => this.#db.tenants.insert(tenant));
  }

  hasTenant(id: string): boolean {
    return this.#db.tenants.find(id) !== undefined;
  }

  listTenants(page: PageQuery): TenantRecord[] {
    return this.#db.tenants.list(page);
  }

  #adminKeys(): ApiKeyRecord[] {
    return this.listApiKeys({ after: undefined, limit: API_KEYS_MAX + 1 }).filter(isAdmin);
  }
}

function isAdmin({ scopes }: ApiKeyRecord): boolean {
  return scopes.includes('admin');
}
