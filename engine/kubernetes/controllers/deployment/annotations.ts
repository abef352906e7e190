import type { DeploymentObject } from '../../kinds/deployment.ts';
import type { ReplicaSetObject } from '../../kinds/replica-set.ts';
import { desiredReplicas, maxSurge } from './bounds.ts';

export const REVISION = 'deployment.kubernetes.io/revision';
const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history';
const DESIRED_REPLICAS = 'deployment.kubernetes.io/desired-replicas';
const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas';

/** Upstream keeps this much of the history of a replica set that is rolled back to again and again. */
const HISTORY_MAX_CHARS = 2000;

/** The deployment's annotations that its replica sets don't take over. */
const NOT_COPIED = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deprecated.deployment.rollback.to',
  REVISION,
  REVISION_HISTORY,
  DESIRED_REPLICAS,
  MAX_REPLICAS,
]);

type Annotations = Readonly<Record<string, string>>;

function numberIn(annotations: Annotations | undefined, key: string): number | undefined {
  const text = annotations?.[key];
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** The number of a replica set in the order of the rollouts; 0 where it has none. */
export function revisionOf({ metadata }: ReplicaSetObject): number {
  return numberIn(metadata.annotations, REVISION) ?? 0;
}

/** How many replicas the deployment wanted when the replica set was last scaled. */
export function desiredWhenScaled({ metadata }: ReplicaSetObject): number | undefined {
  return numberIn(metadata.annotations, DESIRED_REPLICAS);
}

/** How many replicas the deployment could have had when the replica set was last scaled. */
export function maxWhenScaled({ metadata }: ReplicaSetObject): number | undefined {
  return numberIn(metadata.annotations, MAX_REPLICAS);
}

/** What a replica set remembers of the deployment's size. */
export function sizeAnnotations(deployment: DeploymentObject): Annotations {
  const desired = desiredReplicas(deployment);
  return { [DESIRED_REPLICAS]: String(desired), [MAX_REPLICAS]: String(desired + maxSurge(deployment)) };
}

/** The annotations a deployment passes on, such as kubernetes.io/change-cause. */
function passedOn({ metadata }: DeploymentObject): [string, string][] {
  return Object.entries(metadata.annotations ?? {}).filter(([key]) => !NOT_COPIED.has(key));
}

/** The revisions a replica set had before, oldest first, as far as there is room. */
function historyWith(history: string, revision: string): string {
  const revisions = history === '' ? [] : history.split(',');
  revisions.push(revision);
  while (revisions.length > 1 && revisions.join(',').length > HISTORY_MAX_CHARS) revisions.shift();
  return revisions.join(',');
}

/** The annotations of the new replica set, once it has become the given revision. */
export function newReplicaSetAnnotations(
  deployment: DeploymentObject,
  current: Annotations | undefined,
  revision: number,
): Record<string, string> {
  const annotations = new Map([...Object.entries(current ?? {}), ...passedOn(deployment)]);
  const before = annotations.get(REVISION);
  if ((numberIn(current, REVISION) ?? 0) < revision) {
    annotations.set(REVISION, String(revision));
    if (before !== undefined) {
      annotations.set(REVISION_HISTORY, historyWith(annotations.get(REVISION_HISTORY) ?? '', before));
    }
  }
  return Object.fromEntries(annotations);
}
