import type { Records } from '../simulation/records.ts';
import {
  contains,
  overlap,
  parseSubnet,
  type Subnet,
  sizeOf,
  subnetText,
  toAddress,
  toNumber,
} from './addresses.ts';
import { routesOf } from './routes.ts';
import type { World } from './world.ts';

/** libnetwork's words for what its address management refuses. */
const messages = {
  'pool overlaps': 'Pool overlaps with other one on this address space',
  'no pools left': 'all predefined address pools have been fully subnetted',
  'no addresses left': 'no available addresses on this pool',
  'address taken': 'Address already in use',
  'out of range': 'requested address is out of range',
  'invalid pool': 'invalid address pool',
  'invalid range': 'invalid address subpool',
} as const;

export class AddressError extends Error {
  readonly reason: keyof typeof messages;

  constructor(reason: keyof typeof messages) {
    super(messages[reason]);
    this.reason = reason;
  }
}

/** The addresses of one Docker network on one host. */
export interface Pool {
  readonly host: string;
  readonly subnet: string;
  /** Where addresses are chosen from, if not from all of the subnet. */
  readonly range?: string;
  readonly gateway: string;
  readonly taken: number[];
}

export interface PoolRequest {
  /** `10.9.0.0/16`; none: the next of the default pools. */
  readonly subnet?: string;
  readonly range?: string;
  readonly gateway?: string;
  /** Addresses that are somebody else's already. */
  readonly auxiliary?: readonly string[];
}

/** A pool of the size of the smallest subnet that has a gateway and a container. */
const PREFIX_MAX = 30;

/** The address management of Docker, host by host. */
export class Ipam {
  readonly #world: World;
  readonly #pools: Records<Pool>;

  constructor(world: World) {
    this.#world = world;
    this.#pools = world.simulation.records.of('network_pools');
  }

  /** @param id of the Docker network @throws AddressError */
  requestPool(host: string, id: string, request: PoolRequest = {}): Pool {
    const { range } = request;
    const subnet =
      request.subnet === undefined ? this.#nextDefault(host) : this.#wanted(host, request.subnet);
    const inside = range === undefined ? subnet : parseSubnet(range);
    const fits = inside !== undefined && inside.prefix >= subnet.prefix && overlap(subnet, inside);
    if (!fits) throw new AddressError('invalid range');
    const taken = new Set<number>();
    if (subnet.prefix < 31) {
      taken.add(subnet.base);
      taken.add(subnet.base + sizeOf(subnet) - 1);
    }
    for (const address of request.auxiliary ?? []) take(subnet, taken, address);
    const gateway = request.gateway ?? toAddress(firstFree(inside, taken));
    take(subnet, taken, gateway);
    const pool: Pool = {
      host,
      subnet: subnetText(subnet),
      ...(range === undefined ? {} : { range: subnetText(inside) }),
      gateway,
      taken: [...taken],
    };
    this.#pools.set(poolKey(host, id), pool);
    return pool;
  }

  releasePool(host: string, id: string): void {
    this.#pools.delete(poolKey(host, id));
  }

  pool(host: string, id: string): Pool | undefined {
    return this.#pools.get(poolKey(host, id));
  }

  /** The first that is free, or the one that is wanted. @throws AddressError */
  requestAddress(host: string, id: string, wanted?: string): string {
    const pool = this.#need(host, id);
    const subnet = parsed(pool.subnet);
    const taken = new Set(pool.taken);
    const address = wanted ?? toAddress(firstFree(parsed(pool.range ?? pool.subnet), taken));
    take(subnet, taken, address);
    pool.taken.push(toNumber(address));
    this.#pools.set(poolKey(host, id), pool);
    return address;
  }

  releaseAddress(host: string, id: string, address: string): void {
    const pool = this.#pools.get(poolKey(host, id));
    const at = pool?.taken.indexOf(toNumber(address)) ?? -1;
    if (pool === undefined || at < 0) return;
    pool.taken.splice(at, 1);
    this.#pools.set(poolKey(host, id), pool);
  }

  /** When a host is gone. */
  forgetHost(name: string): void {
    for (const [key, { host }] of [...this.#pools.entries()]) if (host === name) this.#pools.delete(key);
  }

  #need(host: string, id: string): Pool {
    const pool = this.#pools.get(poolKey(host, id));
    if (pool === undefined) throw new Error(`no address pool for ${id} on ${host}`);
    return pool;
  }

  #wanted(host: string, text: string): Subnet {
    const subnet = parseSubnet(text);
    if (subnet === undefined || subnet.prefix > PREFIX_MAX || subnet.prefix === 0) {
      throw new AddressError('invalid pool');
    }
    if (this.#subnetsOf(host).some((other) => overlap(other, subnet)))
      throw new AddressError('pool overlaps');
    return subnet;
  }

  /** Not one that the host has a route to. */
  #nextDefault(host: string): Subnet {
    const { namespace } = this.#world.host(host);
    const routed = routesOf(this.#world.namespaces.get(namespace)).flatMap(({ to }) => parseSubnet(to) ?? []);
    const used = [...this.#subnetsOf(host), ...routed];
    const free = defaultPools().find((subnet) => !used.some((other) => overlap(other, subnet)));
    if (free === undefined) throw new AddressError('no pools left');
    return free;
  }

  #subnetsOf(host: string): Subnet[] {
    const own = [...this.#pools.values()].filter((pool) => pool.host === host);
    return own.map(({ subnet }) => parsed(subnet));
  }
}

/** 172.17.0.0/16 to 172.31.0.0/16, then 192.168.0.0/20 to 192.168.240.0/20. */
function defaultPools(): Subnet[] {
  const pools: Subnet[] = [];
  for (let second = 17; second <= 31; second++) {
    pools.push({ base: toNumber(`172.${second}.0.0`), prefix: 16 });
  }
  for (let third = 0; third < 256; third += 16) {
    pools.push({ base: toNumber(`192.168.${third}.0`), prefix: 20 });
  }
  return pools;
}

function firstFree(subnet: Subnet, taken: ReadonlySet<number>): number {
  const end = subnet.base + sizeOf(subnet);
  for (let number = subnet.base; number < end; number++) if (!taken.has(number)) return number;
  throw new AddressError('no addresses left');
}

function take(subnet: Subnet, taken: Set<number>, address: string): void {
  if (!contains(subnet, address)) throw new AddressError('out of range');
  const number = toNumber(address);
  if (taken.has(number)) throw new AddressError('address taken');
  taken.add(number);
}

function parsed(text: string): Subnet {
  const subnet = parseSubnet(text);
  if (subnet === undefined) throw new Error(`not a subnet: ${text}`);
  return subnet;
}

function poolKey(host: string, id: string): string {
  return `${host} ${id}`;
}
