import { SystemError } from '../filesystem/errors.ts';
import type { NetworkChange } from '../linux/network-view.ts';
import type { Interface, Namespace } from './records.ts';
import { interfaceOf } from './routes.ts';
import { PAIR_SEGMENT, type World } from './world.ts';

/** What a link may be set to have: its name, MTU, hardware address or bridge. */
export type LinkChange = Extract<NetworkChange, { readonly do: 'set link' }>;

/** IFNAMSIZ, without the end. */
const NAME_CHARS_MAX = 15;
const MTU_LEAST = 68;
const MTU_MOST = 65_535;

export function isInterfaceName(name: string): boolean {
  return /^[^\s/:]+$/.test(name) && name.length <= NAME_CHARS_MAX;
}

export function forgetRoutesVia({ routes }: Namespace, name: string): void {
  for (let at = routes.length - 1; at >= 0; at--) if (routes[at]?.interface === name) routes.splice(at, 1);
}

/** @throws SystemError EINVAL, EEXIST, EBUSY, ENODEV, EADDRNOTAVAIL */
export function setLink(
  world: World,
  namespace: Namespace,
  { interface: name, ...change }: LinkChange,
): void {
  const found = interfaceOf(namespace, name);
  if (found === undefined) throw new SystemError('ENODEV');
  if (change.mtu !== undefined) {
    if (change.mtu < MTU_LEAST || change.mtu > MTU_MOST) throw new SystemError('EINVAL');
    replace(world, namespace, found.name, { mtu: change.mtu });
  }
  if (change.mac !== undefined) {
    if (Number.parseInt(change.mac.slice(0, 2), 16) % 2 === 1) throw new SystemError('EADDRNOTAVAIL');
    replace(world, namespace, found.name, { mac: change.mac.toLowerCase() });
  }
  if (change.master !== undefined) setMaster(world, namespace, found.name, change.master);
  if (change.name !== undefined) rename(world, namespace, found.name, change.name);
}

/** The interface with some of its facts changed. */
function replace(world: World, namespace: Namespace, name: string, facts: Partial<Interface>): Interface {
  const at = namespace.interfaces.findIndex((each) => each.name === name);
  const before = namespace.interfaces[at];
  if (before === undefined) throw new SystemError('ENODEV');
  const changed = { ...before, ...facts };
  namespace.interfaces[at] = changed;
  world.namespaces.set(namespace);
  return changed;
}

function setMaster(world: World, namespace: Namespace, name: string, bridge: string): void {
  const port = interfaceOf(namespace, name);
  if (bridge === '') {
    if (port !== undefined) delete port.master;
  } else {
    const master = interfaceOf(namespace, bridge);
    if (master === undefined) throw new SystemError('ENODEV');
    if (master.kind !== 'bridge' || port?.kind === 'bridge' || port?.kind === 'loopback')
      throw new SystemError('EINVAL');
    replace(world, namespace, name, { master: bridge });
  }
  rewire(world, namespace, name);
}

function rename(world: World, namespace: Namespace, name: string, to: string): void {
  if (!isInterfaceName(to)) throw new SystemError('EINVAL');
  if (interfaceOf(namespace, to) !== undefined) throw new SystemError('EEXIST');
  world.forgetCounters(namespace.id, name);
  world.arp.forget(namespace.id, name);
  replace(world, namespace, name, { name: to });
  const { routes } = namespace;
  for (const [at, route] of routes.entries()) {
    if (route.interface === name) routes[at] = { ...route, interface: to };
  }
  for (const each of namespace.interfaces) if (each.master === name) each.master = to;
}

/** The wire that the other end of a veth hears: the bridge's whose port this end is, while it is up; or their own. */
export function rewire(world: World, namespace: Namespace, name: string): void {
  const port = interfaceOf(namespace, name);
  if (port?.kind !== 'veth' || port.peerIndex === undefined) return;
  const there = world.namespaces.find(port.peerNamespace ?? namespace.id);
  const peer = there?.interfaces.find(({ index, kind }) => kind === 'veth' && index === port.peerIndex);
  if (there === undefined || peer === undefined) return;
  const bridge = port.master === undefined || !port.up ? undefined : interfaceOf(namespace, port.master);
  const first = Math.min(port.index, port.peerIndex);
  const segment = bridge?.segment ?? `${PAIR_SEGMENT}${namespace.host} ${first}`;
  replace(world, there, peer.name, { segment });
}

/**
 * Into another namespace of the host: without its addresses, routes and bridge, and down.
 * @throws SystemError ENODEV, EEXIST, EINVAL
 */
export function moveInterface(world: World, from: string, name: string, to: string): void {
  const namespace = world.namespaces.get(from);
  const target = world.namespaces.get(to);
  const found = interfaceOf(namespace, name);
  if (found === undefined) throw new SystemError('ENODEV');
  if (found.kind === 'loopback' || found.kind === 'bridge') throw new SystemError('EINVAL');
  if (from === to) return;
  if (interfaceOf(target, name) !== undefined) throw new SystemError('EEXIST');
  namespace.interfaces.splice(namespace.interfaces.indexOf(found), 1);
  forgetRoutesVia(namespace, name);
  world.forgetCounters(from, name);
  world.arp.forget(from, name);
  const { master: _bridge, ...facts } = found;
  target.interfaces.push({ ...facts, addresses: [], up: false });
  world.namespaces.set(namespace);
  world.namespaces.set(target);
  if (found.kind !== 'veth') return;
  const there = world.namespaces.find(found.peerNamespace ?? from);
  const peer = there?.interfaces.find(({ index }) => index === found.peerIndex);
  if (there !== undefined && peer !== undefined) replace(world, there, peer.name, { peerNamespace: to });
  rewire(world, target, name);
}
