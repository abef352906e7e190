import { create } from '../../apiserver/create.ts';
import { remove } from '../../apiserver/delete.ts';
import { update } from '../../apiserver/update.ts';
import type { Cluster } from '../../cluster.ts';
import { type EndpointSliceObject, endpointSliceKind } from '../../kinds/endpoint-slice.ts';
import { type ServiceObject, serviceKind } from '../../kinds/service.ts';
import { draftMetadata, type KubernetesObject } from '../../object.ts';
import type { Endpoint } from '../../schemas/generated/types.ts';
import { controllerAuthor } from '../controller-author.ts';
import { controllerReference } from '../controller-reference.ts';
import { MANAGED_BY_LABEL, SERVICE_NAME_LABEL, SLICE_MANAGER } from '../indexes.ts';
import type { AddressType } from './desired.ts';
import { HEADLESS_LABEL, isHeadless, TRIGGER_TIME_ANNOTATION } from './members.ts';
import type { PodPort } from './ports.ts';

const author = controllerAuthor('endpointslice-controller');

/** Labels of slices that services can't set. */
const RESERVED_LABELS = new Set([SERVICE_NAME_LABEL, MANAGED_BY_LABEL, HEADLESS_LABEL]);

const written = new WeakSet<KubernetesObject>();

/** True for a slice just as this controller wrote it, which needs no second look. */
export function isOurs(slice: KubernetesObject): boolean {
  return written.has(slice);
}

/** A slice as it should become. */
export interface SliceContent {
  readonly ports: readonly PodPort[];
  readonly endpoints: Endpoint[];
}

/** What the slices of a service have in common. */
export interface SliceHead {
  readonly labels: Readonly<Record<string, string>>;
  /** When the earliest change happened that they don't show yet. */
  readonly trigger: string | undefined;
}

/** The service's labels, and those that make it a slice of the service. */
export function labelsFor(service: ServiceObject): Record<string, string> {
  const own = Object.entries(service.metadata.labels ?? {}).filter(([key]) => !RESERVED_LABELS.has(key));
  return {
    ...Object.fromEntries(own),
    [MANAGED_BY_LABEL]: SLICE_MANAGER,
    [SERVICE_NAME_LABEL]: service.metadata.name,
    ...(isHeadless(service) ? { [HEADLESS_LABEL]: '' } : {}),
  };
}

export function createSlice(
  cluster: Cluster,
  service: ServiceObject,
  addressType: AddressType,
  { ports, endpoints }: SliceContent,
  { labels, trigger }: SliceHead,
): void {
  const draft: EndpointSliceObject = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: draftMetadata({
      generateName: `${service.metadata.name}-`,
      labels: { ...labels },
      ...(trigger === undefined ? {} : { annotations: { [TRIGGER_TIME_ANNOTATION]: trigger } }),
      ownerReferences: [controllerReference(serviceKind, service)],
    }),
    addressType,
    endpoints,
    ports: [...ports],
  };
  written.add(draft);
  create(cluster, endpointSliceKind, service.metadata.namespace ?? '', draft, { author: author.create });
}

export function updateSlice(
  cluster: Cluster,
  slice: EndpointSliceObject,
  { ports, endpoints }: SliceContent,
  { labels, trigger }: SliceHead,
): void {
  const { namespace = '', name } = slice.metadata;
  const { [TRIGGER_TIME_ANNOTATION]: _before, ...others } = slice.metadata.annotations ?? {};
  const annotations = trigger === undefined ? others : { ...others, [TRIGGER_TIME_ANNOTATION]: trigger };
  const { annotations: _annotations, ...metadata } = slice.metadata;
  const draft: EndpointSliceObject = {
    ...slice,
    metadata: {
      ...metadata,
      labels: { ...labels },
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
    endpoints,
    ports: [...ports],
  };
  written.add(draft);
  update(cluster, endpointSliceKind, { namespace, name }, draft, { author: author.update });
}

export function removeSlice(cluster: Cluster, slice: EndpointSliceObject): void {
  const { namespace = '', name } = slice.metadata;
  remove(cluster, endpointSliceKind, { namespace, name }, { author: author.delete });
}
