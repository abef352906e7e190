import type { ApiKeyRow } from '../../../db/tenant/api-keys.ts';
import type { SandboxRow, VisibleState } from '../../../db/tenant/sandboxes.ts';
import type { Scope } from '../../auth/scopes.ts';
import type { Birth } from '../../host.ts';

export type { TenantRow as TenantRecord } from '../../../db/tenant/tenants.ts';

/** An API key as it is listed: nothing to use it with. */
export interface ApiKeyRecord {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  readonly origin: 'api' | 'operator';
  readonly createdAt: number;
}

/** An API key as it is stored. */
export interface StoredApiKey extends ApiKeyRecord {
  /** SHA-256 of the whole key, hex. */
  readonly hash: string;
}

export interface SandboxRecord {
  readonly id: string;
  readonly name: string | null;
  readonly externalId: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly state: VisibleState;
  readonly birth: Birth;
  readonly forkedFrom: string | null;
  /** Milliseconds since the epoch, as all times here. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly expiresAt: number | null;
}

export function apiKeyRecord({ id, name, prefix, scopes, origin, createdAt }: ApiKeyRow): ApiKeyRecord {
  return { id, name, prefix, scopes: JSON.parse(scopes), origin, createdAt };
}

export function apiKeyRow(key: StoredApiKey): ApiKeyRow {
  return { ...key, scopes: JSON.stringify(key.scopes) };
}

/** The sandbox as its tenant may see it at this moment; undefined where he may not. */
export function visibleSandbox(row: SandboxRow | undefined, now: number): SandboxRecord | undefined {
  if (row === undefined || (row.expiresAt !== null && row.expiresAt <= now)) return undefined;
  const { id, name, externalId, labels, state, birth, forkedFrom, createdAt, updatedAt, expiresAt } = row;
  if (state === 'copying' || state === 'deleted') return undefined;
  const parsed = { labels: JSON.parse(labels), birth: JSON.parse(birth) };
  return { id, name, externalId, state, ...parsed, forkedFrom, createdAt, updatedAt, expiresAt };
}
