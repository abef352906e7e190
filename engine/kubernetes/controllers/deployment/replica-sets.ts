import { matches, requirementsOf } from '../../apiserver/selectors.ts';
import type { Cluster } from '../../cluster.ts';
import { type DeploymentObject, deploymentKind } from '../../kinds/deployment.ts';
import { type ReplicaSetObject, replicaSetKind } from '../../kinds/replica-set.ts';
import { copy } from '../../object.ts';
import { adopt, controllerReference, release } from '../controller-reference.ts';
import { replicaSetsByController, uncontrolledIn } from '../indexes.ts';
import { newReplicaSetAnnotations, REVISION, revisionOf } from './annotations.ts';
import { replicasOf } from './bounds.ts';
import { condition, conditionOf, withCondition } from './conditions.ts';
import { hasDeadline } from './progress.ts';
import { sameTemplate } from './template.ts';
import { author, writeReplicaSet, writeRevision, writeStatus } from './writes.ts';

/** A deployment with its replica sets. */
export interface Rollout {
  readonly deployment: DeploymentObject;
  /** The one whose template is the deployment's. */
  readonly current: ReplicaSetObject | undefined;
  /** All the others, oldest first. */
  readonly old: readonly ReplicaSetObject[];
}

export function allOf({ current, old }: Rollout): ReplicaSetObject[] {
  return current === undefined ? [...old] : [...old, current];
}

/** Those that should have pods. */
export function active(replicaSets: readonly ReplicaSetObject[]): ReplicaSetObject[] {
  return replicaSets.filter((replicaSet) => replicasOf(replicaSet) > 0);
}

/** Oldest first. */
export function byAge(a: ReplicaSetObject, b: ReplicaSetObject): number {
  const { creationTimestamp, name } = a.metadata;
  const other = b.metadata;
  if (creationTimestamp !== other.creationTimestamp) {
    return creationTimestamp < other.creationTimestamp ? -1 : 1;
  }
  return name < other.name ? -1 : 1;
}

function owned(cluster: Cluster, deployment: DeploymentObject): ReplicaSetObject[] {
  return replicaSetsByController.sorted(cluster, deployment.metadata.uid);
}

/** Adopts replica sets that match and nobody controls, lets go of those that no longer match. */
function claim(cluster: Cluster, deployment: DeploymentObject): void {
  const { namespace = '', uid, deletionTimestamp } = deployment.metadata;
  if (deletionTimestamp !== undefined) return;
  const requirements = requirementsOf(deployment.spec.selector);
  const reference = controllerReference(deploymentKind, deployment);
  for (const replicaSet of owned(cluster, deployment)) {
    if (matches(replicaSet.metadata.labels, requirements)) continue;
    release(cluster, replicaSetKind, replicaSet, uid, author.patch);
  }
  const strays = [...replicaSetsByController.in(cluster, uncontrolledIn(namespace)).values()].filter(
    ({ metadata }) => metadata.deletionTimestamp === undefined && matches(metadata.labels, requirements),
  );
  for (const replicaSet of strays.sort(byAge)) {
    adopt(cluster, replicaSetKind, replicaSet, reference, author.patch);
  }
}

/** The deployment's replica sets, the oldest that fits its template being the current one. */
export function rolloutOf(cluster: Cluster, deployment: DeploymentObject): Rollout {
  claim(cluster, deployment);
  const requirements = requirementsOf(deployment.spec.selector);
  const replicaSets = owned(cluster, deployment)
    .filter(({ metadata }) => matches(metadata.labels, requirements))
    .sort(byAge);
  const current = replicaSets.find(({ spec }) => sameTemplate(spec.template, deployment.spec.template));
  return { deployment, current, old: replicaSets.filter((replicaSet) => replicaSet !== current) };
}

/** The number the current replica set has to have: one more than all others. */
export function nextRevision(old: readonly ReplicaSetObject[]): number {
  return old.reduce((highest, replicaSet) => Math.max(highest, revisionOf(replicaSet)), 0) + 1;
}

/** Brings the current replica set's annotations, and the deployment's revision, up to date. */
export function syncRevision(cluster: Cluster, rollout: Rollout): Rollout {
  if (rollout.current === undefined) return rollout;
  const current = annotated(cluster, rollout.deployment, rollout.current, nextRevision(rollout.old));
  const revision = current.metadata.annotations?.[REVISION] ?? '';
  let deployment = writeRevision(cluster, rollout.deployment, revision);
  if (hasDeadline(deployment) && conditionOf(deployment.status.conditions, 'Progressing') === undefined) {
    const message = `Found new replica set ${JSON.stringify(current.metadata.name)}`;
    const found = condition('Progressing', 'True', 'FoundNewReplicaSet', message, cluster.timestamp);
    const conditions = withCondition(deployment.status.conditions ?? [], found);
    deployment = writeStatus(cluster, deployment, { ...deployment.status, conditions });
  }
  return { ...rollout, deployment, current };
}

function annotated(
  cluster: Cluster,
  deployment: DeploymentObject,
  replicaSet: ReplicaSetObject,
  revision: number,
): ReplicaSetObject {
  const before = replicaSet.metadata.annotations;
  const annotations = newReplicaSetAnnotations(deployment, before, revision);
  const keys = Object.keys(annotations);
  const minReadySeconds = deployment.spec.minReadySeconds ?? 0;
  if (
    keys.every((key) => before?.[key] === annotations[key]) &&
    (replicaSet.spec.minReadySeconds ?? 0) === minReadySeconds
  ) {
    return replicaSet;
  }
  const draft = copy(replicaSet);
  draft.metadata.annotations = annotations;
  if (minReadySeconds === 0) delete draft.spec.minReadySeconds;
  else draft.spec.minReadySeconds = minReadySeconds;
  return writeReplicaSet(cluster, draft);
}
