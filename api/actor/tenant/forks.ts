import type { TenantDatabase } from '../../../db/tenant/database.ts';
import { conclude, type IdempotencyKey, type IdempotencyRefusal, recall, release } from './idempotency.ts';
import { type SandboxRecord, visibleSandbox } from './records.ts';
import { markDeleted } from './sandboxes.ts';

export interface ForkRequest {
  readonly source: string;
  /** The ids of the copies. */
  readonly ids: readonly string[];
  /** Undefined: those of the source. */
  readonly labels: Readonly<Record<string, string>> | undefined;
  /** Undefined: as the source. */
  readonly expiresAt: number | null | undefined;
  readonly idempotency?: IdempotencyKey | undefined;
}

export type ForkStart =
  | { readonly refused: IdempotencyRefusal | 'unknown' }
  /** The same request has been answered before, with these. */
  | { readonly forks: readonly SandboxRecord[] }
  /** Rows nobody sees yet are there: copy the world of `source`, then call `finishFork`, or `abandonFork`. */
  | { readonly source: SandboxRecord };

export function startFork(db: TenantDatabase, request: ForkRequest, now: number): ForkStart {
  return db.transact(() => {
    const known = recall<SandboxRecord[]>(db, request.idempotency, now);
    if (known !== undefined) return 'refused' in known ? known : { forks: known.outcome };
    const source = visibleSandbox(db.sandboxes.find(request.source), now);
    if (source === undefined) {
      release(db, request.idempotency);
      return { refused: 'unknown' };
    }
    for (const id of request.ids) insertCopy(db, source, { ...request, id }, now);
    return { source };
  });
}

function insertCopy(
  db: TenantDatabase,
  source: SandboxRecord,
  { id, labels, expiresAt }: { id: string } & Pick<ForkRequest, 'labels' | 'expiresAt'>,
  now: number,
): void {
  db.sandboxes.insert({
    id,
    name: source.name,
    externalId: null,
    labels: JSON.stringify(labels ?? source.labels),
    state: 'copying',
    birth: JSON.stringify(source.birth),
    request: '',
    forkedFrom: source.id,
    createdAt: now,
    updatedAt: now,
    expiresAt: expiresAt === undefined ? source.expiresAt : expiresAt,
  });
}

/** Shows the copies. Undefined where they took so long that the sweep has given them up. */
export function finishFork(
  db: TenantDatabase,
  { ids, idempotency }: ForkRequest,
  now: number,
): readonly SandboxRecord[] | undefined {
  return db.transact(() => {
    if (ids.some((id) => db.sandboxes.find(id)?.state !== 'copying')) return undefined;
    const forks: SandboxRecord[] = [];
    for (const id of ids) {
      db.sandboxes.update(id, { state: 'ready', updatedAt: now });
      const fork = visibleSandbox(db.sandboxes.find(id), now);
      if (fork !== undefined) forks.push(fork);
    }
    db.sandboxes.indexLabels(forks);
    conclude(db, idempotency, forks);
    return forks;
  });
}

export function abandonFork(db: TenantDatabase, { ids, idempotency }: ForkRequest, now: number): void {
  db.transact(() => {
    for (const id of ids) markDeleted(db, id, now);
    release(db, idempotency);
  });
}
