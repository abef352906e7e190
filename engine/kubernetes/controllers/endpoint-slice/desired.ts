import type { Cluster } from '../../cluster.ts';
import type { EndpointSliceObject } from '../../kinds/endpoint-slice.ts';
import { nodeKind } from '../../kinds/node.ts';
import type { PodObject } from '../../kinds/pod.ts';
import type { ServiceObject } from '../../kinds/service.ts';
import type { Endpoint } from '../../schemas/generated/types.ts';
import type { PodFacts } from '../pod-facts.ts';
import { addressOf, hostnameOf } from './members.ts';

export type AddressType = 'IPv4' | 'IPv6';

/** A pod that belongs into a slice, and what its endpoint has to say. */
export interface DesiredEndpoint {
  readonly pod: PodObject;
  readonly address: string;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly zone: string | undefined;
  readonly hostname: string | undefined;
}

/** The address families a service has endpoints of. */
export function addressTypesOf({ spec }: ServiceObject): AddressType[] {
  const families = (spec.ipFamilies ?? []).filter((family) => family === 'IPv4' || family === 'IPv6');
  if (families.length > 0) return families;
  return [spec.clusterIP?.includes(':') === true ? 'IPv6' : 'IPv4'];
}

/** The zones of nodes, each looked up once; null for a node that doesn't exist. */
function zones(cluster: Cluster): (node: string) => string | null | undefined {
  const known = new Map<string, string | null | undefined>();
  return (name) => {
    if (!known.has(name)) {
      const node = cluster.store.get(nodeKind, '', name);
      known.set(name, node === undefined ? null : node.metadata.labels?.['topology.kubernetes.io/zone']);
    }
    return known.get(name);
  };
}

/** What the pods of a service come to as endpoints of one address family (upstream's podToEndpoint). */
export function desiredEndpoints(
  cluster: Cluster,
  service: ServiceObject,
  pods: readonly PodFacts[],
  addressType: AddressType,
): DesiredEndpoint[] {
  const zoneOf = zones(cluster);
  const publish = service.spec.publishNotReadyAddresses === true;
  const desired: DesiredEndpoint[] = [];
  for (const { pod, readySinceMs } of pods) {
    const address = addressOf(pod, addressType);
    const zone = zoneOf(pod.spec.nodeName ?? '');
    if (address === undefined || (zone === null && !publish)) continue;
    const serving = readySinceMs !== undefined;
    const terminating = pod.metadata.deletionTimestamp !== undefined;
    desired.push({
      pod,
      address,
      ready: publish || (serving && !terminating),
      serving,
      terminating,
      zone: zone ?? undefined,
      hostname: hostnameOf(pod, service),
    });
  }
  return desired;
}

/** True where an endpoint in a slice says already what it has to say. */
export function isCurrent(endpoint: Endpoint, desired: DesiredEndpoint): boolean {
  const { ready, serving, terminating } = endpoint.conditions ?? {};
  return (
    ready === desired.ready &&
    serving === desired.serving &&
    terminating === desired.terminating &&
    endpoint.nodeName === (desired.pod.spec.nodeName || undefined) &&
    endpoint.zone === desired.zone &&
    endpoint.hostname === desired.hostname
  );
}

export function endpointFrom(desired: DesiredEndpoint): Endpoint {
  const { pod, address, ready, serving, terminating, zone, hostname } = desired;
  const { name, namespace = '', uid } = pod.metadata;
  const { nodeName } = pod.spec;
  return {
    addresses: [address],
    conditions: { ready, serving, terminating },
    ...(hostname === undefined ? {} : { hostname }),
    ...(nodeName === undefined || nodeName === '' ? {} : { nodeName }),
    targetRef: { kind: 'Pod', name, namespace, uid },
    ...(zone === undefined ? {} : { zone }),
  };
}

/** What tells one endpoint from another. */
export function identityOf(uid: string, address: string): string {
  return `${uid} ${address}`;
}

/** The endpoints of slices by their identity. */
export function endpointsByIdentity(slices: readonly EndpointSliceObject[]): Map<string, Endpoint> {
  const known = new Map<string, Endpoint>();
  for (const { endpoints } of slices) {
    for (const endpoint of endpoints ?? []) {
      known.set(identityOf(endpoint.targetRef?.uid ?? '', endpoint.addresses[0] ?? ''), endpoint);
    }
  }
  return known;
}
