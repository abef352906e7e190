import { parseTime } from '../../simulation/time.ts';
import { remove } from '../apiserver/delete.ts';
import type { Author } from '../apiserver/store.ts';
import type { Cluster } from '../cluster.ts';
import type { Controller, Requeue } from '../controller.ts';
import { type EventObject, eventKind } from '../kinds/event.ts';

/** --event-ttl. */
const LIFETIME_MS = 60 * 60 * 1000;
/** Expiry comes at full minutes: etcd's leases, too, are shared by what is written within one. */
const GRAIN_MS = 60 * 1000;
/** One reconcile removes no more, so that others get their turn. */
const REMOVED_MAX = 500;

const AUTHOR: Author = { user: 'system:apiserver', verb: 'delete', manager: 'etcd' };

/** Clusters whose timer is known to be set; after a restart the next event asks once in vain. */
const armed = new WeakSet<Cluster>();

/** Events are gone an hour after they were last written. */
export const eventExpiryController: Controller = {
  name: 'event-expiry',
  watches: { events: ({ event }, cluster) => (event === 'ADDED' && !armed.has(cluster) ? ['events'] : []) },
  reconcile(cluster) {
    const requeue = sweep(cluster);
    if (requeue === undefined) armed.delete(cluster);
    else armed.add(cluster);
    return requeue;
  },
};

function sweep(cluster: Cluster): Requeue | undefined {
  let next = Number.POSITIVE_INFINITY;
  let removed = 0;
  for (const event of cluster.store.list(eventKind)) {
    const due = expiryOf(event, cluster.now);
    if (due > cluster.now) next = Math.min(next, due);
    else if (removed++ < REMOVED_MAX) {
      const { namespace = '', name } = event.metadata;
      remove(cluster, eventKind, { namespace, name }, { author: AUTHOR });
    }
  }
  if (removed > REMOVED_MAX) return { afterMs: 0, background: true };
  return next === Number.POSITIVE_INFINITY ? undefined : { afterMs: next - cluster.now, background: true };
}

/** Judged by what the event says alone, so that a restart changes nothing. */
function expiryOf({ metadata, lastTimestamp, series }: EventObject, now: number): number {
  const created = parseTime(metadata.creationTimestamp);
  let written = created;
  for (const time of [lastTimestamp, series?.lastObservedTime]) {
    const at = parseTime(time);
    // Clients may write what they like, but not from the future.
    if (at > written && at <= now) written = at;
  }
  return Math.ceil((written + LIFETIME_MS) / GRAIN_MS) * GRAIN_MS;
}
