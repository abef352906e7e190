import type { Network } from '../../network/network.ts';
import type { Resolver } from '../../network/records.ts';
import type { Container } from '../containers/container.ts';

/** Docker's own name server, in every container on a user-defined network. */
const EMBEDDED_SERVER = '127.0.0.11';

const LOCAL_NAMES = [
  '127.0.0.1\tlocalhost',
  '::1\tlocalhost ip6-localhost ip6-loopback',
  'fe00::0\tip6-localnet',
  'ff00::0\tip6-mcastprefix',
  'ff02::1\tip6-allnodes',
  'ff02::2\tip6-allrouters',
];

/** /etc/hosts of a container. */
export function hostsFile(
  container: Container,
  facts: {
    readonly links: readonly { readonly address: string; readonly names: readonly string[] }[];
    /** What `host-gateway` stands for in --add-host. */
    readonly gateway: string;
  },
): string {
  const { config, hostConfig, networks } = container;
  const extra = (hostConfig.ExtraHosts ?? []).map((entry) => {
    const colon = entry.indexOf(':');
    const address = entry.slice(colon + 1);
    return `${address === 'host-gateway' ? facts.gateway : address}\t${entry.slice(0, colon)}`;
  });
  const own = Object.values(networks)
    .filter(({ IPAddress }) => IPAddress !== '')
    .map(({ IPAddress }) => `${IPAddress}\t${ownNames(config)}`);
  const links = facts.links.map(({ address, names }) => `${address}\t${names.join(' ')}`);
  return `${[...LOCAL_NAMES, ...extra, ...links, ...own].join('\n')}\n`;
}

/** What a container calls itself: its whole name, then the short one. */
export function ownNames({ Hostname, Domainname }: Container['config']): string {
  return Domainname === '' ? Hostname : `${Hostname}.${Domainname} ${Hostname}`;
}

/** /etc/hosts without what it says of an address. */
export function withoutAddress(text: string, address: string): string {
  const lines = text.split('\n').filter((line) => line.split(/\s/, 1)[0] !== address);
  return lines.join('\n');
}

/** How a container looks names up: the host's servers, those it was given, or Docker's own before them. */
export function resolverOf(
  network: Network,
  host: string,
  { hostConfig }: Container,
  embedded: boolean,
): Resolver {
  const { Dns, DnsSearch, DnsOptions } = hostConfig;
  const own = network.names.resolver(network.world.host(host).namespace);
  const servers = Dns.length > 0 ? Dns : own.servers;
  const search = (DnsSearch.length > 0 ? DnsSearch : own.search).filter((domain) => domain !== '.');
  if (!embedded) return { servers, search, options: DnsOptions };
  const options = DnsOptions.some((option) => option.startsWith('ndots:'))
    ? DnsOptions
    : [...DnsOptions, 'ndots:0'];
  return { servers: [EMBEDDED_SERVER], search, options, embedded: { upstream: servers } };
}

/** /etc/resolv.conf */
export function resolvFile({ servers, search, options }: Resolver): string {
  const lines = servers.map((server) => `nameserver ${server}`);
  if (search.length > 0) lines.push(`search ${search.join(' ')}`);
  if (options.length > 0) lines.push(`options ${options.join(' ')}`);
  return `${lines.join('\n')}\n`;
}
