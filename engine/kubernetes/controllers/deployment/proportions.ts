import type { DeploymentObject } from '../../kinds/deployment.ts';
import type { ReplicaSetObject } from '../../kinds/replica-set.ts';
import { maxWhenScaled } from './annotations.ts';
import { desiredReplicas, maxSurge, replicasOf, totalReplicas } from './bounds.ts';
import { byAge } from './replica-sets.ts';

/** How a replica set's size changes if it keeps its share of the deployment (upstream's getReplicaSetFraction). */
function fraction(deployment: DeploymentObject, replicaSet: ReplicaSetObject): number {
  const size = replicasOf(replicaSet);
  const desired = desiredReplicas(deployment);
  if (desired === 0) return -size;
  const before = maxWhenScaled(replicaSet) || (deployment.status.replicas ?? 0);
  if (before === 0) return 0;
  return Math.round((size * (desired + maxSurge(deployment))) / before) - size;
}

/**
 * The sizes that spread a scaling over several active replica sets in proportion to their sizes, so that it
 * doesn't hasten a rollout; what rounding leaves over goes to the largest.
 */
export function proportionalSizes(
  deployment: DeploymentObject,
  replicaSets: readonly ReplicaSetObject[],
): { replicaSet: ReplicaSetObject; size: number }[] {
  const desired = desiredReplicas(deployment);
  const allowed = desired > 0 ? desired + maxSurge(deployment) : 0;
  const toAdd = allowed - totalReplicas(replicaSets);
  // Among equals the newer ones grow first, and the older ones shrink first.
  const sorted = [...replicaSets].sort(
    (a, b) => replicasOf(b) - replicasOf(a) || (toAdd > 0 ? byAge(b, a) : byAge(a, b)),
  );
  let added = 0;
  const sizes = sorted.map((replicaSet) => {
    const left = toAdd - added;
    const share = left === 0 ? 0 : fraction(deployment, replicaSet);
    const change = toAdd > 0 ? Math.min(share, left) : Math.max(share, left);
    added += change;
    return { replicaSet, size: replicasOf(replicaSet) + change };
  });
  const [largest] = sizes;
  if (largest !== undefined) largest.size = Math.max(0, largest.size + toAdd - added);
  return sizes;
}
