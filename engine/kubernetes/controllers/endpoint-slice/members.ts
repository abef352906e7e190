import { matches } from '../../apiserver/selectors.ts';
import type { Change } from '../../apiserver/store.ts';
import type { Cluster } from '../../cluster.ts';
import type { Requeue } from '../../controller.ts';
import type { PodObject } from '../../kinds/pod.ts';
import type { ServiceObject } from '../../kinds/service.ts';
import { type KubernetesObject, objectKey } from '../../object.ts';
import { podsByNamespace, type SelectingService, selectingServicesByNamespace } from '../indexes.ts';
import { factsOf, isFinished, isPod, type PodFacts } from '../pod-facts.ts';

function hasAddress({ status }: PodObject): boolean {
  return (status.podIPs ?? []).length > 0;
}

/** True where a change of a pod makes no difference to any service that selects it. */
function sameForServices(now: PodFacts, before: PodFacts): boolean {
  return (
    (now.readySinceMs === undefined) === (before.readySinceMs === undefined) &&
    now.active === before.active &&
    now.labels === before.labels &&
    isFinished(now.pod) === isFinished(before.pod) &&
    now.pod.spec.nodeName === before.pod.spec.nodeName &&
    JSON.stringify(now.pod.status.podIPs ?? []) === JSON.stringify(before.pod.status.podIPs ?? [])
  );
}

function keysOfServices(
  services: ReadonlyMap<string, SelectingService>,
  pods: readonly KubernetesObject[],
): string[] {
  const keys: string[] = [];
  for (const [key, { requirements }] of services) {
    if (pods.some(({ metadata }) => matches(metadata.labels, requirements))) keys.push(key);
  }
  return keys.sort();
}

/** The services for which a change of a pod matters: those that select it, or did. */
export function keysOfPod({ event, entry, old }: Change, cluster: Cluster): string[] {
  const pod = entry.object;
  if (!isPod(pod)) return [];
  const services = selectingServicesByNamespace.in(cluster, pod.metadata.namespace ?? '');
  if (services.size === 0) return [];
  if (old === undefined || event !== 'MODIFIED' || !isPod(old.object)) {
    return hasAddress(pod) ? keysOfServices(services, [pod]) : [];
  }
  if (!hasAddress(pod) && !hasAddress(old.object)) return [];
  if (sameForServices(factsOf(pod), factsOf(old.object))) return [];
  return keysOfServices(services, [pod, old.object]);
}

/** The pods a service selects that can be reached at all: they have an address and are not finished. */
export function reachablePods(cluster: Cluster, service: ServiceObject): PodFacts[] {
  const { namespace = '' } = service.metadata;
  const selecting = selectingServicesByNamespace.in(cluster, namespace).get(objectKey(service));
  if (selecting === undefined) return [];
  const pods: PodFacts[] = [];
  let labels: string | undefined;
  let matched = false;
  for (const facts of podsByNamespace.in(cluster, namespace).values()) {
    if (facts.labels !== labels) {
      labels = facts.labels;
      matched = matches(facts.pod.metadata.labels, selecting.requirements);
    }
    if (matched && hasAddress(facts.pod) && !isFinished(facts.pod)) pods.push(facts);
  }
  return pods;
}

/** The pod's address of a family, if it has one. */
export function addressOf({ status }: PodObject, family: 'IPv4' | 'IPv6'): string | undefined {
  return status.podIPs?.find(({ ip }) => ip.includes(':') === (family === 'IPv6'))?.ip;
}

/** The pod's name in DNS below a headless service that is its subdomain. */
export function hostnameOf({ spec }: PodObject, service: ServiceObject): string | undefined {
  return spec.hostname !== undefined && spec.hostname !== '' && spec.subdomain === service.metadata.name
    ? spec.hostname
    : undefined;
}

/** When a pod last became ready or unready, as the annotation of its endpoints tells it. */
export function readinessChangedAt({ status }: PodObject): string | undefined {
  return status.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime;
}

/** True where nobody reaches the service by an address of its own. */
export function isHeadless({ spec }: ServiceObject): boolean {
  return spec.clusterIP === undefined || spec.clusterIP === '' || spec.clusterIP === 'None';
}

/** When the earliest of the changes happened that an update of endpoints makes known. */
export const TRIGGER_TIME_ANNOTATION = 'endpoints.kubernetes.io/last-change-trigger-time';
export const HEADLESS_LABEL = 'service.kubernetes.io/headless';

export function earliest(times: readonly (string | undefined)[]): string | undefined {
  return times.reduce((first, time) => {
    return time !== undefined && (first === undefined || time < first) ? time : first;
  }, undefined);
}

/** --endpointslice-updates-batch-period and --endpoint-updates-batch-period, for services with many endpoints. */
const BATCH_MS = 1000;
const BATCHED_FROM = 100;

/**
 * Each change of a large service costs a look at all its pods, so that its changes are gathered.
 * @param listed how many endpoints it has so far
 * @returns when to look at them; undefined for now
 */
export function untilNextBatch(now: number, listed: number): Requeue | undefined {
  const intoBatch = now % BATCH_MS;
  return listed < BATCHED_FROM || intoBatch === 0 ? undefined : { afterMs: BATCH_MS - intoBatch };
}
