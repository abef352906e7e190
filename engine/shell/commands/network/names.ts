import type { System } from '../../../linux/system.ts';
import { textOf } from '../system/proc-files.ts';
import { parseAddress } from './addresses.ts';

/** How long a resolver waits for a name server that doesn't answer, with its second try. */
export const RESOLVER_TIMEOUT_MS = 10_000;
const OWN_HOST = '127.0.0.1';
const SEARCH_DOMAINS_MAX = 32;
const NDOTS_MAX = 15;

export type Lookup =
  | {
      readonly addresses: readonly [string, ...string[]];
      readonly canonicalName: string;
      readonly latencyMs: number;
    }
  | { readonly problem: 'no such name' | 'try again'; readonly latencyMs: number };

export interface ResolverSettings {
  readonly servers: readonly string[];
  readonly search: readonly string[];
  readonly ndots: number;
}

/** /etc/resolv.conf. */
export function resolverSettings(system: System): ResolverSettings {
  let search: string[] = [];
  let ndots = 1;
  const servers: string[] = [];
  for (const line of (textOf(system, '/etc/resolv.conf') ?? '').split('\n')) {
    const [keyword, ...words] = line
      .replace(/[#;].*/, '')
      .trim()
      .split(/\s+/);
    if (keyword === 'nameserver' && words[0] !== undefined) servers.push(words[0]);
    if (keyword === 'search' || keyword === 'domain') search = words.slice(0, SEARCH_DOMAINS_MAX);
    if (keyword !== 'options') continue;
    const text = words.findLast((word) => word.startsWith('ndots:'))?.slice(6);
    if (text !== undefined && /^\d+$/.test(text)) ndots = Math.min(Number(text), NDOTS_MAX);
  }
  return { servers: servers.length === 0 ? [OWN_HOST] : servers, search, ndots };
}

/** What a resolver asks for in turn: the name as it is before or after those with search domains. */
export function namesToTry(name: string, { search, ndots }: ResolverSettings): string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const searched = search.filter((domain) => domain !== '.').map((domain) => `${name}.${domain}`);
  const dots = name.split('.').length - 1;
  return dots >= ndots ? [name, ...searched] : [...searched, name];
}

/** getaddrinfo(3) for IPv4: an address, then /etc/hosts, then DNS. The caller waits `latencyMs`. */
export function lookUp(system: System, name: string): Lookup {
  if (parseAddress(name) !== undefined) return { addresses: [name], canonicalName: name, latencyMs: 0 };
  const [first, ...others] = hostsAddresses(system, name);
  if (first !== undefined) return { addresses: [first, ...others], canonicalName: name, latencyMs: 0 };
  if (name === '' || name.length > 253) return { problem: 'no such name', latencyMs: 0 };
  let latencyMs = 0;
  let problem: 'no such name' | 'try again' = 'no such name';
  const settings = resolverSettings(system);
  // Where no name server is known the own host is asked, which refuses at once.
  const patienceMs = settings.servers[0] === OWN_HOST ? 0 : RESOLVER_TIMEOUT_MS;
  for (const each of namesToTry(name, settings)) {
    const answer = system.resolve(each, 'A');
    if (answer === 'timeout') return { problem: 'try again', latencyMs: latencyMs + patienceMs };
    if (answer === 'servfail') problem = 'try again';
    if (typeof answer === 'string') continue;
    latencyMs += answer.latencyMs;
    const [address, ...more] = answer.answer.filter(({ type }) => type === 'A').map(({ value }) => value);
    const canonicalName = answer.answer.findLast(({ type }) => type === 'A')?.name ?? each;
    if (address !== undefined) return { addresses: [address, ...more], canonicalName, latencyMs };
  }
  return { problem, latencyMs };
}

function hostsLines(system: System): string[][] {
  return (textOf(system, '/etc/hosts') ?? '')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/));
}

function hostsAddresses(system: System, name: string): string[] {
  const wanted = name.replace(/\.$/, '').toLowerCase();
  return hostsLines(system)
    .filter(
      ([address = '', ...names]) =>
        parseAddress(address) !== undefined && names.some((each) => each.toLowerCase() === wanted),
    )
    .map(([address = '']) => address);
}

/** The name of an address, from /etc/hosts or DNS. */
export function nameOf(system: System, address: string): string | undefined {
  const line = hostsLines(system).find(([first]) => first === address);
  if (line?.[1] !== undefined) return line[1];
  const answer = system.resolve(address, 'PTR');
  return typeof answer === 'string' ? undefined : answer.answer[0]?.value;
}
