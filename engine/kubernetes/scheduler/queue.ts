import type { Cluster } from '../cluster.ts';
import { isQueued, type QueuedPod } from '../kubelet/state.ts';
import { filterPlugins } from './attempt.ts';
import type { ClusterEvent } from './plugin.ts';

/** Upstream's podInitialBackoffSeconds and podMaxBackoffSeconds. */
const BACK_OFF_MIN_MS = 1000;
const BACK_OFF_MAX_MS = 10_000;

/** Upstream's podMaxInUnschedulablePodsDuration: a pod is tried again although nothing seems to have changed. */
export const FLUSH_MS = 5 * 60 * 1000;

/** The pods that found no node, by key, with the plugins that refused them. Derived from the stored records. */
const refusedPods = new WeakMap<Cluster, Map<string, readonly string[]>>();

function refused(cluster: Cluster): Map<string, readonly string[]> {
  let known = refusedPods.get(cluster);
  if (known === undefined) {
    known = new Map();
    for (const [, record] of cluster.kubelets.pods.entries()) {
      if (isQueued(record)) known.set(record.key, record.refusedBy);
    }
    refusedPods.set(cluster, known);
  }
  return known;
}

export function queuedPod(cluster: Cluster, uid: string): QueuedPod | undefined {
  const record = cluster.kubelets.pods.get(uid);
  return record !== undefined && isQueued(record) ? record : undefined;
}

/** When the pod may be tried again, in ms of virtual time: 1 s after the first failure, doubling to 10 s. */
export function backOffEnd({ attempts, triedAtMs }: QueuedPod): number {
  return triedAtMs + Math.min(BACK_OFF_MAX_MS, BACK_OFF_MIN_MS * 2 ** (attempts - 1));
}

export function rememberRefusal(cluster: Cluster, key: string, uid: string, by: readonly string[]): void {
  const attempts = (queuedPod(cluster, uid)?.attempts ?? 0) + 1;
  refused(cluster).set(key, by);
  cluster.kubelets.pods.set(uid, { stage: 'queued', key, attempts, triedAtMs: cluster.now, refusedBy: by });
}

/** Drops what is remembered of a pod that has a node, or is gone. */
export function forgetQueued(cluster: Cluster, key: string, uid: string): void {
  refused(cluster).delete(key);
  if (queuedPod(cluster, uid) !== undefined) cluster.kubelets.pods.delete(uid);
}

/** The pods that events may make schedulable, in a stable order (upstream's queueing hints). */
export function revived(cluster: Cluster, events: readonly ClusterEvent[]): string[] {
  const waiting = refused(cluster);
  if (waiting.size === 0 || events.length === 0) return [];
  const plugins = new Set(
    filterPlugins
      .filter(({ revivedBy }) => revivedBy.some((event) => events.includes(event)))
      .map(({ name }) => name),
  );
  return [...waiting].flatMap(([key, by]) => (by.some((name) => plugins.has(name)) ? [key] : [])).sort();
}
