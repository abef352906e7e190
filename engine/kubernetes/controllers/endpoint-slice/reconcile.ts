import { sameJson } from '../../apiserver/equality.ts';
import type { Cluster } from '../../cluster.ts';
import type { Requeue } from '../../controller.ts';
import type { EndpointSliceObject } from '../../kinds/endpoint-slice.ts';
import type { ServiceObject } from '../../kinds/service.ts';
import { objectKey } from '../../object.ts';
import { slicesByService } from '../indexes.ts';
import {
  type AddressType,
  addressTypesOf,
  type DesiredEndpoint,
  desiredEndpoints,
  endpointsByIdentity,
  identityOf,
} from './desired.ts';
import { earliest, reachablePods, readinessChangedAt, untilNextBatch } from './members.ts';
import { pack } from './packing.ts';
import { groupByPorts, portsKey } from './ports.ts';
import {
  createSlice,
  labelsFor,
  removeSlice,
  type SliceContent,
  type SliceHead,
  updateSlice,
} from './slices.ts';

/** Makes the slices of a service list its pods, changing as few of them as possible. */
export function reconcileSlices(cluster: Cluster, service: ServiceObject): Requeue | undefined {
  const slices = slicesByService.sorted(cluster, objectKey(service));
  const listed = slices.reduce((count, { endpoints }) => count + (endpoints ?? []).length, 0);
  const later = untilNextBatch(cluster.now, listed);
  if (later !== undefined) return later;
  const pods = reachablePods(cluster, service);
  const types = addressTypesOf(service);
  for (const slice of slices) {
    if (!types.some((type) => type === slice.addressType)) removeSlice(cluster, slice);
  }
  for (const type of types) {
    const desired = desiredEndpoints(cluster, service, pods, type);
    const existing = slices.filter(({ addressType }) => addressType === type);
    reconcileAddressType(cluster, service, type, desired, existing);
  }
  return undefined;
}

function reconcileAddressType(
  cluster: Cluster,
  service: ServiceObject,
  addressType: AddressType,
  desired: readonly DesiredEndpoint[],
  slices: readonly EndpointSliceObject[],
): void {
  const owned = slices.filter((slice) => isOwned(slice, service));
  const removed = slices.filter((slice) => !isOwned(slice, service));
  const head = { labels: labelsFor(service), trigger: triggerTime(service, desired, owned) };
  const created: SliceContent[] = [];
  const groups = groupByPorts(service, desired);
  const wanted = (slice: EndpointSliceObject) => groups.has(portsKey(slice.ports ?? []));
  for (const [key, { ports, pods }] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const candidates = owned.filter((slice) => portsKey(slice.ports ?? []) === key);
    const packing = pack(candidates, pods, (slice) => !sameJson(slice.metadata.labels, head.labels));
    created.push(...packing.create.map((endpoints) => ({ ports, endpoints })));
    removed.push(...packing.remove);
    for (const { slice, endpoints } of packing.update) {
      updateSlice(cluster, slice, { ports, endpoints }, head);
    }
  }
  removed.push(...owned.filter((slice) => !wanted(slice)));
  if (removed.length === slices.length && created.length === 0) {
    const placeholder = removed.find((slice) => isPlaceholder(slice, head.labels));
    if (removed.length === 1 && placeholder !== undefined) return;
    created.push({ ports: [], endpoints: [] });
  }
  // A slice that would go is given to what would have to be created.
  const reusable = removed.filter((slice) => isOwned(slice, service));
  for (const content of created) {
    const slice = reusable.shift();
    if (slice === undefined) createSlice(cluster, service, addressType, content, head);
    else updateSlice(cluster, slice, content, head);
  }
  const foreign = removed.filter((slice) => !isOwned(slice, service));
  for (const slice of [...reusable, ...foreign]) removeSlice(cluster, slice);
}

function isOwned({ metadata }: EndpointSliceObject, service: ServiceObject): boolean {
  return (metadata.ownerReferences ?? []).some(({ uid }) => uid === service.metadata.uid);
}

/** The slice that stands where there are no endpoints. */
function isPlaceholder(slice: EndpointSliceObject, labels: SliceHead['labels']): boolean {
  const empty = (slice.endpoints ?? []).length === 0 && (slice.ports ?? []).length === 0;
  return empty && sameJson(slice.metadata.labels, labels);
}

/** When the earliest change happened that the slices don't show yet. */
function triggerTime(
  service: ServiceObject,
  desired: readonly DesiredEndpoint[],
  slices: readonly EndpointSliceObject[],
): string | undefined {
  const known = endpointsByIdentity(slices);
  const times = desired
    .filter(({ pod, address, serving }) => {
      return known.get(identityOf(pod.metadata.uid, address))?.conditions?.serving !== serving;
    })
    .map(({ pod }) => readinessChangedAt(pod));
  return earliest(slices.length === 0 ? [...times, service.metadata.creationTimestamp] : times);
}
