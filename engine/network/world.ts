import type { SocketAddress } from '../linux/system.ts';
import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { type Subnet, subnetText } from './addresses.ts';
import { Arp } from './arp.ts';
import { NamespaceTable } from './namespace-table.ts';
import type { BridgeRules, Counters, Host, Protocol, Publication, Resolver } from './records.ts';
import { SocketTable } from './socket-table.ts';

/** The network that the hosts of a sandbox share. */
export interface Lan {
  readonly subnet: Subnet;
  /** The router: the way out, and the LAN's name server. */
  readonly gateway: string;
}

/** The wire of the LAN. */
export const LAN_SEGMENT = 'lan';

/** How the wires of veth pairs are called that no bridge is at the end of. */
export const PAIR_SEGMENT = 'pair ';

/** Where the sockets are of whoever is not in the sandbox: public services, browsers. */
export const OUTSIDE = 'outside';

/** What a host's kernel makes of a packet's destination; undefined: it stays. Needs no state of its own here. */
export type Translator = (packet: {
  readonly host: string;
  readonly destination: string;
  readonly port: number;
  readonly protocol: Protocol;
}) => SocketAddress | 'refused' | undefined;

export type Direction = 'received' | 'sent';

/** What the parts of the network share. All of it is in records. */
export class World {
  readonly simulation: Simulation;
  readonly lan: Lan;
  readonly namespaces: NamespaceTable;
  readonly sockets: SocketTable;
  readonly hosts: Records<Host>;
  /** By host and name. */
  readonly bridges: Records<BridgeRules>;
  readonly publications: Records<Publication>;
  readonly arp: Arp;
  readonly translators: Translator[] = [];
  readonly #counters: Records<Counters>;
  readonly wake: (socket: string) => void;

  constructor(simulation: Simulation, lan: Lan, wake: (socket: string) => void) {
    this.simulation = simulation;
    this.lan = lan;
    this.wake = wake;
    this.namespaces = new NamespaceTable(simulation);
    this.sockets = new SocketTable(simulation);
    this.arp = new Arp(simulation);
    this.hosts = simulation.records.of('network_hosts');
    this.bridges = simulation.records.of('network_bridges');
    this.publications = simulation.records.of('network_publications');
    this.#counters = simulation.records.of('network_counters');
  }

  host(name: string): Host {
    const host = this.hosts.get(name);
    if (host === undefined) throw new Error(`no host ${name} in the network`);
    return host;
  }

  bridge(host: string, name: string): BridgeRules | undefined {
    return this.bridges.get(`${host}/${name}`);
  }

  /** Interface indexes are given out in turn on each host. */
  takeIndex(host: string): number {
    const record = this.host(host);
    const index = record.nextIndex++;
    this.hosts.set(host, record);
    return index;
  }

  count(namespace: string, name: string, direction: Direction, bytes: number, packets: number): void {
    const key = `${namespace} ${name}`;
    const counters = this.#counters.get(key) ?? noTraffic();
    counters[direction].bytes += bytes;
    counters[direction].packets += packets;
    this.#counters.set(key, counters);
  }

  counters(namespace: string, name: string): Counters {
    return this.#counters.get(`${namespace} ${name}`) ?? noTraffic();
  }

  forgetCounters(namespace: string, name: string): void {
    this.#counters.delete(`${namespace} ${name}`);
  }

  hostResolver(): Resolver {
    return { servers: [this.lan.gateway], search: [], options: [] };
  }

  get lanText(): string {
    return subnetText(this.lan.subnet);
  }
}

function noTraffic(): Counters {
  return { received: { bytes: 0, packets: 0 }, sent: { bytes: 0, packets: 0 } };
}
