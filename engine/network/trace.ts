import { ANY, contains, isLoopback, LOCALHOST, parseSubnet } from './addresses.ts';
import type { Attachment } from './namespace-table.ts';
import type { BridgeRules, Interface, Namespace, Protocol, Publication } from './records.ts';
import { type Hop, interfaceOf, lookUp } from './routes.ts';
import { LAN_SEGMENT, OUTSIDE, PAIR_SEGMENT, type World } from './world.ts';

export interface Packet {
  readonly namespace: string;
  /** Where the sender is bound to an address; else the route says it. */
  readonly source?: string;
  readonly destination: string;
  readonly port: number;
  readonly protocol: Protocol | 'icmp';
}

/** How far a packet went, which says how long it took. */
export type Distance = 'local' | 'lan' | 'outside';

/** Where a packet comes out, with the addresses it then has: those on the way may have translated them. */
export interface Arrival {
  readonly namespace: string;
  readonly interface: string;
  readonly destination: string;
  readonly port: number;
  readonly source: string;
  /** The sender's own address and interface. */
  readonly sourceAtHome: string;
  readonly interfaceAtHome: string;
  readonly distance: Distance;
  /** Routers on the way. */
  readonly routers: number;
}

export type Failure = 'network unreachable' | 'host unreachable' | 'refused' | 'dropped';

/** A packet's time to live, small: routes of a sandbox may form a loop. */
const HOPS_MAX = 16;

/** How far away everything outside is. */
const ROUTERS_OUTSIDE = 10;

interface State {
  readonly packet: Packet;
  namespace: Namespace;
  destination: string;
  port: number;
  source: string | undefined;
  /** The interface it came in by; undefined: it is made here. */
  arrivedBy?: Interface;
  published: boolean;
  translated: boolean;
  distance: Distance;
  routers: number;
  home?: { readonly address: string; readonly interface: string };
}

/** Follows a packet from namespace to namespace as routes, bridges and iptables would have it. */
export function trace(world: World, packet: Packet): Arrival | Failure {
  const state: State = {
    packet,
    namespace: world.namespaces.get(packet.namespace),
    destination: packet.destination === ANY ? LOCALHOST : packet.destination,
    port: packet.port,
    source: packet.source === ANY ? undefined : packet.source,
    published: false,
    translated: false,
    distance: 'local',
    routers: 0,
  };
  for (let hop = 0; hop < HOPS_MAX; hop++) {
    const result = passNamespace(world, state);
    if (result !== undefined) return result;
  }
  return 'dropped';
}

/** What happens to it in one namespace. Undefined: it went on to the next. */
function passNamespace(world: World, state: State): Arrival | Failure | undefined {
  const { arrivedBy } = state;
  if (state.namespace.id === OUTSIDE && arrivedBy !== undefined) return outside(world, state);
  if (translate(world, state) === 'refused') return 'refused';
  if (isOwn(state.namespace, state.destination)) {
    const publication = publicationFor(world, state);
    if (publication === undefined) return arrive(state);
    state.home ??= { address: state.source ?? state.destination, interface: 'lo' };
    state.source ??= state.destination;
    state.destination = publication.to.address;
    state.port = publication.to.port;
    state.published = true;
  }
  if (arrivedBy !== undefined && !state.namespace.forwarding) return 'dropped';
  const hop = lookUp(state.namespace, state.destination);
  if (hop === undefined) return 'network unreachable';
  state.source ??= hop.source;
  state.home ??= { address: state.source, interface: hop.interface.name };
  if (arrivedBy !== undefined) {
    if (!mayForward(world, state, arrivedBy, hop.interface)) return 'dropped';
    if (arrivedBy !== hop.interface) {
      state.routers++;
      masquerade(world, state, arrivedBy, hop);
    }
  }
  return cross(world, state, hop);
}

/** What kube-proxy does to packets for a Service, on every host. */
function translate(world: World, state: State): 'refused' | undefined {
  const { namespace, destination, port, packet } = state;
  if (!namespace.root || state.translated || packet.protocol === 'icmp') return undefined;
  for (const translator of world.translators) {
    const to = translator({ host: namespace.host, destination, port, protocol: packet.protocol });
    if (to === 'refused') return 'refused';
    if (to === undefined) continue;
    state.translated = true;
    state.destination = to.address;
    state.port = to.port;
    return undefined;
  }
  return undefined;
}

function masquerade(world: World, state: State, from: Interface, hop: Hop): void {
  const rules = rulesOf(world, state.namespace, from);
  if (rules?.masquerade !== true) return;
  const keeps = rules.unmasqueraded.some((text) => {
    const subnet = parseSubnet(text);
    return subnet !== undefined && contains(subnet, state.destination);
  });
  if (!keeps) state.source = hop.source;
}

/** Over the wire to the next namespace. */
function cross(world: World, state: State, hop: Hop): Arrival | Failure | undefined {
  const next = hop.via ?? state.destination;
  const out = hop.interface;
  const neighbours = world.namespaces
    .holders(next)
    .filter((candidate) => candidate.interface.segment === out.segment && out.segment !== undefined);
  const neighbour = neighbours.find((candidate) => canHear(state.namespace, out, candidate));
  world.arp.learn(state.namespace.id, out.name, next, neighbour?.interface.mac);
  if (neighbour === undefined) return 'host unreachable';
  if (!isBridged(world, out)) return 'host unreachable';
  if (separated(world, state, out, neighbour)) return 'dropped';
  if (out.segment === LAN_SEGMENT) state.distance = 'lan';
  world.arp.learn(neighbour.namespace.id, neighbour.interface.name, hop.source, out.mac);
  state.namespace = neighbour.namespace;
  state.arrivedBy = neighbour.interface;
  return undefined;
}

/** At the router: all that is beyond it is one namespace, whatever the address. */
function outside(world: World, state: State): Arrival {
  if (state.destination !== world.lan.gateway) {
    state.distance = 'outside';
    state.routers += ROUTERS_OUTSIDE;
  }
  return arrival(state, state.source ?? ANY);
}

function arrive(state: State): Arrival | Failure {
  const { namespace, destination, packet } = state;
  const source = state.source ?? destination;
  // The answer has to find the way back.
  const returns = isOwn(namespace, source) || lookUp(namespace, source) !== undefined;
  if (!returns) return 'dropped';
  // Whoever comes from outside has waited for the real network already.
  if (packet.namespace === OUTSIDE) state.distance = 'local';
  return arrival(state, source);
}

function arrival(
  { namespace, destination, port, arrivedBy, home, distance, routers }: State,
  source: string,
): Arrival {
  return {
    namespace: namespace.id,
    interface: arrivedBy?.name ?? 'lo',
    destination,
    port,
    source,
    sourceAtHome: home?.address ?? source,
    interfaceAtHome: home?.interface ?? 'lo',
    distance,
    routers,
  };
}

export function isOwn({ interfaces }: Namespace, address: string): boolean {
  if (isLoopback(address)) return interfaces.some(({ kind, up }) => kind === 'loopback' && up);
  return interfaces.some(({ up, addresses }) => up && addresses.some((own) => own.address === address));
}

/**
 * The port of a host that iptables redirects into a container. Loopback isn't redirected, nor what comes from a
 * bridge: there docker-proxy listens.
 */
function publicationFor(world: World, state: State): Publication | undefined {
  const { namespace, destination, port, arrivedBy, packet } = state;
  if (!namespace.root || isLoopback(destination) || packet.protocol === 'icmp' || state.published)
    return undefined;
  if (arrivedBy !== undefined && rulesOf(world, namespace, arrivedBy) !== undefined) return undefined;
  const { host } = namespace;
  for (const ip of [destination, ANY]) {
    const found = world.publications.get(publicationKey(host, packet.protocol, ip, port));
    if (found !== undefined) return found;
  }
  return undefined;
}

export function publicationKey(host: string, protocol: Protocol, ip: string, port: number): string {
  return `${host}/${protocol}/${ip}/${port}`;
}

/** The FORWARD chain: bridges are closed to each other, and to the world but for published ports. */
function mayForward(world: World, state: State, from: Interface, to: Interface): boolean {
  if (from === to) return true;
  const source = rulesOf(world, state.namespace, from);
  const target = rulesOf(world, state.namespace, to);
  if (source?.internal === true || target?.internal === true) return false;
  if (target === undefined || !target.isolated) return true;
  return source === undefined && state.published;
}

function rulesOf(world: World, namespace: Namespace, { kind, name }: Interface): BridgeRules | undefined {
  return kind === 'bridge' && namespace.root ? world.bridge(namespace.host, name) : undefined;
}

/** False where the cable ends at a bridge that is down, or gone. */
function isBridged(world: World, { kind, segment = '' }: Interface): boolean {
  if (kind !== 'veth' || segment.startsWith(PAIR_SEGMENT)) return true;
  const rules = world.bridges.get(segment);
  if (rules === undefined) return isUp(world, segment);
  const root = world.namespaces.get(world.host(rules.host).namespace);
  return interfaceOf(root, rules.name)?.up === true;
}

/** A bridge that somebody has made by hand: its wire has the name of its namespace, and its own. */
function isUp(world: World, segment: string): boolean {
  const slash = segment.lastIndexOf('/');
  const namespace = world.namespaces.find(segment.slice(0, slash));
  return namespace !== undefined && interfaceOf(namespace, segment.slice(slash + 1))?.up === true;
}

/** True where a bridge keeps its ports apart (com.docker.network.bridge.enable_icc=false). */
function separated(world: World, state: State, out: Interface, { interface: to }: Attachment): boolean {
  if (out.kind !== 'veth' || to.kind !== 'veth' || out.segment === undefined) return false;
  return world.bridges.get(out.segment)?.icc === false && !state.published;
}

/** A macvlan interface and the one it sits on don't hear each other. */
function canHear(
  namespace: Namespace,
  out: Interface,
  { namespace: there, interface: to }: Attachment,
): boolean {
  if (namespace.host !== there.host || out.kind === to.kind) return true;
  return out.kind !== 'macvlan' && to.kind !== 'macvlan';
}
