import { SystemError } from '../filesystem/errors.ts';
import { contains } from './addresses.ts';
import { loopback, randomMac, removeInterface, withBroadcast } from './interfaces.ts';
import type { Host, Interface, Namespace } from './records.ts';
import { reset } from './streams.ts';
import { refuseWaiting } from './unix.ts';
import { LAN_SEGMENT, OUTSIDE, type World } from './world.ts';

export interface HostSpec {
  readonly name: string;
  /** What its own namespace is called. */
  readonly namespace: string;
  /** On the LAN. */
  readonly address: string;
}

/** net.ipv4.ip_unprivileged_port_start: of a host, and as Docker sets it in containers. */
const HOST_UNPRIVILEGED_PORT = 1024;
const CONTAINER_UNPRIVILEGED_PORT = 0;

/** Ports that Docker chooses itself are taken from here on, in turn. */
const FIRST_PUBLISHED = 32_768;

/** @throws SystemError EADDRINUSE where the LAN knows the address */
export function addHost(world: World, { name, namespace: id, address }: HostSpec): void {
  if (world.hosts.has(name)) throw new Error(`there is a host ${name} already`);
  const { subnet, gateway } = world.lan;
  if (!contains(subnet, address)) throw new Error(`${address} is not on the LAN`);
  makeRouter(world);
  if (world.namespaces.holders(address).some(({ interface: { segment } }) => segment === LAN_SEGMENT)) {
    throw new SystemError('EADDRINUSE');
  }
  const host: Host = {
    name,
    namespace: id,
    address,
    nextIndex: 3,
    nextPublished: { tcp: FIRST_PUBLISHED, udp: FIRST_PUBLISHED },
  };
  world.hosts.set(name, host);
  world.namespaces.set({
    id,
    host: name,
    root: true,
    interfaces: [loopback(), networkCard(world, 2, address)],
    routes: [{ to: '0.0.0.0/0', via: gateway, interface: 'eth0' }],
    forwarding: true,
    unprivilegedPortStart: HOST_UNPRIVILEGED_PORT,
    resolver: world.hostResolver(),
  });
}

export function removeHost(world: World, name: string): void {
  for (const { id, host } of [...world.namespaces.all()]) if (host === name) removeNamespace(world, id);
  for (const key of [...world.bridges.keys()]) if (key.startsWith(`${name}/`)) world.bridges.delete(key);
  for (const [key, { host }] of [...world.publications.entries()]) {
    if (host === name) world.publications.delete(key);
  }
  world.hosts.delete(name);
}

export interface NewNamespace {
  /** As unshare(2) makes it: loopback is down, and nothing is set as container engines set it. */
  readonly bare?: boolean;
}

export function makeNamespace(
  world: World,
  host: string,
  id: string,
  { bare = false }: NewNamespace = {},
): void {
  if (world.namespaces.has(id)) throw new Error(`there is a network namespace ${id} already`);
  world.host(host);
  world.namespaces.set({
    id,
    host,
    root: false,
    interfaces: [bare ? { ...loopback(), up: false, addresses: [] } : loopback()],
    routes: [],
    forwarding: !bare,
    unprivilegedPortStart: bare ? HOST_UNPRIVILEGED_PORT : CONTAINER_UNPRIVILEGED_PORT,
    resolver: world.hostResolver(),
  });
}

export function removeNamespace(world: World, id: string): void {
  const namespace = world.namespaces.find(id);
  if (namespace === undefined) return;
  for (const socket of world.sockets.of(id)) {
    world.sockets.delete(socket.id);
    if (socket.state === 'listening') refuseWaiting(world, socket);
    const other =
      'other' in socket && socket.other !== undefined ? world.sockets.get(socket.other) : undefined;
    if (other !== undefined) reset(world, other);
  }
  for (const each of [...namespace.interfaces]) {
    if (each.kind !== 'loopback' && namespace.interfaces.includes(each))
      removeInterface(world, namespace, each);
  }
  world.forgetCounters(id, 'lo');
  world.arp.forget(id);
  world.namespaces.delete(id);
}

function networkCard(world: World, index: number, address: string): Interface {
  return {
    index,
    name: 'eth0',
    kind: 'ethernet',
    up: true,
    mtu: 1500,
    mac: randomMac(world),
    addresses: [withBroadcast(address, world.lan.subnet.prefix)],
    segment: LAN_SEGMENT,
  };
}

/** The LAN's router, behind which everything is that isn't in the sandbox. */
function makeRouter(world: World): void {
  if (world.namespaces.has(OUTSIDE)) return;
  const router: Namespace = {
    id: OUTSIDE,
    host: OUTSIDE,
    root: false,
    interfaces: [networkCard(world, 1, world.lan.gateway)],
    routes: [],
    forwarding: true,
    unprivilegedPortStart: 0,
    resolver: { servers: [], search: [], options: [] },
  };
  world.namespaces.set(router);
}
