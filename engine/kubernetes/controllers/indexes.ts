import { type Requirement, requirementsOfMap } from '../apiserver/selectors.ts';
import { endpointSliceKind } from '../kinds/endpoint-slice.ts';
import { podKind } from '../kinds/pod.ts';
import { replicaSetKind } from '../kinds/replica-set.ts';
import { type ServiceObject, serviceKind } from '../kinds/service.ts';
import { controllerOf, type KubernetesObject } from '../object.ts';
import { Indexer } from './indexer.ts';
import { factsOf } from './pod-facts.ts';

/** The bucket of what nobody controls in a namespace, in an index by controller. */
export function uncontrolledIn(namespace: string): string {
  return `uncontrolled/${namespace}`;
}

function controllerBucket(object: KubernetesObject): string {
  return controllerOf(object)?.uid ?? uncontrolledIn(object.metadata.namespace ?? '');
}

/** Pods by the uid of their controller; see `uncontrolledIn` for the others. */
export const podsByController = new Indexer(podKind, controllerBucket, factsOf);

export const podsByNamespace = new Indexer(podKind, ({ metadata }) => metadata.namespace, factsOf);

/** Pods by the name of the node they are assigned to. */
export const podsByNode = new Indexer(podKind, ({ spec }) => spec.nodeName || undefined, factsOf);

/** ReplicaSets by the uid of their controller; see `uncontrolledIn` for the others. */
export const replicaSetsByController = new Indexer(
  replicaSetKind,
  controllerBucket,
  (replicaSet) => replicaSet,
);

/** A service that finds its endpoints by labels. */
export interface SelectingService {
  readonly service: ServiceObject;
  readonly requirements: readonly Requirement[];
}

/** True where the endpoints of a service are the controllers' business. */
export function selectsPods({ spec }: ServiceObject): boolean {
  return Object.keys(spec.selector ?? {}).length > 0 && spec.type !== 'ExternalName';
}

export const selectingServicesByNamespace = new Indexer(
  serviceKind,
  (service) => (selectsPods(service) ? service.metadata.namespace : undefined),
  (service): SelectingService => ({ service, requirements: requirementsOfMap(service.spec.selector) }),
);

export const SERVICE_NAME_LABEL = 'kubernetes.io/service-name';
export const MANAGED_BY_LABEL = 'endpointslice.kubernetes.io/managed-by';
export const SLICE_MANAGER = 'endpointslice-controller.k8s.io';

/** Whose slices mirror Endpoints. */
export const MIRROR_MANAGER = 'endpointslicemirroring-controller.k8s.io';

function slicesManagedBy(manager: string) {
  return new Indexer(
    endpointSliceKind,
    ({ metadata: { namespace, labels = {} } }) =>
      labels[MANAGED_BY_LABEL] === manager ? `${namespace}/${labels[SERVICE_NAME_LABEL] ?? ''}` : undefined,
    (slice) => slice,
  );
}

/** The slices of the EndpointSlice controller, by the namespace and name of their service. */
export const slicesByService = slicesManagedBy(SLICE_MANAGER);

/** The slices that mirror Endpoints, by the namespace and name of those. */
export const mirrorsByEndpoints = slicesManagedBy(MIRROR_MANAGER);
