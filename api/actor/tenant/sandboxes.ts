import type { TenantDatabase } from '../../../db/tenant/database.ts';
import type { SandboxRow } from '../../../db/tenant/sandboxes.ts';
import type { Birth, ClockMode } from '../../host.ts';
import { LABELS_MAX } from '../../limits.ts';
import { conclude, type IdempotencyKey, type IdempotencyRefusal, recall, release } from './idempotency.ts';
import { type SandboxRecord, visibleSandbox } from './records.ts';

export interface SandboxDraft {
  readonly id: string;
  readonly name: string | null;
  readonly externalId: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly birth: Birth;
  /** Digest of what was asked for. */
  readonly request: string;
  readonly expiresAt: number | null;
}

export interface CreateOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** True: the same request under the same externalId finds the sandbox that it made before. */
  readonly repeatable: boolean;
  readonly idempotency?: IdempotencyKey | undefined;
}

export type CreateResult =
  | { readonly outcome: 'created' | 'existing'; readonly sandbox: SandboxRecord }
  | { readonly outcome: 'external-id-taken' };

export type CreateOutcome =
  | { readonly refused: IdempotencyRefusal }
  | { readonly results: readonly CreateResult[] };

/** Omitted: stays. Null: back to none, or to the default. */
export interface SandboxPatch {
  readonly name?: string | null | undefined;
  readonly externalId?: string | null | undefined;
  /** Label by label: null takes one away. */
  readonly labels?: Readonly<Record<string, string | null>> | null | undefined;
  readonly clock?: { readonly [Key in keyof ClockMode]?: ClockMode[Key] | undefined } | null | undefined;
  readonly expiresAt?: number | null | undefined;
}

export type PatchOutcome =
  | { readonly outcome: 'patched'; readonly sandbox: SandboxRecord }
  | { readonly outcome: 'unknown' | 'too-many-labels' | 'external-id-taken' };

export const DEFAULT_CLOCK: ClockMode = { mode: 'realtime', rate: 1, runsWhileIdle: false };

/** All of them in one transaction, each of them with a result of its own, in the order of the drafts. */
export function createSandboxes(
  db: TenantDatabase,
  drafts: readonly SandboxDraft[],
  options: CreateOptions,
): CreateOutcome {
  return db.transact(() => {
    const known = recall<CreateResult[]>(db, options.idempotency, options.now);
    if (known !== undefined) return 'refused' in known ? known : { results: known.outcome };
    const results = drafts.map((draft) => createOne(db, draft, options));
    db.sandboxes.indexLabels(
      results.flatMap((result) => (result.outcome === 'created' ? [result.sandbox] : [])),
    );
    if (results.some(({ outcome }) => outcome === 'created')) conclude(db, options.idempotency, results);
    else release(db, options.idempotency);
    return { results };
  });
}

function createOne(
  db: TenantDatabase,
  draft: SandboxDraft,
  { now, repeatable }: CreateOptions,
): CreateResult {
  const holder = holderOf(db, draft.externalId, now);
  if (holder !== undefined) {
    const sandbox = holder.request === draft.request && repeatable ? visibleSandbox(holder, now) : undefined;
    return sandbox === undefined ? { outcome: 'external-id-taken' } : { outcome: 'existing', sandbox };
  }
  const made = { state: 'new', forkedFrom: null, createdAt: now, updatedAt: now } as const;
  const { request, ...visible } = draft;
  const { labels, birth } = draft;
  const json = { labels: JSON.stringify(labels), birth: JSON.stringify(birth) };
  db.sandboxes.insert({ ...visible, ...made, ...json, request });
  return { outcome: 'created', sandbox: { ...visible, ...made } };
}

/** Who has an external id. One whose time is over gives it up. */
function holderOf(db: TenantDatabase, externalId: string | null, now: number): SandboxRow | undefined {
  if (externalId === null) return undefined;
  const holder = db.sandboxes.findByExternalId(externalId);
  if (holder === undefined || visibleSandbox(holder, now) !== undefined) return holder;
  markDeleted(db, holder.id, now);
  return undefined;
}

export function patchSandbox(db: TenantDatabase, id: string, patch: SandboxPatch, now: number): PatchOutcome {
  return db.transact(() => {
    const sandbox = visibleSandbox(db.sandboxes.find(id), now);
    if (sandbox === undefined) return { outcome: 'unknown' };
    const labels = patchedLabels(sandbox.labels, patch.labels);
    if (Object.keys(labels).length > LABELS_MAX) return { outcome: 'too-many-labels' };
    const externalId = patch.externalId === undefined ? sandbox.externalId : patch.externalId;
    const holder = holderOf(db, externalId, now);
    if (holder !== undefined && holder.id !== id) return { outcome: 'external-id-taken' };
    const patched = {
      name: patch.name === undefined ? sandbox.name : patch.name,
      externalId,
      labels,
      birth: { ...sandbox.birth, clock: patchedClock(sandbox.birth.clock, patch.clock) },
      expiresAt: patch.expiresAt === undefined ? sandbox.expiresAt : patch.expiresAt,
      updatedAt: now,
    };
    const json = { labels: JSON.stringify(labels), birth: JSON.stringify(patched.birth) };
    db.sandboxes.update(id, { ...patched, ...json });
    db.sandboxes.unindexLabels(id);
    db.sandboxes.indexLabels([{ id, labels }]);
    return { outcome: 'patched', sandbox: { ...sandbox, ...patched } };
  });
}

function patchedLabels(
  labels: SandboxRecord['labels'],
  patch: SandboxPatch['labels'],
): Readonly<Record<string, string>> {
  if (patch === undefined) return labels;
  if (patch === null) return {};
  const patched = new Map(Object.entries(labels));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) patched.delete(key);
    else patched.set(key, value);
  }
  return Object.fromEntries(patched);
}

function patchedClock(clock: ClockMode, patch: SandboxPatch['clock']): ClockMode {
  if (patch === undefined) return clock;
  if (patch === null) return DEFAULT_CLOCK;
  return {
    mode: patch.mode ?? clock.mode,
    rate: patch.rate ?? clock.rate,
    runsWhileIdle: patch.runsWhileIdle ?? clock.runsWhileIdle,
  };
}

/** From here on nobody sees it, and its external id is free; its world is still to be removed. */
export function markDeleted(db: TenantDatabase, id: string, now: number): void {
  db.sandboxes.update(id, { state: 'deleted', externalId: null, updatedAt: now });
  db.sandboxes.unindexLabels(id);
}
