import { remove } from '../../apiserver/delete.ts';
import type { Cluster } from '../../cluster.ts';
import { replicaSetKind } from '../../kinds/replica-set.ts';
import { revisionOf } from './annotations.ts';
import { replicasOf } from './bounds.ts';
import type { Rollout } from './replica-sets.ts';
import { addressOf, author } from './writes.ts';

/** revisionHistoryLimit of this much means all (math.MaxInt32). */
const NO_LIMIT = 2 ** 31 - 1;

/** Deletes old replica sets without pods beyond the revisionHistoryLimit, oldest revisions first. */
export function cleanUpHistory(cluster: Cluster, { deployment, old }: Rollout): void {
  const limit = deployment.spec.revisionHistoryLimit ?? NO_LIMIT;
  if (limit === NO_LIMIT) return;
  const alive = old.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const excess = alive.length - limit;
  if (excess <= 0) return;
  const byRevision = [...alive].sort((a, b) => revisionOf(a) - revisionOf(b));
  for (const replicaSet of byRevision.slice(0, excess)) {
    const { metadata, status } = replicaSet;
    if (status.replicas !== 0 || replicasOf(replicaSet) !== 0) continue;
    if ((metadata.generation ?? 0) > (status.observedGeneration ?? 0)) continue;
    remove(cluster, replicaSetKind, addressOf(replicaSet), { author: author.delete });
  }
}
