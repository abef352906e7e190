import { parseTime } from '../../simulation/time.ts';
import { remove } from '../apiserver/delete.ts';
import type { Author, Change } from '../apiserver/store.ts';
import type { Cluster } from '../cluster.ts';
import type { Controller, Requeue } from '../controller.ts';
import { type EventObject, eventKind } from '../kinds/event.ts';
import { Indexer } from './indexer.ts';

/** --event-ttl. */
const LIFETIME_MS = 60 * 60 * 1000;
/** Expiry comes at full minutes: etcd's leases, too, are shared by what is written within one. */
const GRAIN_MS = 60 * 1000;
/** One reconcile removes no more, so that others get their turn. */
const REMOVED_MAX = 500;

const AUTHOR: Author = { user: 'system:apiserver', verb: 'delete', manager: 'etcd' };

/** An hour after the event was last written, which the event itself tells. @returns ms of virtual time, as text */
function expiryOf({ metadata, lastTimestamp, series }: EventObject): string {
  let written = parseTime(metadata.creationTimestamp);
  for (const time of [lastTimestamp, series?.lastObservedTime]) {
    const at = parseTime(time);
    if (at > written) written = at;
  }
  return String(Math.ceil((written + LIFETIME_MS) / GRAIN_MS) * GRAIN_MS);
}

const namesByExpiry = new Indexer(eventKind, expiryOf, ({ metadata: { namespace = '', name } }) => ({
  namespace,
  name,
}));

/** The moments for which a timer is known to be set; after a restart an event asks once more in vain. */
const armed = new WeakMap<Cluster, Set<string>>();

function armedOf(cluster: Cluster): Set<string> {
  const known = armed.get(cluster);
  if (known !== undefined) return known;
  const fresh = new Set<string>();
  armed.set(cluster, fresh);
  return fresh;
}

function isEvent(object: Change['entry']['object']): object is EventObject {
  return object.kind === 'Event';
}

/** Removes events an hour after they were last written. Its keys are the moments at which some expire. */
export const eventExpiryController: Controller = {
  name: 'event-expiry',
  index(cluster) {
    namesByExpiry.attach(cluster);
  },
  watches: {
    events({ event, entry: { object } }, cluster) {
      if (event === 'DELETED' || !isEvent(object)) return [];
      const due = expiryOf(object);
      return armedOf(cluster).has(due) ? [] : [due];
    },
  },
  reconcile(cluster, due) {
    const requeue = expire(cluster, due);
    if (requeue === undefined) armedOf(cluster).delete(due);
    else armedOf(cluster).add(due);
    return requeue;
  },
};

function expire(cluster: Cluster, due: string): Requeue | undefined {
  const expired = namesByExpiry.sorted(cluster, due);
  if (expired.length === 0) return undefined;
  const afterMs = Number(due) - cluster.now;
  if (afterMs > 0) return { afterMs, background: true };
  for (const address of expired.slice(0, REMOVED_MAX)) {
    remove(cluster, eventKind, address, { author: AUTHOR });
  }
  return expired.length > REMOVED_MAX ? { afterMs: 0, background: true } : undefined;
}
