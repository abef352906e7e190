import { update } from '../../apiserver/update.ts';
import type { Cluster } from '../../cluster.ts';
import { recordEvent } from '../../events.ts';
import { type DeploymentObject, deploymentKind } from '../../kinds/deployment.ts';
import { type ReplicaSetObject, replicaSetKind } from '../../kinds/replica-set.ts';
import { copy } from '../../object.ts';
import { controllerAuthor } from '../controller-author.ts';
import { REVISION, sizeAnnotations } from './annotations.ts';
import { replicasOf } from './bounds.ts';
import type { DeploymentStatus } from './conditions.ts';

export const author = controllerAuthor('deployment-controller');

const SOURCE = { component: 'deployment-controller' };

export function addressOf({ metadata }: DeploymentObject | ReplicaSetObject): {
  namespace: string;
  name: string;
} {
  return { namespace: metadata.namespace ?? '', name: metadata.name };
}

/** Writes the status. @returns the deployment as it stands then */
export function writeStatus(
  cluster: Cluster,
  deployment: DeploymentObject,
  status: DeploymentStatus,
): DeploymentObject {
  const address = addressOf(deployment);
  const draft = { ...deployment, status };
  update(cluster, deploymentKind, address, draft, { author: author.update }, 'status');
  return cluster.store.get(deploymentKind, address.namespace, address.name) ?? deployment;
}

/** Writes the number of the deployment's present revision. @returns the deployment as it stands then */
export function writeRevision(
  cluster: Cluster,
  deployment: DeploymentObject,
  revision: string,
): DeploymentObject {
  if (deployment.metadata.annotations?.[REVISION] === revision) return deployment;
  const draft = copy(deployment);
  draft.metadata.annotations = { ...draft.metadata.annotations, [REVISION]: revision };
  const address = addressOf(deployment);
  update(cluster, deploymentKind, address, draft, { author: author.update }, 'status');
  return cluster.store.get(deploymentKind, address.namespace, address.name) ?? deployment;
}

/** Writes a changed replica set. @returns it as it stands then */
export function writeReplicaSet(cluster: Cluster, draft: ReplicaSetObject): ReplicaSetObject {
  const address = addressOf(draft);
  update(cluster, replicaSetKind, address, draft, { author: author.update });
  return cluster.store.get(replicaSetKind, address.namespace, address.name) ?? draft;
}

export function reportScaling(
  cluster: Cluster,
  deployment: DeploymentObject,
  replicaSet: string,
  from: number,
  to: number,
): void {
  recordEvent(cluster, SOURCE, deployment, {
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    message: `Scaled ${from < to ? 'up' : 'down'} replica set ${replicaSet} from ${from} to ${to}`,
  });
}

export function reportCreationFailure(cluster: Cluster, deployment: DeploymentObject, message: string): void {
  recordEvent(cluster, SOURCE, deployment, { type: 'Warning', reason: 'ReplicaSetCreateError', message });
}

/** Gives a replica set another size, and notes the deployment's size on it. @returns it as it stands then */
export function scaleReplicaSet(
  cluster: Cluster,
  deployment: DeploymentObject,
  replicaSet: ReplicaSetObject,
  size: number,
): ReplicaSetObject {
  const annotations = sizeAnnotations(deployment);
  const current = replicasOf(replicaSet);
  const noted = Object.entries(annotations).every(
    ([key, value]) => replicaSet.metadata.annotations?.[key] === value,
  );
  if (current === size && noted) return replicaSet;
  const draft = copy(replicaSet);
  draft.spec.replicas = size;
  draft.metadata.annotations = { ...draft.metadata.annotations, ...annotations };
  const scaled = writeReplicaSet(cluster, draft);
  if (current !== size) reportScaling(cluster, deployment, replicaSet.metadata.name, current, size);
  return scaled;
}
