import { SystemError } from '../filesystem/errors.ts';
import { macOf } from './addresses.ts';
import { randomMac, removeInterface, withBroadcast } from './interfaces.ts';
import type { Interface, Namespace } from './records.ts';
import { interfaceOf } from './routes.ts';
import type { World } from './world.ts';

const MTU = 1500;
const VETH_NAME_DIGITS = 7;

export interface BridgeSpec {
  /** `docker0`, `br-` and twelve digits of the network's id, `cni0`. */
  readonly name: string;
  /** Its own address, the containers' gateway. */
  readonly address: string;
  readonly prefix: number;
  /** Cut off from all but the host. */
  readonly internal?: boolean;
  /** Whether containers may talk to each other. Default: true. */
  readonly icc?: boolean;
  /** Whether containers take the host's address beyond it. Default: true. */
  readonly masquerade?: boolean;
  /** But not where they talk to these subnets. */
  readonly unmasqueraded?: readonly string[];
  /** Whether only published ports are reachable from beyond. Default: true, as Docker's rules say. */
  readonly isolated?: boolean;
  readonly mtu?: number;
}

export interface AttachmentSpec {
  /** In the namespace. Default: the first of eth0, eth1 … that is free. */
  readonly name?: string;
  readonly address: string;
  readonly prefix: number;
  /** Default: 02:42 and the address. */
  readonly mac?: string;
  /** Its router, where the default route is to go this way. */
  readonly gateway?: string;
  /** What the network's DNS knows it by, its own name first; none on the default bridge. */
  readonly names?: readonly string[];
  /** The Docker network's name. */
  readonly network?: string;
}

/** What an attachment came out as. */
export interface Attached {
  readonly interface: string;
  readonly index: number;
  readonly mac: string;
}

export function addBridge(world: World, host: string, spec: BridgeSpec): void {
  const { name, address, prefix, internal = false, icc = true, masquerade = true, isolated = true } = spec;
  const { unmasqueraded = [] } = spec;
  const root = rootOf(world, host);
  if (interfaceOf(root, name) !== undefined) throw new SystemError('EEXIST');
  root.interfaces.push({
    index: world.takeIndex(host),
    name,
    kind: 'bridge',
    up: true,
    mtu: spec.mtu ?? MTU,
    mac: macOf(address),
    addresses: [withBroadcast(address, prefix)],
    segment: segmentOf(host, name),
  });
  world.namespaces.set(root);
  world.bridges.set(segmentOf(host, name), {
    host,
    name,
    internal,
    icc,
    masquerade,
    unmasqueraded,
    isolated,
  });
}

/** What is still attached to it loses its cable. */
export function removeBridge(world: World, host: string, name: string): void {
  const root = rootOf(world, host);
  const bridge = interfaceOf(root, name);
  if (bridge !== undefined) removeInterface(world, root, bridge);
  world.bridges.delete(segmentOf(host, name));
}

/** A veth pair between a namespace and a bridge of its host. */
export function attach(world: World, namespaceId: string, bridge: string, spec: AttachmentSpec): Attached {
  const namespace = world.namespaces.get(namespaceId);
  const { host } = namespace;
  const root = rootOf(world, host);
  const { mtu } = need(root, bridge);
  const index = world.takeIndex(host);
  const hostIndex = world.takeIndex(host);
  const segment = segmentOf(host, bridge);
  const inside: Interface = {
    ...plugged(namespace, spec),
    index,
    kind: 'veth',
    mtu,
    peerIndex: hostIndex,
    peerNamespace: root.id,
    segment,
  };
  root.interfaces.push({
    index: hostIndex,
    name: `veth${world.simulation.random.hex(VETH_NAME_DIGITS)}`,
    kind: 'veth',
    up: true,
    mtu,
    mac: randomMac(world),
    addresses: [],
    peerIndex: index,
    peerNamespace: namespaceId,
    master: bridge,
  });
  world.namespaces.set(root);
  return plug(world, namespace, inside, spec.gateway);
}

/** An interface of its own on the wire of one of the host's: macvlan, in bridge mode. `eth0.10` is a VLAN of eth0. */
export function attachMacvlan(
  world: World,
  namespaceId: string,
  parent: string,
  spec: AttachmentSpec,
): Attached {
  const namespace = world.namespaces.get(namespaceId);
  const root = rootOf(world, namespace.host);
  const device = interfaceOf(root, parent) ?? addVlan(world, root, parent);
  const inside: Interface = {
    ...plugged(namespace, spec),
    index: world.takeIndex(namespace.host),
    kind: 'macvlan',
    mtu: device.mtu,
    peerIndex: device.index,
    peerNamespace: root.id,
    ...(device.segment === undefined ? {} : { segment: device.segment }),
  };
  return plug(world, namespace, inside, spec.gateway);
}

export function detach(world: World, namespaceId: string, name: string): void {
  const namespace = world.namespaces.get(namespaceId);
  removeInterface(world, namespace, need(namespace, name));
}

/** Changes what the DNS of its network knows an interface by. */
export function setNames(world: World, namespaceId: string, name: string, names: readonly string[]): void {
  const namespace = world.namespaces.get(namespaceId);
  const { interfaces } = namespace;
  const target = need(namespace, name);
  interfaces[interfaces.indexOf(target)] = { ...target, names };
  world.namespaces.set(namespace);
}

function plugged(namespace: Namespace, spec: AttachmentSpec): Omit<Interface, 'index' | 'kind' | 'mtu'> {
  const { address, prefix, names, network } = spec;
  const name = spec.name ?? freeName(namespace);
  if (interfaceOf(namespace, name) !== undefined) throw new SystemError('EEXIST');
  return {
    name,
    up: true,
    mac: spec.mac ?? macOf(address),
    addresses: [withBroadcast(address, prefix)],
    ...(names === undefined ? {} : { names }),
    ...(network === undefined ? {} : { network }),
  };
}

function plug(world: World, namespace: Namespace, inside: Interface, gateway: string | undefined): Attached {
  namespace.interfaces.push(inside);
  if (gateway !== undefined) {
    const others = namespace.routes.findIndex(({ to }) => to === '0.0.0.0/0');
    if (others >= 0) namespace.routes.splice(others, 1);
    namespace.routes.push({ to: '0.0.0.0/0', via: gateway, interface: inside.name });
  }
  world.namespaces.set(namespace);
  return { interface: inside.name, index: inside.index, mac: inside.mac };
}

function addVlan(world: World, root: Namespace, name: string): Interface {
  const [, parent = '', tag] = /^(.+)\.(\d{1,4})$/.exec(name) ?? [];
  const device = interfaceOf(root, parent);
  if (device?.segment === undefined) throw new SystemError('ENODEV');
  const vlan: Interface = {
    index: world.takeIndex(root.host),
    name,
    kind: 'ethernet',
    up: true,
    mtu: device.mtu,
    mac: device.mac,
    addresses: [],
    peerIndex: device.index,
    peerNamespace: root.id,
    segment: `${device.segment}.${tag}`,
  };
  root.interfaces.push(vlan);
  world.namespaces.set(root);
  return vlan;
}

function freeName(namespace: Namespace): string {
  for (let number = 0; ; number++) {
    if (interfaceOf(namespace, `eth${number}`) === undefined) return `eth${number}`;
  }
}

function need(namespace: Namespace, name: string): Interface {
  const found = interfaceOf(namespace, name);
  if (found === undefined) throw new SystemError('ENODEV');
  return found;
}

function rootOf(world: World, host: string): Namespace {
  return world.namespaces.get(world.host(host).namespace);
}

function segmentOf(host: string, bridge: string): string {
  return `${host}/${bridge}`;
}
