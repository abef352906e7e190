import { create } from '../../apiserver/create.ts';
import { ApiError } from '../../apiserver/status.ts';
import type { Cluster } from '../../cluster.ts';
import { type DeploymentObject, deploymentKind } from '../../kinds/deployment.ts';
import { type ReplicaSetObject, replicaSetKind } from '../../kinds/replica-set.ts';
import { draftMetadata } from '../../object.ts';
import { controllerReference } from '../controller-reference.ts';
import { isNamespaceTerminating } from '../namespace-terminating.ts';
import { newReplicaSetAnnotations, REVISION, sizeAnnotations } from './annotations.ts';
import { newReplicaSetSize, replicasOf } from './bounds.ts';
import { condition, conditionOf, withCondition } from './conditions.ts';
import { hasDeadline } from './progress.ts';
import { nextRevision, type Rollout } from './replica-sets.ts';
import { HASH_LABEL, templateHash } from './template.ts';
import {
  addressOf,
  author,
  reportCreationFailure,
  reportScaling,
  writeRevision,
  writeStatus,
} from './writes.ts';

/** Names of objects: the hash must fit in behind the deployment's name. */
const NAME_MAX_CHARS = 253;

/** What came of it: the rollout with its new replica set, or since when it can't be created. */
export type Creation = { readonly rollout: Rollout } | { readonly failingSince: string | undefined };

/** Creates the replica set for the deployment's template, as large as it may be right now. */
export function createReplicaSet(cluster: Cluster, rollout: Rollout): Creation {
  let { deployment } = rollout;
  for (;;) {
    const draft = draftFor(deployment, rollout.old);
    const size = replicasOf(draft);
    const revision = draft.metadata.annotations?.[REVISION] ?? '';
    try {
      create(cluster, replicaSetKind, addressOf(deployment).namespace, draft, { author: author.create });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.reason !== 'AlreadyExists') return creationFailed(cluster, deployment, draft, error);
      // The name belongs to somebody else's, or to another template with the same hash.
      const collisionCount = (deployment.status.collisionCount ?? 0) + 1;
      deployment = writeStatus(cluster, deployment, { ...deployment.status, collisionCount });
      continue;
    }
    if (size > 0) reportScaling(cluster, deployment, draft.metadata.name, 0, size);
    deployment = writeRevision(cluster, deployment, revision);
    const created = cluster.store.get(replicaSetKind, addressOf(draft).namespace, draft.metadata.name);
    return { rollout: { ...rollout, deployment: progressing(cluster, deployment, draft), current: created } };
  }
}

function draftFor(deployment: DeploymentObject, old: readonly ReplicaSetObject[]): ReplicaSetObject {
  const { selector, minReadySeconds = 0 } = deployment.spec;
  const template = structuredClone(deployment.spec.template);
  const hash = templateHash(deployment.spec.template, deployment.status.collisionCount);
  template.metadata = { ...template.metadata, labels: { ...template.metadata?.labels, [HASH_LABEL]: hash } };
  const base = deployment.metadata.name.slice(0, NAME_MAX_CHARS - hash.length - 1);
  const annotations = newReplicaSetAnnotations(deployment, undefined, nextRevision(old));
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: draftMetadata({
      name: `${base}-${hash}`,
      labels: { ...template.metadata.labels },
      annotations: { ...annotations, ...sizeAnnotations(deployment) },
      ownerReferences: [controllerReference(deploymentKind, deployment)],
    }),
    spec: {
      replicas: newReplicaSetSize(deployment, old, 0),
      ...(minReadySeconds === 0 ? {} : { minReadySeconds }),
      selector: {
        ...structuredClone(selector),
        matchLabels: { ...selector.matchLabels, [HASH_LABEL]: hash },
      },
      template,
    },
    status: { replicas: 0 },
  };
}

function progressing(
  cluster: Cluster,
  deployment: DeploymentObject,
  { metadata }: ReplicaSetObject,
): DeploymentObject {
  if (!hasDeadline(deployment)) return deployment;
  const message = `Created new replica set ${JSON.stringify(metadata.name)}`;
  const created = condition('Progressing', 'True', 'NewReplicaSetCreated', message, cluster.timestamp);
  const conditions = withCondition(deployment.status.conditions ?? [], created);
  return writeStatus(cluster, deployment, { ...deployment.status, conditions });
}

function creationFailed(
  cluster: Cluster,
  deployment: DeploymentObject,
  { metadata }: ReplicaSetObject,
  error: ApiError,
): Creation {
  if (isNamespaceTerminating(error)) return { failingSince: undefined };
  const message = `Failed to create new replica set ${JSON.stringify(metadata.name)}: ${error.message}`;
  let { status } = deployment;
  if (hasDeadline(deployment)) {
    const failed = condition('Progressing', 'False', 'ReplicaSetCreateError', message, cluster.timestamp);
    status = { ...status, conditions: withCondition(status.conditions ?? [], failed) };
    writeStatus(cluster, deployment, status);
  }
  reportCreationFailure(cluster, deployment, message);
  return { failingSince: conditionOf(status.conditions, 'Progressing')?.lastUpdateTime };
}
