import type { Requeue } from '../simulation/simulation.ts';

export type { Requeue } from '../simulation/simulation.ts';

import type { Change } from './apiserver/store.ts';
import type { Cluster } from './cluster.ts';

/**
 * A level-triggered reconciler. It is called with a key, never with a change: it reads the state, writes
 * the difference to what should be, and is right however often it is called.
 */
export interface Controller {
  readonly name: string;
  /** Sets up caches derived from the store (`cluster.store.observe`), before it is loaded. */
  readonly index?: (cluster: Cluster) => void;
  /** Which keys a change of a resource (`pods`, `deployments.apps`) puts into the queue. */
  readonly watches: Readonly<Record<string, (change: Change, cluster: Cluster) => Iterable<string>>>;
  /** The answer replaces the key's timer: undefined means nothing is due until something changes. */
  readonly reconcile: (cluster: Cluster, key: string) => Requeue | undefined;
}

/** The key of the changed object itself, as most controllers want it. */
export function keyOfChange({ entry: { object } }: Change): string[] {
  return [`${object.metadata.namespace ?? ''}/${object.metadata.name}`];
}
