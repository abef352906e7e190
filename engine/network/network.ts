import type { NetworkChange } from '../linux/network-view.ts';
import type { Reconciler, Simulation } from '../simulation/simulation.ts';
import { parseSubnet } from './addresses.ts';
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
import { type PublishRequest, publish, unpublish } from './publish.ts';
import type { Protocol, Publication } from './records.ts';
import { SocketCalls } from './socket-calls.ts';
import { reconcileConnection } from './tcp.ts';
import { type NamespaceView, viewOf } from './view.ts';
import { type Translator, World } from './world.ts';

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
export class Network extends SocketCalls {
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
    super(world);
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

  /** One ICMP echo. */
  ping(namespace: string, address: string): PingResult {
    return ping(this.world, namespace, address);
  }
}
