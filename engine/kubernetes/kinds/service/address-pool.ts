import type { Change, Entry } from '../../apiserver/store.ts';
import type { Cluster } from '../../cluster.ts';
import type { ServiceObject } from '../service.ts';
import { nodePortsOf } from './facts.ts';

/** --service-cluster-ip-range. */
export const CLUSTER_IP_RANGE = '10.96.0.0/12';
const FIRST_IP = toNumber('10.96.0.1');
const LAST_IP = toNumber('10.111.255.254');
/** Addresses at the start that are given out last: they are for those who ask by number (calculateRangeOffset). */
const STATIC_IPS = 256;

/** --service-node-port-range. */
export const NODE_PORT_RANGE = '30000-32767';
const FIRST_PORT = 30_000;
const LAST_PORT = 32_767;
const STATIC_PORTS = 86;

/** NaN for what is no IPv4 address, such as `None`. */
function toNumber(ip: string): number {
  return ip.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}

function toText(ip: number): string {
  return [24, 16, 8, 0].map((bits) => (ip >>> bits) & 255).join('.');
}

/** How often each number is held: TCP and UDP ports of a service may share a node port. */
class Taken {
  readonly #holders = new Map<number, number>();

  add(value: number, holders: 1 | -1): void {
    if (Number.isNaN(value)) return;
    const count = (this.#holders.get(value) ?? 0) + holders;
    if (count === 0) this.#holders.delete(value);
    else this.#holders.set(value, count);
  }

  has(value: number): boolean {
    return this.#holders.has(value);
  }
}

/** The cluster IPs and node ports that services hold. Derived from the store, and never stored itself. */
export class AddressPool {
  readonly #cluster: Cluster;
  readonly #ips = new Taken();
  readonly #ports = new Taken();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    for (const entry of cluster.store.entries('services')) this.#count(entry, 1);
    cluster.store.observe((change) => this.#follow(change));
  }

  hasIp(ip: string): boolean {
    return this.#ips.has(toNumber(ip));
  }

  hasPort(port: number): boolean {
    return this.#ports.has(port);
  }

  /** A free address; undefined where the range is full. */
  nextIp(): string | undefined {
    const ip = this.#next(FIRST_IP, LAST_IP, STATIC_IPS, (candidate) => this.#ips.has(candidate));
    return ip === undefined ? undefined : toText(ip);
  }

  /** A free node port; undefined where the range is full. @param isTaken what is promised already */
  nextPort(isTaken: (port: number) => boolean): number | undefined {
    return this.#next(
      FIRST_PORT,
      LAST_PORT,
      STATIC_PORTS,
      (candidate) => this.#ports.has(candidate) || isTaken(candidate),
    );
  }

  /** A free value above the static ones, or else one of those: the first after a random start. */
  #next(first: number, last: number, statics: number, isTaken: (value: number) => boolean) {
    return (
      this.#firstFree(first + statics, last, isTaken) ?? this.#firstFree(first, first + statics - 1, isTaken)
    );
  }

  #firstFree(first: number, last: number, isTaken: (value: number) => boolean): number | undefined {
    const size = last - first + 1;
    const start = this.#cluster.random.below(size);
    for (let step = 0; step < size; step++) {
      const candidate = first + ((start + step) % size);
      if (!isTaken(candidate)) return candidate;
    }
    return undefined;
  }

  #follow({ resource, event, entry, old }: Change): void {
    if (resource !== 'services') return;
    if (old !== undefined) this.#count(old, -1);
    if (event !== 'DELETED') this.#count(entry, 1);
  }

  #count(entry: Entry, holders: 1 | -1): void {
    if (!isService(entry.object)) return;
    const { spec } = entry.object;
    for (const ip of spec.clusterIPs ?? []) this.#ips.add(toNumber(ip), holders);
    for (const port of nodePortsOf(spec)) this.#ports.add(port, holders);
    if (spec.healthCheckNodePort) this.#ports.add(spec.healthCheckNodePort, holders);
  }
}

function isService(object: Entry['object']): object is ServiceObject {
  return object.kind === 'Service' && 'spec' in object;
}

export function isClusterIp(ip: string): boolean {
  const number = toNumber(ip);
  return number >= FIRST_IP && number <= LAST_IP;
}

export function isNodePort(port: number): boolean {
  return port >= FIRST_PORT && port <= LAST_PORT;
}

const pools = new WeakMap<Cluster, AddressPool>();

/** The pool of a cluster that is loaded. */
export function poolOf(cluster: Cluster): AddressPool {
  let pool = pools.get(cluster);
  if (pool === undefined) {
    pool = new AddressPool(cluster);
    pools.set(cluster, pool);
  }
  return pool;
}
