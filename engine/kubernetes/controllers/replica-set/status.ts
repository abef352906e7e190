import { matches, requirementsOfMap } from '../../apiserver/selectors.ts';
import { update } from '../../apiserver/update.ts';
import type { Cluster } from '../../cluster.ts';
import type { Requeue } from '../../controller.ts';
import { type ReplicaSetObject, replicaSetKind } from '../../kinds/replica-set.ts';
import type { PodFacts } from '../pod-facts.ts';
import { retryFailing } from '../retry.ts';
import { author } from './claims.ts';

type Status = ReplicaSetObject['status'];
type Conditions = NonNullable<Status['conditions']>;

/** Why pods could not be created or deleted. */
export interface ReplicaFailure {
  readonly reason: 'FailedCreate' | 'FailedDelete';
  readonly message: string;
}

/** When a pod that is ready counts as available, in ms of virtual time. */
function availableAt(replicaSet: ReplicaSetObject, readySinceMs: number): number {
  return readySinceMs + (replicaSet.spec.minReadySeconds ?? 0) * 1000;
}

function fullyLabeled(replicaSet: ReplicaSetObject, pods: readonly PodFacts[]): number {
  const requirements = requirementsOfMap(replicaSet.spec.template?.metadata?.labels);
  let labels: string | undefined;
  let matched = false;
  let count = 0;
  for (const facts of pods) {
    if (facts.labels !== labels) {
      labels = facts.labels;
      matched = matches(facts.pod.metadata.labels, requirements);
    }
    if (matched) count++;
  }
  return count;
}

/** The ReplicaFailure condition stays as it is while the failure lasts, whatever its reason. */
function conditionsWith(
  current: Conditions,
  failure: ReplicaFailure | undefined,
  timestamp: string,
): Conditions {
  const standing = current.some(({ type }) => type === 'ReplicaFailure');
  if ((failure !== undefined) === standing) return current;
  if (failure === undefined) return current.filter(({ type }) => type !== 'ReplicaFailure');
  return [...current, { type: 'ReplicaFailure', status: 'True', lastTransitionTime: timestamp, ...failure }];
}

/** Zeros are left out, as they are on the wire; only `replicas` is always there. */
function nonZero<K extends keyof Status>(key: K, value: number): Partial<Record<K, number>> {
  const field: Partial<Record<K, number>> = {};
  if (value !== 0) field[key] = value;
  return field;
}

/** Writes what the replica set has come to, and says when a ready pod will count as available. */
export function writeStatus(
  cluster: Cluster,
  replicaSet: ReplicaSetObject,
  pods: readonly PodFacts[],
  failure: ReplicaFailure | undefined,
): Requeue | undefined {
  const { now } = cluster;
  let ready = 0;
  let available = 0;
  let nextAvailable = Number.POSITIVE_INFINITY;
  for (const { readySinceMs } of pods) {
    if (readySinceMs === undefined) continue;
    ready++;
    const at = availableAt(replicaSet, readySinceMs);
    if (at <= now) available++;
    else nextAvailable = Math.min(nextAvailable, at);
  }
  const conditions = conditionsWith(replicaSet.status.conditions ?? [], failure, cluster.timestamp);
  const status: Status = {
    replicas: pods.length,
    ...nonZero('fullyLabeledReplicas', fullyLabeled(replicaSet, pods)),
    ...nonZero('readyReplicas', ready),
    ...nonZero('availableReplicas', available),
    ...nonZero('observedGeneration', replicaSet.metadata.generation ?? 0),
    ...(conditions.length === 0 ? {} : { conditions }),
  };
  const { namespace = '', name } = replicaSet.metadata;
  const options = { author: author.update };
  update(cluster, replicaSetKind, { namespace, name }, { ...replicaSet, status }, options, 'status');
  if (nextAvailable !== Number.POSITIVE_INFINITY) return { afterMs: nextAvailable - now };
  if (failure === undefined) return undefined;
  const failing = conditions.find(({ type }) => type === 'ReplicaFailure');
  return retryFailing(failing?.lastTransitionTime, now);
}
