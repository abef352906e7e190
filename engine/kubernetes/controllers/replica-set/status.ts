import { update } from '../../apiserver/update.ts';
import type { Cluster } from '../../cluster.ts';
import type { Requeue } from '../../controller.ts';
import { type ReplicaSetObject, replicaSetKind } from '../../kinds/replica-set.ts';
import { retryFailing } from '../retry.ts';
import { activePodsOf, author } from './claims.ts';
import { tallyOf } from './tally.ts';

type Status = ReplicaSetObject['status'];
type Conditions = NonNullable<Status['conditions']>;

/** Why pods could not be created or deleted. */
export interface ReplicaFailure {
  readonly reason: 'FailedCreate' | 'FailedDelete';
  readonly message: string;
}

/** How many ready pods have been so for minReadySeconds, and when the next will have been. */
function availability(
  cluster: Cluster,
  replicaSet: ReplicaSetObject,
  ready: number,
): { available: number; nextMs: number | undefined } {
  const { minReadySeconds = 0 } = replicaSet.spec;
  if (minReadySeconds === 0) return { available: ready, nextMs: undefined };
  let available = 0;
  let nextMs: number | undefined;
  for (const { readySinceMs } of activePodsOf(cluster, replicaSet)) {
    if (readySinceMs === undefined) continue;
    const at = readySinceMs + minReadySeconds * 1000;
    if (at <= cluster.now) available++;
    else nextMs = Math.min(nextMs ?? at, at);
  }
  return { available, nextMs };
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

/** Writes what the replica set has come to, and says when to look again. */
export function writeStatus(
  cluster: Cluster,
  replicaSet: ReplicaSetObject,
  failure: ReplicaFailure | undefined,
): Requeue | undefined {
  const { replicas, fullyLabeled, ready } = tallyOf(cluster, replicaSet);
  const { available, nextMs } = availability(cluster, replicaSet, ready);
  const conditions = conditionsWith(replicaSet.status.conditions ?? [], failure, cluster.timestamp);
  const status: Status = {
    replicas,
    ...nonZero('fullyLabeledReplicas', fullyLabeled),
    ...nonZero('readyReplicas', ready),
    ...nonZero('availableReplicas', available),
    ...nonZero('observedGeneration', replicaSet.metadata.generation ?? 0),
    ...(conditions.length === 0 ? {} : { conditions }),
  };
  const { namespace = '', name } = replicaSet.metadata;
  const options = { author: author.update };
  update(cluster, replicaSetKind, { namespace, name }, { ...replicaSet, status }, options, 'status');
  if (nextMs !== undefined) return { afterMs: nextMs - cluster.now };
  if (failure === undefined) return undefined;
  const failing = conditions.find(({ type }) => type === 'ReplicaFailure');
  return retryFailing(failing?.lastTransitionTime, cluster.now);
}
