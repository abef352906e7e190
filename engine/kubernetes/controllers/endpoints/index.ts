import { create } from '../../apiserver/create.ts';
import { remove } from '../../apiserver/delete.ts';
import { sameJson } from '../../apiserver/equality.ts';
import { ApiError } from '../../apiserver/status.ts';
import { update } from '../../apiserver/update.ts';
import type { Cluster } from '../../cluster.ts';
import { type Controller, keyOfChange, type Requeue } from '../../controller.ts';
import { type EndpointsObject, endpointsKind } from '../../kinds/endpoints.ts';
import { type ServiceObject, serviceKind } from '../../kinds/service.ts';
import { draftMetadata, type KubernetesObject, objectKey, splitKey } from '../../object.ts';
import type { EndpointSubset } from '../../schemas/generated/types.ts';
import { controllerAuthor } from '../controller-author.ts';
import {
  earliest,
  HEADLESS_LABEL,
  isHeadless,
  keysOfPod,
  reachablePods,
  readinessChangedAt,
  TRIGGER_TIME_ANNOTATION,
  untilNextBatch,
} from '../endpoint-slice/members.ts';
import { podsByNamespace, selectingServicesByNamespace, selectsPods } from '../indexes.ts';
import { isNamespaceTerminating } from '../namespace-terminating.ts';
import type { PodFacts } from '../pod-facts.ts';
import { ADDRESSES_MAX, countAddresses, subsetsFor } from './subsets.ts';

const author = controllerAuthor('endpoint-controller');

const MANAGED_BY_LABEL = 'endpoints.kubernetes.io/managed-by';
const OVER_CAPACITY_ANNOTATION = 'endpoints.kubernetes.io/over-capacity';

/** Objects as this controller wrote them: they need no second look. */
const written = new WeakSet<KubernetesObject>();

/** Keeps the older Endpoints object of each service that selects pods (upstream's pkg/controller/endpoint). */
export const endpointsController: Controller = {
  name: 'endpoints',
  index(cluster) {
    podsByNamespace.attach(cluster);
    selectingServicesByNamespace.attach(cluster);
  },
  watches: {
    services: keyOfChange,
    pods: keysOfPod,
    endpoints: (change, cluster) => {
      const { namespace = '', name } = change.entry.object.metadata;
      const unserved = cluster.store.get(serviceKind, namespace, name) === undefined;
      return unserved || written.has(change.entry.object) ? [] : keyOfChange(change);
    },
  },
  reconcile(cluster, key) {
    const { namespace, name } = splitKey(key);
    const service = cluster.store.get(serviceKind, namespace, name);
    const current = cluster.store.get(endpointsKind, namespace, name);
    if (service === undefined) {
      if (current !== undefined) {
        remove(cluster, endpointsKind, { namespace, name }, { author: author.delete });
      }
      return undefined;
    }
    return selectsPods(service) ? reconcileEndpoints(cluster, service, current) : undefined;
  },
};

function reconcileEndpoints(
  cluster: Cluster,
  service: ServiceObject,
  current: EndpointsObject | undefined,
): Requeue | undefined {
  const later = untilNextBatch(cluster.now, countAddresses(current?.subsets ?? []));
  if (later !== undefined) return later;
  const pods = reachablePods(cluster, service);
  const subsets = subsetsFor(service, pods);
  const labels = labelsFor(service);
  if (
    current !== undefined &&
    sameJson(current.subsets ?? [], subsets) &&
    sameJson(current.metadata.labels, labels)
  ) {
    return undefined;
  }
  const annotations = annotationsFor(service, current, pods, countAddresses(subsets));
  write(cluster, service, current, { labels, annotations, subsets });
  return undefined;
}

function labelsFor(service: ServiceObject): Record<string, string> {
  return {
    ...service.metadata.labels,
    [MANAGED_BY_LABEL]: 'endpoint-controller',
    ...(isHeadless(service) ? { [HEADLESS_LABEL]: '' } : {}),
  };
}

function annotationsFor(
  service: ServiceObject,
  current: EndpointsObject | undefined,
  pods: readonly PodFacts[],
  listed: number,
): Record<string, string> {
  const {
    [TRIGGER_TIME_ANNOTATION]: _trigger,
    [OVER_CAPACITY_ANNOTATION]: _capacity,
    ...others
  } = current?.metadata.annotations ?? {};
  const trigger = triggerTime(service, current, pods);
  return {
    ...others,
    ...(trigger === undefined ? {} : { [TRIGGER_TIME_ANNOTATION]: trigger }),
    ...(listed === ADDRESSES_MAX && pods.length > listed ? { [OVER_CAPACITY_ANNOTATION]: 'truncated' } : {}),
  };
}

/** When the earliest change happened that the object doesn't show yet. */
function triggerTime(
  service: ServiceObject,
  current: EndpointsObject | undefined,
  pods: readonly PodFacts[],
): string | undefined {
  const known = new Map<string | undefined, boolean>();
  for (const { addresses = [], notReadyAddresses = [] } of current?.subsets ?? []) {
    for (const { targetRef } of notReadyAddresses) known.set(targetRef?.uid, false);
    for (const { targetRef } of addresses) known.set(targetRef?.uid, true);
  }
  const times = pods
    .filter(({ pod, readySinceMs }) => known.get(pod.metadata.uid) !== (readySinceMs !== undefined))
    .map(({ pod }) => readinessChangedAt(pod));
  return earliest(current === undefined ? [...times, service.metadata.creationTimestamp] : times);
}

interface Content {
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
  readonly subsets: EndpointSubset[];
}

function write(
  cluster: Cluster,
  service: ServiceObject,
  current: EndpointsObject | undefined,
  { labels, annotations, subsets }: Content,
): void {
  const { namespace, name } = splitKey(objectKey(service));
  const { annotations: _before, ...kept } = current?.metadata ?? draftMetadata({ name });
  const draft: EndpointsObject = {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { ...kept, labels, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) },
    ...(subsets.length === 0 ? {} : { subsets }),
  };
  written.add(draft);
  try {
    if (current === undefined) create(cluster, endpointsKind, namespace, draft, { author: author.create });
    else update(cluster, endpointsKind, { namespace, name }, draft, { author: author.update });
  } catch (error) {
    if (!(error instanceof ApiError && isNamespaceTerminating(error))) throw error;
  }
}
