import { SystemError } from '../filesystem/errors.ts';
import type { NetworkChange } from '../linux/network-view.ts';
import type { Again, SocketAddress } from '../linux/system.ts';
import type { Reconciler, Simulation } from '../simulation/simulation.ts';
import { ANY, isLoopback, parseSubnet } from './addresses.ts';
import {
  type Attached,
  type AttachmentSpec,
  addBridge,
  attach,
  attachMacvlan,
  type BridgeSpec,
  detach,
  removeBridge,
  setNames,
} from './bridges.ts';
import {
  addHost,
  type HostSpec,
  makeNamespace,
  type NewNamespace,
  removeHost,
  removeNamespace,
} from './hosts.ts';
import { configure } from './interfaces.ts';
import { Ipam } from './ipam.ts';
import { moveInterface } from './links.ts';
import { Names } from './names.ts';
import { type PingResult, ping } from './ping.ts';
import type { BindRights } from './ports.ts';
import { type PublishRequest, publish, unpublish } from './publish.ts';
import type { Protocol, Publication } from './records.ts';
import { accept, closeOpen, connected, isFull, listen, read, reset, room, shutdown, write } from './tcp.ts';
import { connect, reconcileConnection } from './tcp-connect.ts';
import { bindDatagram, receiveDatagram, sendDatagram } from './udp.ts';
import { type NamespaceView, viewOf } from './view.ts';
import { OUTSIDE, type Translator, World } from './world.ts';

/** What a read takes at most where nobody says how much. */
const READ_BYTES = 65_536;

/** The hosts' own network. */
interface LanSpec {
  readonly subnet: string;
  readonly gateway: string;
}

/** That of a minikube. */
const DEFAULT_LAN: LanSpec = { subnet: '192.168.49.0/24', gateway: '192.168.49.1' };

/**
 * The network of a sandbox: namespaces with interfaces and routes, and the sockets in them. A namespace is known
 * by a text of its maker's; a socket by the id that the calls here give. Calls throw a `SystemError` as the system
 * calls of the same names would.
 */
export class Network {
  readonly world: World;
  readonly reconciler: Reconciler;
  /** Addresses of Docker networks. */
  readonly ipam: Ipam;
  readonly names: Names;

  /**
   * @param wake told when something can be read or accepted at a socket, when it is connected or isn't going to be,
   * or has room again
   */
  constructor(simulation: Simulation, wake: (socket: string) => void, lan = DEFAULT_LAN) {
    const subnet = parseSubnet(lan.subnet);
    if (subnet === undefined) throw new Error(`not a subnet: ${lan.subnet}`);
    const world = new World(simulation, { subnet, gateway: lan.gateway }, wake);
    this.world = world;
    this.ipam = new Ipam(world);
    this.names = new Names(world);
    this.reconciler = { name: 'network', reconcile: (key) => reconcileConnection(world, key) };
  }

  /** After its records were loaded: what was under way goes on. */
  resume(): void {
    for (const { id, state } of this.world.sockets.all()) {
      if (state === 'connecting') this.world.simulation.enqueue(`network|${id}`);
    }
  }

  // Hosts and namespaces

  /** A host on the LAN, with its own namespace. */
  addHost(spec: HostSpec): void {
    addHost(this.world, spec);
  }

  /** With all namespaces, bridges and sockets. */
  removeHost(name: string): void {
    removeHost(this.world, name);
    this.ipam.forgetHost(name);
  }

  /** An empty namespace: there is only loopback. */
  makeNamespace(host: string, id: string, how: NewNamespace = {}): void {
    makeNamespace(this.world, host, id, how);
  }

  /** Its interfaces and sockets go with it. */
  removeNamespace(id: string): void {
    removeNamespace(this.world, id);
  }

  hasNamespace(id: string): boolean {
    return this.world.namespaces.has(id);
  }

  view(namespace: string): NamespaceView {
    return viewOf(this.world, namespace);
  }

  configure(namespace: string, change: NetworkChange): void {
    configure(this.world, namespace, change);
  }

  moveInterface(from: string, name: string, to: string): void {
    moveInterface(this.world, from, name, to);
  }

  /** net.ipv4.ip_forward */
  setForwarding(namespace: string, forwarding: boolean): void {
    const record = this.world.namespaces.get(namespace);
    record.forwarding = forwarding;
    this.world.namespaces.set(record);
  }

  isForwarding(namespace: string): boolean {
    return this.world.namespaces.get(namespace).forwarding;
  }

  /** net.ipv4.ip_unprivileged_port_start */
  setUnprivilegedPortStart(namespace: string, port: number): void {
    const record = this.world.namespaces.get(namespace);
    record.unprivilegedPortStart = port;
    this.world.namespaces.set(record);
  }

  unprivilegedPortStart(namespace: string): number {
    return this.world.namespaces.get(namespace).unprivilegedPortStart;
  }

  /** Has packets' destinations translated, as kube-proxy does. To be said each time the sandbox is made. */
  addTranslator(translator: Translator): void {
    this.world.translators.push(translator);
  }

  // Bridges and published ports

  /** @throws SystemError EEXIST */
  addBridge(host: string, spec: BridgeSpec): void {
    addBridge(this.world, host, spec);
  }

  removeBridge(host: string, name: string): void {
    removeBridge(this.world, host, name);
  }

  /** A cable from a namespace to a bridge of its host. */
  attach(namespace: string, bridge: string, spec: AttachmentSpec): Attached {
    return attach(this.world, namespace, bridge, spec);
  }

  /** A macvlan interface on one of the host's. */
  attachMacvlan(namespace: string, parent: string, spec: AttachmentSpec): Attached {
    return attachMacvlan(this.world, namespace, parent, spec);
  }

  detach(namespace: string, interfaceName: string): void {
    detach(this.world, namespace, interfaceName);
  }

  /** Changes what the DNS of its Docker network knows an interface by. */
  setNames(namespace: string, interfaceName: string, names: readonly string[]): void {
    setNames(this.world, namespace, interfaceName, names);
  }

  /** @returns the host's port @throws PortError */
  publish(host: string, request: PublishRequest): number {
    return publish(this.world, host, request);
  }

  unpublish(host: string, port: { hostIp: string; hostPort: number; protocol: Protocol }): void {
    unpublish(this.world, host, port);
  }

  publications(host: string): Publication[] {
    return [...this.world.publications.values()].filter((publication) => publication.host === host);
  }

  // Sockets

  listen(
    namespace: string,
    address: SocketAddress,
    options: BindRights & { readonly backlog?: number } = { privileged: true },
  ): string {
    return listen(this.world, namespace, address, options);
  }

  bindDatagram(namespace: string, address: SocketAddress, rights: BindRights = { privileged: true }): string {
    return bindDatagram(this.world, namespace, address, rights);
  }

  accept(socket: string): { readonly socket: string; readonly peer: SocketAddress } | Again {
    return accept(this.world, socket);
  }

  connect(namespace: string, address: SocketAddress): string {
    return connect(this.world, namespace, address);
  }

  /**
   * A connection of somebody outside the sandbox: to an address of a namespace's own loopback (a forwarded port),
   * or to whatever the LAN's router reaches.
   */
  connectFromOutside(namespace: string, address: SocketAddress): string {
    const inside = isLoopback(address.address) || address.address === ANY;
    return connect(this.world, inside ? namespace : OUTSIDE, address);
  }

  connected(socket: string): true | Again {
    return connected(this.world, socket);
  }

  /** False while a connection is being made. */
  isSettled(socket: string): boolean {
    return this.world.sockets.get(socket)?.state !== 'connecting';
  }

  read(socket: string, max = READ_BYTES): Uint8Array | Again {
    return read(this.world, socket, max);
  }

  /** Takes all. @returns false where nobody reads any more: SIGPIPE is due */
  write(socket: string, bytes: Uint8Array): boolean {
    return write(this.world, socket, bytes);
  }

  /** True where a call would have an answer: data, the end, an error, a connection. */
  readable(id: string): boolean {
    const socket = this.world.sockets.get(id);
    switch (socket?.state) {
      case 'connecting':
        return false;
      case 'listening':
        return socket.queue.length > 0;
      case 'datagram':
        return socket.inbox.length > 0;
      case 'open':
        return socket.inbox !== '' || socket.ended || socket.reset;
      default:
        return true;
    }
  }

  /** True while a writer has to wait. */
  full(id: string): boolean {
    const socket = this.world.sockets.get(id);
    return socket?.state === 'open' && isFull(this.world, socket);
  }

  /** Bytes that fit before the writer has to wait. */
  room(id: string): number {
    const socket = this.world.sockets.get(id);
    return socket?.state === 'open' ? room(this.world, socket) : 0;
  }

  shutdown(socket: string): void {
    shutdown(this.world, socket);
  }

  close(id: string): void {
    const { sockets } = this.world;
    const socket = sockets.get(id);
    if (socket === undefined) return;
    if (socket.state === 'closing' || socket.state === 'time-wait') return;
    if (socket.state === 'open') closeOpen(this.world, socket);
    else sockets.delete(id);
    if (socket.state === 'listening') for (const waiting of socket.queue) this.#abort(waiting);
  }

  sendDatagram(socket: string, to: SocketAddress, data: Uint8Array): void {
    sendDatagram(this.world, socket, to, data);
  }

  receiveDatagram(socket: string): { readonly data: Uint8Array; readonly from: SocketAddress } | Again {
    return receiveDatagram(this.world, socket);
  }

  localAddress(id: string): SocketAddress {
    const socket = this.world.sockets.get(id);
    if (socket === undefined) throw new SystemError('EBADF');
    return socket.local;
  }

  peerAddress(id: string): SocketAddress {
    const socket = this.world.sockets.get(id);
    if (socket?.state !== 'open') throw new SystemError('ENOTCONN');
    return socket.peer;
  }

  /** One ICMP echo. */
  ping(namespace: string, address: string): PingResult {
    return ping(this.world, namespace, address);
  }

  /** A connection that nobody accepted before its listener was gone. */
  #abort(id: string): void {
    const { sockets } = this.world;
    const socket = sockets.get(id);
    if (socket?.state !== 'open') return;
    sockets.delete(id);
    const other = socket.other === undefined ? undefined : sockets.get(socket.other);
    if (other !== undefined) reset(this.world, other);
  }
}
