import type { TenantDatabase } from '../../../db/tenant/database.ts';
import { IDEMPOTENCY_MS, REQUEST_MS_MAX } from './idempotency.ts';
import { markDeleted } from './sandboxes.ts';

/** Rows of each sort that one sweep sees to. */
export const SWEEP_ROWS_MAX = 500;

/**
 * So long after a sandbox is marked deleted, no request that saw it before is still at work and could
 * bring its world back.
 */
const DELETED_MS_MIN = 60 * 1000;

/**
 * Hides what has expired and what a fork left behind, forgets old idempotency keys, and answers the sandboxes
 * whose worlds are to be destroyed now; call `forget` with them afterwards.
 */
export function sweep(db: TenantDatabase, now: number): string[] {
  return db.transact(() => {
    const { sandboxes, idempotency } = db;
    const over = [
      ...sandboxes.expired(now, SWEEP_ROWS_MAX),
      ...sandboxes.restingSince('copying', now - REQUEST_MS_MAX, SWEEP_ROWS_MAX),
    ];
    for (const { id } of over) markDeleted(db, id, now);
    idempotency.delete(idempotency.startedBefore(now - IDEMPOTENCY_MS, SWEEP_ROWS_MAX));
    return sandboxes.restingSince('deleted', now - DELETED_MS_MIN, SWEEP_ROWS_MAX).map(({ id }) => id);
  });
}
