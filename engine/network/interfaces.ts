import { SystemError } from '../filesystem/errors.ts';
import type { NetworkChange } from '../linux/network-view.ts';
import { broadcastOf, contains, isAddress, subnetOf, subnetText } from './addresses.ts';
import { forgetRoutesVia, isInterfaceName, rewire, setLink } from './links.ts';
import type { Interface, Namespace } from './records.ts';
import { destinationOf, interfaceOf, lookUp } from './routes.ts';
import { PAIR_SEGMENT, type World } from './world.ts';

const INTERFACES_MAX = 1024;
const ADDRESSES_MAX = 256;
const ROUTES_MAX = 1024;
const ETHERNET_MTU = 1500;

type Change<What extends NetworkChange['do']> = Extract<NetworkChange, { readonly do: What }>;

export function loopback(): Interface {
  return {
    index: 1,
    name: 'lo',
    kind: 'loopback',
    up: true,
    mtu: 65_536,
    mac: '00:00:00:00:00:00',
    addresses: [{ address: '127.0.0.1', prefix: 8 }],
  };
}

/** @throws SystemError as rtnetlink answers: ENODEV, EEXIST, EADDRNOTAVAIL, ESRCH, ENETUNREACH, EINVAL … */
export function configure(world: World, namespaceId: string, change: NetworkChange): void {
  const namespace = world.namespaces.get(namespaceId);
  switch (change.do) {
    case 'add address':
    case 'remove address':
      changeAddress(namespace, change);
      break;
    case 'set up':
    case 'set down':
      setUp(namespace, change.interface, change.do === 'set up');
      rewire(world, namespace, change.interface);
      break;
    case 'set link':
      setLink(world, namespace, change);
      break;
    case 'add interface':
      addInterface(world, namespace, change);
      break;
    case 'remove interface':
      removeInterface(world, namespace, need(namespace, change.interface));
      break;
    case 'add route':
      addRoute(namespace, change);
      break;
    case 'remove route':
      removeRoute(namespace, change);
      break;
    case 'forget neighbours':
      world.arp.forget(namespaceId, change.interface, change.address);
      break;
  }
  world.namespaces.set(namespace);
}

function need(namespace: Namespace, name: string): Interface {
  const found = interfaceOf(namespace, name);
  if (found === undefined) throw new SystemError('ENODEV');
  return found;
}

/** Routes go with an interface that goes down, and don't come back with it. */
function setUp(namespace: Namespace, name: string, up: boolean): void {
  const target = need(namespace, name);
  target.up = up;
  // The kernel gives loopback its address when it comes up first.
  if (up && target.kind === 'loopback' && target.addresses.length === 0)
    target.addresses = loopback().addresses;
  if (!up) forgetRoutesVia(namespace, name);
}

function changeAddress(namespace: Namespace, change: Change<'add address' | 'remove address'>): void {
  const { address, prefix } = change;
  const target = need(namespace, change.interface);
  if (!isAddress(address) || !Number.isInteger(prefix) || prefix < 0 || prefix > 32)
    throw new SystemError('EINVAL');
  const at = target.addresses.findIndex((own) => own.address === address && own.prefix === prefix);
  if (change.do === 'remove address') {
    if (at < 0) throw new SystemError('EADDRNOTAVAIL');
    target.addresses.splice(at, 1);
    return;
  }
  if (at >= 0) throw new SystemError('EEXIST');
  if (target.addresses.length >= ADDRESSES_MAX) throw new SystemError('ENOMEM');
  target.addresses.push({ address, prefix });
}

function addInterface(world: World, namespace: Namespace, change: Change<'add interface'>): void {
  const { interface: name, kind, peer } = change;
  const names = kind === 'veth' ? [name, peer ?? freeName(namespace, 'veth', [name])] : [name];
  for (const each of names) {
    if (!isInterfaceName(each)) throw new SystemError('EINVAL');
    if (interfaceOf(namespace, each) !== undefined) throw new SystemError('EEXIST');
  }
  if (names[0] === names[1]) throw new SystemError('EEXIST');
  if (namespace.interfaces.length + names.length > INTERFACES_MAX) throw new SystemError('ENOMEM');
  const { host } = namespace;
  const indexes = names.map(() => world.takeIndex(host));
  const [first = 0, second] = indexes;
  const segment = kind === 'veth' ? `${PAIR_SEGMENT}${host} ${first}` : `${namespace.id}/${name}`;
  for (const [at, each] of names.entries()) {
    const peerIndex = at === 0 ? second : first;
    namespace.interfaces.push({
      index: indexes[at] ?? 0,
      name: each,
      kind,
      up: false,
      mtu: ETHERNET_MTU,
      mac: randomMac(world),
      addresses: [],
      segment,
      ...(peerIndex === undefined ? {} : { peerIndex, peerNamespace: namespace.id }),
    });
  }
}

function freeName(namespace: Namespace, prefix: string, taken: readonly string[]): string {
  for (let number = 0; ; number++) {
    const name = `${prefix}${number}`;
    if (interfaceOf(namespace, name) === undefined && !taken.includes(name)) return name;
  }
}

/** Locally administered, as the kernel makes them up. */
export function randomMac(world: World): string {
  const bytes = [(world.simulation.random.below(256) & 0xfc) | 0x02];
  while (bytes.length < 6) bytes.push(world.simulation.random.below(256));
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

/** Both ends of a veth pair go. */
export function removeInterface(world: World, namespace: Namespace, target: Interface): void {
  if (target.kind === 'loopback') throw new SystemError('EOPNOTSUPP');
  drop(world, namespace, target);
  if (target.peerIndex === undefined) return;
  const there = world.namespaces.find(target.peerNamespace ?? namespace.id);
  const peer = there?.interfaces.find(({ index, kind }) => kind === 'veth' && index === target.peerIndex);
  if (there !== undefined && peer !== undefined) drop(world, there, peer);
}

function drop(world: World, namespace: Namespace, target: Interface): void {
  const { interfaces } = namespace;
  interfaces.splice(interfaces.indexOf(target), 1);
  forgetRoutesVia(namespace, target.name);
  for (const each of interfaces) if (each.master === target.name) delete each.master;
  world.forgetCounters(namespace.id, target.name);
  world.arp.forget(namespace.id, target.name);
  world.namespaces.set(namespace);
}

function addRoute(namespace: Namespace, change: Change<'add route' | 'remove route'>): void {
  const subnet = destinationOf(change.to);
  if (subnet === undefined || (change.via !== undefined && !isAddress(change.via)))
    throw new SystemError('EINVAL');
  const name = change.interface ?? deviceFor(namespace, change.via);
  const device = need(namespace, name);
  if (!device.up) throw new SystemError('ENETUNREACH');
  const { via } = change;
  const reachable =
    via === undefined ||
    device.addresses.some(({ address, prefix }) => contains(subnetOf(address, prefix), via));
  if (!reachable) throw new SystemError('ENETUNREACH');
  const to = subnetText(subnet);
  if (namespace.routes.some((route) => route.to === to)) throw new SystemError('EEXIST');
  if (namespace.routes.length >= ROUTES_MAX) throw new SystemError('ENOMEM');
  namespace.routes.push({ to, interface: name, ...(via === undefined ? {} : { via }) });
}

function deviceFor(namespace: Namespace, via: string | undefined): string {
  if (via === undefined) throw new SystemError('ENODEV');
  const hop = lookUp(namespace, via);
  if (hop === undefined || hop.via !== undefined) throw new SystemError('ENETUNREACH');
  return hop.interface.name;
}

function removeRoute(namespace: Namespace, change: Change<'add route' | 'remove route'>): void {
  const subnet = destinationOf(change.to);
  if (subnet === undefined) throw new SystemError('EINVAL');
  const to = subnetText(subnet);
  const at = namespace.routes.findIndex(
    (route) =>
      route.to === to &&
      (change.via === undefined || route.via === change.via) &&
      (change.interface === undefined || route.interface === change.interface),
  );
  if (at < 0) throw new SystemError('ESRCH');
  namespace.routes.splice(at, 1);
}

/** An address as a program such as dhclient or docker sets it: with its broadcast address. */
export function withBroadcast(address: string, prefix: number): Interface['addresses'][number] {
  return { address, prefix, broadcast: broadcastOf(address, prefix) };
}
