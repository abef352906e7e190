import type { Route } from '../linux/network-view.ts';
import { contains, parseSubnet, type Subnet, subnetOf, subnetText } from './addresses.ts';
import type { Interface, Namespace } from './records.ts';

const DEFAULT = '0.0.0.0/0';

/** The way a packet takes out of a namespace. */
export interface Hop {
  readonly interface: Interface;
  /** The router on that wire; undefined: the destination is on it. */
  readonly via?: string;
  /** The address that the sender has there. */
  readonly source: string;
}

/** The routes of a namespace: those that were set, and those that its interfaces' addresses bring along. */
export function routesOf(namespace: Namespace): Route[] {
  const set = namespace.routes.filter((route) => interfaceOf(namespace, route.interface)?.up === true);
  const routes: Route[] = set.map(({ to, via, interface: name }) => ({
    to: to === DEFAULT ? 'default' : to,
    ...(via === undefined ? {} : { via }),
    interface: name,
    scope: via === undefined ? ('link' as const) : ('global' as const),
  }));
  for (const { name, kind, up, addresses } of namespace.interfaces) {
    if (!up || kind === 'loopback') continue;
    for (const { address, prefix } of addresses) {
      if (prefix === 32) continue;
      const to = subnetText(subnetOf(address, prefix));
      routes.push({ to, interface: name, source: address, scope: 'link' });
    }
  }
  return routes.sort((a, b) => order(a) - order(b));
}

/** The default route comes first, as ip(8) shows it. */
function order({ to }: Route): number {
  return to === 'default' ? 0 : 1;
}

/** Longest prefix first; undefined: the network is unreachable. */
export function lookUp(namespace: Namespace, destination: string): Hop | undefined {
  let best: Hop | undefined;
  let longest = -1;
  for (const each of namespace.interfaces) {
    if (!each.up || each.kind === 'loopback') continue;
    for (const { address, prefix } of each.addresses) {
      if (prefix <= longest || prefix === 32 || !contains(subnetOf(address, prefix), destination)) continue;
      best = { interface: each, source: address };
      longest = prefix;
    }
  }
  for (const { to, via, interface: name } of namespace.routes) {
    const subnet = parseSubnet(to);
    if (subnet === undefined || subnet.prefix <= longest || !contains(subnet, destination)) continue;
    const out = interfaceOf(namespace, name);
    const source = out?.addresses[0]?.address;
    if (out?.up !== true || source === undefined) continue;
    best = { interface: out, source, ...(via === undefined ? {} : { via }) };
    longest = subnet.prefix;
  }
  return best;
}

export function interfaceOf(namespace: Namespace, name: string): Interface | undefined {
  return namespace.interfaces.find((candidate) => candidate.name === name);
}

/** `default`, `10.1.0.0/16`, or one address. Undefined: none of these. */
export function destinationOf(to: string): Subnet | undefined {
  if (to === 'default') return parseSubnet(DEFAULT);
  return parseSubnet(to.includes('/') ? to : `${to}/32`);
}
