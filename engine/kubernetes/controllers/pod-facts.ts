import { parseTime } from '../../simulation/time.ts';
import type { PodObject } from '../kinds/pod.ts';
import type { KubernetesObject } from '../object.ts';

/** A pod, and what controllers ask of it over and over. */
export interface PodFacts {
  readonly pod: PodObject;
  /** Neither finished nor being deleted (upstream's IsPodActive). */
  readonly active: boolean;
  /** When its Ready condition became true, in ms of virtual time; undefined while it isn't. */
  readonly readySinceMs: number | undefined;
  /** The labels as text: the same text means the same labels. */
  readonly labels: string;
}

export function isPod(object: KubernetesObject): object is PodObject {
  return object.kind === 'Pod' && object.apiVersion === 'v1';
}

/** Its containers are done for good. */
export function isFinished({ status }: PodObject): boolean {
  return status.phase === 'Succeeded' || status.phase === 'Failed';
}

export function factsOf(pod: PodObject): PodFacts {
  const ready = pod.status.conditions?.find((condition) => condition.type === 'Ready');
  return {
    pod,
    active: pod.metadata.deletionTimestamp === undefined && !isFinished(pod),
    readySinceMs:
      ready?.status === 'True' ? parseTime(ready.lastTransitionTime ?? undefined) || 0 : undefined,
    labels: JSON.stringify(pod.metadata.labels ?? {}),
  };
}
