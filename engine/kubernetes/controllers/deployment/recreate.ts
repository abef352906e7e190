import type { Cluster } from '../../cluster.ts';
import { podsByController } from '../indexes.ts';
import { isFinished } from '../pod-facts.ts';
import { desiredReplicas } from './bounds.ts';
import { type Creation, createReplicaSet } from './creation.ts';
import { active, type Rollout } from './replica-sets.ts';
import { replaced } from './scaling.ts';
import { scaleReplicaSet } from './writes.ts';

/** Old pods that are not finished yet, even if they are being deleted. */
function oldPodsRunning(cluster: Cluster, { old }: Rollout): boolean {
  return old.some(({ metadata, status }) => {
    if (status.replicas > 0) return true;
    for (const { pod } of podsByController.in(cluster, metadata.uid).values()) {
      if (!isFinished(pod)) return true;
    }
    return false;
  });
}

/** One step of the Recreate strategy: all old pods go, and only then the new ones come. */
export function recreateStep(cluster: Cluster, rollout: Rollout): Creation {
  const { deployment } = rollout;
  const running = active(rollout.old);
  if (running.length > 0) {
    const scaled = running.map((replicaSet) => scaleReplicaSet(cluster, deployment, replicaSet, 0));
    return { rollout: replaced(rollout, scaled) };
  }
  if (oldPodsRunning(cluster, rollout)) return { rollout };
  const creation = rollout.current === undefined ? createReplicaSet(cluster, rollout) : { rollout };
  if ('failingSince' in creation || creation.rollout.current === undefined) return creation;
  const { current } = creation.rollout;
  const grown = scaleReplicaSet(cluster, creation.rollout.deployment, current, desiredReplicas(deployment));
  return { rollout: replaced(creation.rollout, [grown]) };
}
