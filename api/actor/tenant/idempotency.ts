import type { TenantDatabase } from '../../../db/tenant/database.ts';

/** What came with a request that its client may repeat. */
export interface IdempotencyKey {
  readonly key: string;
  /** Digest of the operation and what it was asked. */
  readonly request: string;
}

/** Why a request with an Idempotency-Key is not worked on. */
export type IdempotencyRefusal = 'idempotency-key-reused' | 'request-in-progress';

export type Recalled<Outcome> =
  | { readonly refused: IdempotencyRefusal }
  | { readonly outcome: Outcome }
  /** Never seen: it is for the caller to do it, and to call `conclude`. */
  | undefined;

/** How long a key is remembered. */
export const IDEMPOTENCY_MS = 24 * 3600 * 1000;

/** A request that hasn't ended by then never will: its server stopped. It may be tried again. */
export const REQUEST_MS_MAX = 10 * 60 * 1000;

/** Looks a key up and, where it is new, takes it. Runs inside the transaction of what it protects. */
export function recall<Outcome>(
  { idempotency }: TenantDatabase,
  asked: IdempotencyKey | undefined,
  now: number,
): Recalled<Outcome> {
  if (asked === undefined) return undefined;
  const { key, request } = asked;
  const known = idempotency.find(key);
  if (known !== undefined && !isOver(known, now)) {
    if (known.request !== request) return { refused: 'idempotency-key-reused' };
    if (!known.finished) return { refused: 'request-in-progress' };
    return { outcome: JSON.parse(idempotency.outcome(key)) };
  }
  if (known !== undefined) idempotency.delete([key]);
  idempotency.start({ key, request, startedAt: now });
  return undefined;
}

export function conclude<Outcome>(
  { idempotency }: TenantDatabase,
  asked: IdempotencyKey | undefined,
  outcome: Outcome,
): void {
  if (asked !== undefined) idempotency.finish(asked.key, JSON.stringify(outcome));
}

/** For a request that came to nothing: its key is free again. */
export function release({ idempotency }: TenantDatabase, asked: IdempotencyKey | undefined): void {
  if (asked !== undefined) idempotency.delete([asked.key]);
}

function isOver({ startedAt, finished }: { startedAt: number; finished: boolean }, now: number): boolean {
  return now - startedAt >= (finished ? IDEMPOTENCY_MS : REQUEST_MS_MAX);
}
