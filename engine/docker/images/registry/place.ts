import { z } from 'zod';
import { contains, isAddress, isLoopback, LOCALHOST, parseSubnet } from '../../../network/addresses.ts';
import { serverError } from '../../docker-error.ts';
import type { DockerWorld } from '../../world.ts';

/** Where a registry is, seen from a host. */
export interface RegistryPlace {
  /** `http://localhost:5000` */
  readonly origin: string;
  readonly address: string;
  readonly port: number;
  /** Only TLS will do. */
  readonly secure: boolean;
}

const PORTS = { https: 443, http: 80 };
const DAEMON_FILE = '/etc/docker/daemon.json';
/** What every daemon takes for insecure: itself. */
const INSECURE = ['127.0.0.0/8'];

/**
 * Where dockerd looks for a registry.
 * @param domain of a reference, such as `localhost:5000`
 * @throws DockerError where the name leads nowhere
 */
export function placeOf({ machines, ...world }: DockerWorld, host: string, domain: string): RegistryPlace {
  const [, name = domain, digits] = /^(.*):(\d{1,5})$/.exec(domain) ?? [];
  const address = addressOf({ machines, ...world }, host, name);
  const ranges = [...INSECURE, ...configured(world, host)];
  const secure = !ranges.some((range) => range === domain || range === name || isIn(range, address));
  const scheme = secure ? 'https' : 'http';
  const port = digits === undefined ? PORTS[scheme] : Number(digits);
  if (address === undefined) {
    throw serverError(
      `Get "${scheme}://${domain}/v2/": dial tcp: lookup ${name} on 127.0.0.53:53: no such host`,
    );
  }
  return { origin: `${scheme}://${domain}`, address, port, secure };
}

function addressOf({ machines, namespaces }: DockerWorld, host: string, name: string): string | undefined {
  if (name === 'localhost') return LOCALHOST;
  if (isAddress(name)) return name;
  const answer = machines.network.names.resolve(namespaces.ofHost(host), { name, type: 'A' });
  return typeof answer === 'string' ? undefined : answer.records.find(({ type }) => type === 'A')?.value;
}

function isIn(range: string, address: string | undefined): boolean {
  if (address === undefined) return false;
  const subnet = parseSubnet(range);
  return (
    (subnet !== undefined && contains(subnet, address)) || (range === '127.0.0.0/8' && isLoopback(address))
  );
}

const daemonSchema = z.object({ 'insecure-registries': z.array(z.string()).max(100).default([]) });

/** What the administrator of the host has written. */
function configured({ files }: Pick<DockerWorld, 'files'>, host: string): string[] {
  try {
    const parsed = daemonSchema.safeParse(JSON.parse(files.readText(host, DAEMON_FILE) ?? '{}'));
    return parsed.success ? parsed.data['insecure-registries'] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Where containerd's configuration says how a registry is reached: a folder each. */
const HOSTS_FOLDER = '/etc/containerd/certs.d';
const MIRROR = /^[ \t]*\[host\."(https?):\/\/([^"/]+)\/?"\]/m;
const SERVER = /^[ \t]*server[ \t]*=[ \t]*"(https?):\/\/([^"/]+)\/?"/m;

/**
 * Where containerd looks for a registry: where hosts.toml says, or else there itself, with TLS unless it is the machine's own.
 * @throws DockerError where the name leads nowhere
 */
export function containerdPlace(
  world: DockerWorld,
  host: string,
  domain: string,
  target: string,
): RegistryPlace {
  const [, scheme, named] = configuredHost(world, host, domain) ?? [];
  const server = named ?? domain;
  const [, name = server, digits] = /^(.*):(\d{1,5})$/.exec(server) ?? [];
  const address = addressOf(world, host, name);
  const secure = scheme === undefined ? address === undefined || !isLoopback(address) : scheme === 'https';
  const origin = `${secure ? 'https' : 'http'}://${server}`;
  if (address === undefined) {
    throw serverError(
      `failed to do request: Head "${origin}${target}": dial tcp: lookup ${name} on 127.0.0.53:53: no such host`,
    );
  }
  const port = digits === undefined ? PORTS[secure ? 'https' : 'http'] : Number(digits);
  return { origin, address, port, secure };
}

function configuredHost({ files }: DockerWorld, host: string, domain: string): RegExpExecArray | undefined {
  for (const folder of [domain, '_default']) {
    const text = files.readText(host, `${HOSTS_FOLDER}/${folder}/hosts.toml`);
    const found = text === undefined ? null : (MIRROR.exec(text) ?? SERVER.exec(text));
    if (found !== null) return found;
  }
  return undefined;
}
