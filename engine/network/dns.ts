import { isLoopback } from './addresses.ts';
import {
  type DnsAnswer,
  type NoAnswer,
  type Question,
  type ResourceRecord,
  reversed,
} from './dns-records.ts';
import { askDocker } from './docker-dns.ts';
import { roundTrip } from './latency.ts';
import { isPublicResolver, publicName, publicNameOf } from './public-names.ts';
import type { Resolver } from './records.ts';
import { trace } from './trace.ts';
import { OUTSIDE, type World } from './world.ts';

/** What a name server knows. Undefined: it doesn't know the name. */
type Zone = (question: Question, namespace: string) => readonly ResourceRecord[] | undefined;

/** A name server of the sandbox that is not Docker's: the cluster's. It passes on what it doesn't know. */
export interface NameServer {
  readonly zone: Zone;
  /** Names under these are its own: it says NXDOMAIN, and asks nobody. */
  readonly domains: readonly string[];
}

/** Docker's name server, in namespaces that are on a network of its users'. */
const DOCKER_DNS = '127.0.0.11';

const PUBLIC_TTL_S = 300;
const LAN_TTL_S = 60;
const NAME_CHARS_MAX = 253;
const SEARCH_MAX = 32;

/** One question to one server. */
export function ask(
  world: World,
  nameServers: ReadonlyMap<string, NameServer>,
  namespaceId: string,
  server: string,
  question: Question,
): DnsAnswer | NoAnswer {
  const asked = { name: question.name.toLowerCase(), type: question.type };
  const { resolver } = world.namespaces.get(namespaceId);
  if (server === DOCKER_DNS && resolver.embedded !== undefined) {
    const own = asked.name.length > NAME_CHARS_MAX ? undefined : askDocker(world, namespaceId, asked);
    // That there is nothing of the type, it says without a look at its records.
    if (own !== undefined) return answer(server, own, own.length === 0 ? 0 : roundTrip(world, 'local'));
    return passOn(world, nameServers, namespaceId, server, asked, resolver.embedded.upstream);
  }
  const named = nameServers.get(server);
  if (named !== undefined) return askNamed(world, nameServers, namespaceId, server, named, asked);
  const way = trace(world, { namespace: namespaceId, destination: server, port: 53, protocol: 'udp' });
  if (way === 'dropped') return 'timeout';
  if (way === 'refused') return 'connection refused';
  if (typeof way === 'string') return way;
  if (way.namespace !== OUTSIDE) return 'connection refused';
  const onLan = server === world.lan.gateway;
  if (!onLan && !isPublicResolver(server)) return 'timeout';
  const records = (onLan ? askLan(world, asked) : undefined) ?? askPublic(asked);
  return answer(server, records, roundTrip(world, way.distance));
}

/** What getaddrinfo and nslookup do: the servers of resolv.conf in turn, and the search list. */
export function resolve(
  world: World,
  nameServers: ReadonlyMap<string, NameServer>,
  namespaceId: string,
  question: Question,
  resolver: Resolver = world.namespaces.get(namespaceId).resolver,
): DnsAnswer | NoAnswer {
  let last: DnsAnswer | NoAnswer = 'timeout';
  for (const name of candidates(question.name, resolver)) {
    last = 'timeout';
    for (const server of resolver.servers) {
      last = ask(world, nameServers, namespaceId, server, { name, type: question.type });
      if (typeof last !== 'string' && last.status !== 'SERVFAIL' && last.status !== 'REFUSED') break;
    }
    if (typeof last === 'string' || last.status === 'NOERROR') return last;
  }
  return last;
}

/** Names with fewer dots than ndots are tried with the search list first. */
function candidates(name: string, { search, options }: Resolver): string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const ndots = options.find((option) => option.startsWith('ndots:'))?.slice('ndots:'.length) ?? '1';
  const searched = search.slice(0, SEARCH_MAX).map((domain) => `${name}.${domain}`);
  const dots = name.split('.').length - 1;
  return dots >= Number(ndots) ? [name, ...searched] : [...searched, name];
}

/** A server that doesn't know asks others. */
function passOn(
  world: World,
  nameServers: ReadonlyMap<string, NameServer>,
  namespaceId: string,
  server: string,
  question: Question,
  upstream: readonly string[],
): DnsAnswer {
  for (const next of upstream) {
    // A server on the host's loopback is asked by the daemon, on the host.
    const { host } = world.namespaces.get(namespaceId);
    const from = isLoopback(next) ? world.host(host).namespace : namespaceId;
    const got = ask(world, nameServers, from, next, question);
    if (typeof got !== 'string' && got.status !== 'SERVFAIL') return { ...got, server };
  }
  return {
    status: 'SERVFAIL',
    server,
    authoritative: false,
    records: [],
    latencyMs: roundTrip(world, 'local'),
  };
}

function askNamed(
  world: World,
  nameServers: ReadonlyMap<string, NameServer>,
  namespaceId: string,
  server: string,
  { zone, domains }: NameServer,
  question: Question,
): DnsAnswer {
  const own = domains.some((domain) => question.name === domain || question.name.endsWith(`.${domain}`));
  const records = zone(question, namespaceId);
  if (own || records !== undefined) {
    return { ...answer(server, records, roundTrip(world, 'local')), authoritative: own };
  }
  const { namespace } = world.host(world.namespaces.get(namespaceId).host);
  return passOn(world, nameServers, namespace, server, question, [world.lan.gateway]);
}

/** The router knows the hosts of its network. */
function askLan(world: World, { name, type }: Question): ResourceRecord[] | undefined {
  if (type === 'PTR') {
    const address = reversed(name);
    const host = [...world.hosts.values()].find((candidate) => candidate.address === address);
    return host === undefined ? undefined : [{ name, type, ttl: LAN_TTL_S, value: `${host.name}.` }];
  }
  const host = world.hosts.get(name);
  if (host === undefined) return undefined;
  return type === 'A' ? [{ name, type, ttl: LAN_TTL_S, value: host.address }] : [];
}

function askPublic({ name, type }: Question): ResourceRecord[] | undefined {
  const ttl = PUBLIC_TTL_S;
  if (type === 'PTR') {
    const address = reversed(name);
    const found = address === undefined ? undefined : publicNameOf(address);
    return found === undefined ? undefined : [{ name, type, ttl, value: `${found}.` }];
  }
  const found = publicName(name);
  if (found === undefined) return undefined;
  const { addresses, alias, mail = [] } = found;
  if (type === 'MX') return mail.map((value) => ({ name, type, ttl, value }));
  const records: ResourceRecord[] = [];
  if (alias !== undefined) records.push({ name, type: 'CNAME', ttl, value: `${alias}.` });
  if (type === 'A') {
    for (const value of addresses) records.push({ name: alias ?? name, type, ttl, value });
  }
  return type === 'A' || type === 'AAAA' || type === 'CNAME' ? records : [];
}

function answer(
  server: string,
  records: readonly ResourceRecord[] | undefined,
  latencyMs: number,
): DnsAnswer {
  const status = records === undefined ? 'NXDOMAIN' : 'NOERROR';
  return { status, server, authoritative: false, records: records ?? [], latencyMs };
}
