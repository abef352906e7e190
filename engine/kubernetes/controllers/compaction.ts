import { HISTORY_WINDOW_MS } from '../../limits.ts';
import type { Controller } from '../controller.ts';

/** How often kube-apiserver asks etcd to compact (--etcd-compaction-interval). */
const INTERVAL_MS = 5 * 60 * 1000;

/** Keeps the revision log to a window of virtual time. */
export const compactionController: Controller = {
  name: 'compaction',
  // The first namespaces start the timer.
  watches: { namespaces: () => ['log'] },
  reconcile(cluster) {
    if (cluster.history === 'all') return undefined;
    cluster.store.compactBefore(cluster.now - HISTORY_WINDOW_MS);
    return { afterMs: INTERVAL_MS, background: true };
  },
};
