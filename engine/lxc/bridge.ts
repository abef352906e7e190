import { SystemError } from '../filesystem/errors.ts';
import { AddressError } from '../network/ipam.ts';
import type { OsContainer } from './container.ts';
import { LxcRefusal, type LxcWorld } from './world.ts';

/** What lxc-net sets up on a host. */
const BRIDGE = 'lxcbr0';
const ADDRESS = '10.0.3.1';
const SUBNET = '10.0.3.0/24';
const PREFIX = 24;
const FIRST_LEASE = 2;
const LEASES = 253;

/** The bridge of a host's containers, made for the first of them. @throws LxcRefusal */
function ensureBridge({ machines: { network } }: LxcWorld, host: string): void {
  if (network.ipam.pool(host, BRIDGE) !== undefined) return;
  try {
    network.ipam.requestPool(host, BRIDGE, { subnet: SUBNET, gateway: ADDRESS });
  } catch (error) {
    if (error instanceof AddressError) throw new LxcRefusal('bridge unavailable');
    throw error;
  }
  try {
    network.addBridge(host, { name: BRIDGE, address: ADDRESS, prefix: PREFIX, isolated: false });
  } catch (error) {
    network.ipam.releasePool(host, BRIDGE);
    if (error instanceof SystemError) throw new LxcRefusal('bridge unavailable');
    throw error;
  }
}

/** The address that a card gets: as dnsmasq does, it follows from the card's own, where that is free. */
export function takeLease(world: LxcWorld, host: string, mac: string): string {
  ensureBridge(world, host);
  const { ipam } = world.machines.network;
  let hash = 0;
  for (const byte of mac.split(':')) hash = (hash * 31 + Number.parseInt(byte, 16)) % LEASES;
  for (let step = 0; step < LEASES; step++) {
    try {
      return ipam.requestAddress(host, BRIDGE, `10.0.3.${FIRST_LEASE + ((hash + step) % LEASES)}`);
    } catch (error) {
      if (!(error instanceof AddressError)) throw error;
    }
  }
  throw new LxcRefusal('bridge unavailable');
}

export function giveLease({ machines }: LxcWorld, { host, address }: OsContainer): void {
  machines.network.ipam.releaseAddress(host, BRIDGE, address);
}

/** A cable between the container and the bridge. @throws SystemError */
export function plugIn({ machines }: LxcWorld, { network, address, mac }: OsContainer): void {
  machines.network.attach(network, BRIDGE, { name: CARD, address, prefix: PREFIX, mac, gateway: ADDRESS });
}

export function unplug({ machines: { network } }: LxcWorld, container: OsContainer): void {
  const { interfaces } = network.view(container.network);
  if (interfaces.some(({ name }) => name === CARD)) network.detach(container.network, CARD);
}

const CARD = 'eth0';
