import type { PodObject } from '../../kinds/pod.ts';
import type { ServiceObject } from '../../kinds/service.ts';
import type { EndpointAddress, EndpointSubset } from '../../schemas/generated/types.ts';
import { addressOf, hostnameOf, isHeadless } from '../endpoint-slice/members.ts';
import { groupByPorts } from '../endpoint-slice/ports.ts';
import type { PodFacts } from '../pod-facts.ts';

/** Endpoints objects hold no more addresses than this; the rest is cut off. */
export const ADDRESSES_MAX = 1000;

function familyOf({ spec }: ServiceObject): 'IPv4' | 'IPv6' {
  return spec.ipFamilies?.[0] === 'IPv6' ? 'IPv6' : 'IPv4';
}

function addressFor(pod: PodObject, service: ServiceObject): EndpointAddress | undefined {
  const ip = addressOf(pod, familyOf(service));
  if (ip === undefined) return undefined;
  const { name, namespace = '', uid } = pod.metadata;
  const { nodeName } = pod.spec;
  const hostname = hostnameOf(pod, service);
  return {
    ...(hostname === undefined ? {} : { hostname }),
    ip,
    ...(nodeName === undefined || nodeName === '' ? {} : { nodeName }),
    targetRef: { kind: 'Pod', name, namespace, uid },
  };
}

function byIp(a: EndpointAddress, b: EndpointAddress): number {
  if (a.ip !== b.ip) return a.ip < b.ip ? -1 : 1;
  return (a.targetRef?.uid ?? '') < (b.targetRef?.uid ?? '') ? -1 : 1;
}

function addressesOf(service: ServiceObject, pods: readonly PodFacts[]): EndpointAddress[] {
  return pods.flatMap(({ pod }) => addressFor(pod, service) ?? []).sort(byIp);
}

/** The addresses of a service's pods by the ports they serve it on, those that are ready apart. */
export function subsetsFor(service: ServiceObject, reachable: readonly PodFacts[]): EndpointSubset[] {
  const publish = service.spec.publishNotReadyAddresses === true;
  const pods = reachable.filter(({ pod }) => publish || pod.metadata.deletionTimestamp === undefined);
  const withoutPorts = isHeadless(service) && (service.spec.ports ?? []).length === 0;
  const subsets: EndpointSubset[] = [];
  let room = ADDRESSES_MAX;
  const groups = [...groupByPorts(service, pods)].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, { ports, pods: serving }] of groups) {
    if (ports.length === 0 && !withoutPorts) continue;
    const isReady = ({ readySinceMs }: PodFacts) => publish || readySinceMs !== undefined;
    const ready = addressesOf(service, serving.filter(isReady)).slice(0, room);
    room -= ready.length;
    const notReady = addressesOf(
      service,
      serving.filter((facts) => !isReady(facts)),
    ).slice(0, room);
    room -= notReady.length;
    if (ready.length + notReady.length === 0) continue;
    subsets.push({
      ...(ready.length === 0 ? {} : { addresses: ready }),
      ...(notReady.length === 0 ? {} : { notReadyAddresses: notReady }),
      ...(ports.length === 0 ? {} : { ports: ports.map(asEndpointPort) }),
    });
  }
  return subsets;
}

/** An Endpoints port without a name has none; one of a slice has an empty one. */
function asEndpointPort<P extends { readonly name: string }>({
  name,
  ...port
}: P): Omit<P, 'name'> & {
  name?: string;
} {
  return name === '' ? port : { name, ...port };
}

export function countAddresses(subsets: readonly EndpointSubset[]): number {
  return subsets.reduce((count, { addresses = [], notReadyAddresses = [] }) => {
    return count + addresses.length + notReadyAddresses.length;
  }, 0);
}
