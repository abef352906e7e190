import { SystemError } from '../filesystem/errors.ts';
import type { SocketAddress } from '../linux/system.ts';
import { ANY, isAddress } from './addresses.ts';
import type { Protocol } from './records.ts';
import { isBound } from './socket-table.ts';
import { isOwn } from './trace.ts';
import { OUTSIDE, type World } from './world.ts';

/** net.ipv4.ip_local_port_range */
const EPHEMERAL_FIRST = 32_768;
const EPHEMERAL_LAST = 60_999;

/** The rights of who binds a port. */
export interface BindRights {
  /** CAP_NET_BIND_SERVICE */
  readonly privileged: boolean;
}

/**
 * The address that a socket gets that wants to take packets.
 * @throws SystemError EACCES, EADDRNOTAVAIL, EADDRINUSE
 */
export function claim(
  world: World,
  namespaceId: string,
  protocol: Protocol,
  wanted: SocketAddress,
  { privileged }: BindRights,
): SocketAddress {
  const namespace = world.namespaces.get(namespaceId);
  const { address, port } = wanted;
  if (!isAddress(address) || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new SystemError('EINVAL');
  }
  const known = address === ANY || namespaceId === OUTSIDE || isOwn(namespace, address);
  if (!known) throw new SystemError('EADDRNOTAVAIL');
  if (port === 0) return { address, port: ephemeralPort(world, namespaceId, protocol) };
  if (port < namespace.unprivilegedPortStart && !privileged) throw new SystemError('EACCES');
  if (!isFree(world, namespaceId, protocol, wanted)) throw new SystemError('EADDRINUSE');
  return wanted;
}

/** A port is taken by a socket on the same address, on all addresses, or on any where all are wanted. */
export function isFree(
  world: World,
  namespace: string,
  protocol: Protocol,
  { address, port }: SocketAddress,
): boolean {
  return !world.sockets
    .onPort(namespace, protocol, port)
    .some((socket) => isBound(socket) && clash(socket.local.address, address));
}

function clash(a: string, b: string): boolean {
  return a === b || a === ANY || b === ANY;
}

/** @throws SystemError EADDRNOTAVAIL where all are in use */
export function ephemeralPort(world: World, namespace: string, protocol: Protocol): number {
  const count = EPHEMERAL_LAST - EPHEMERAL_FIRST + 1;
  const start = world.simulation.random.below(count);
  for (let step = 0; step < count; step++) {
    const port = EPHEMERAL_FIRST + ((start + step) % count);
    if (world.sockets.onPort(namespace, protocol, port).length === 0) return port;
  }
  throw new SystemError('EADDRNOTAVAIL');
}
