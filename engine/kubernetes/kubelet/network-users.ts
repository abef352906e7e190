import type { Cluster } from '../cluster.ts';
import { isQueued, type NodePod } from './state.ts';

/** The keys of pods whose processes look at the network. Derived from the kubelets' records. */
const users = new WeakMap<Cluster, Set<string>>();

function usersOf(cluster: Cluster): Set<string> {
  let known = users.get(cluster);
  if (known === undefined) {
    known = new Set();
    for (const [, record] of cluster.kubelets.pods.entries()) {
      if (!isQueued(record) && usesNetwork(record)) known.add(record.key);
    }
    users.set(cluster, known);
  }
  return known;
}

function usesNetwork({ containers }: NodePod): boolean {
  return containers.some(({ step, run }) => step.is === 'running' && run?.network !== undefined);
}

export function networkUsers(cluster: Cluster): string[] {
  const known = usersOf(cluster);
  return known.size === 0 ? [] : [...known].sort();
}

export function noteNetworkUse(cluster: Cluster, key: string, record: NodePod | undefined): void {
  const known = usersOf(cluster);
  if (record !== undefined && usesNetwork(record)) known.add(key);
  else known.delete(key);
}
