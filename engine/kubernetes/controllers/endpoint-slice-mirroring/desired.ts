import type { EndpointsObject } from '../../kinds/endpoints.ts';
import type { DiscoveryV1EndpointPort, Endpoint, EndpointAddress } from '../../schemas/generated/types.ts';
import { portsKey } from '../endpoint-slice/ports.ts';

/** A slice that mirrors part of an Endpoints object: the addresses of one family with the same ports. */
export interface MirroredSlice {
  readonly addressType: 'IPv4' | 'IPv6';
  readonly ports: DiscoveryV1EndpointPort[];
  readonly endpoints: Endpoint[];
}

/** Upstream mirrors no more addresses of a subset than this. */
const ADDRESSES_MAX = 1000;

/** What tells the mirrored slices of an Endpoints object apart. */
export function sliceKey(addressType: string, ports: readonly DiscoveryV1EndpointPort[]): string {
  return `${addressType} ${portsKey(ports)}`;
}

/** The slices that an Endpoints object comes to, by their keys. An address that some subset has as ready is ready. */
export function mirroredSlices({ subsets = [] }: EndpointsObject): Map<string, MirroredSlice> {
  const slices = new Map<string, MirroredSlice>();
  for (const { addresses = [], notReadyAddresses = [], ports: subsetPorts = [] } of subsets) {
    const ports = subsetPorts.map(({ name = '', port, protocol = 'TCP', appProtocol }) => ({
      name,
      port,
      protocol,
      ...(appProtocol === undefined ? {} : { appProtocol }),
    }));
    const endpoints = [
      ...addresses.map((address) => endpoint(address, true)),
      ...notReadyAddresses.map((address) => endpoint(address, false)),
    ].slice(0, ADDRESSES_MAX);
    for (const each of endpoints) add(slices, ports, each);
  }
  return slices;
}

function add(slices: Map<string, MirroredSlice>, ports: DiscoveryV1EndpointPort[], endpoint: Endpoint): void {
  const address = endpoint.addresses[0] ?? '';
  const addressType = address.includes(':') ? 'IPv6' : 'IPv4';
  const key = sliceKey(addressType, ports);
  const slice = slices.get(key) ?? { addressType, ports, endpoints: [] };
  slices.set(key, slice);
  const at = slice.endpoints.findIndex(({ addresses }) => addresses[0] === address);
  if (at === -1) slice.endpoints.push(endpoint);
  else if (endpoint.conditions?.ready === true) slice.endpoints[at] = endpoint;
}

function endpoint({ ip, hostname, nodeName, targetRef }: EndpointAddress, ready: boolean): Endpoint {
  return {
    addresses: [ip],
    conditions: { ready },
    ...(hostname === undefined ? {} : { hostname }),
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(targetRef === undefined ? {} : { targetRef }),
  };
}
