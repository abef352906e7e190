import type { HttpReply } from '../process.ts';
import type { Invocation } from './program.ts';

/** What a connection to a host and port meets. */
export type Reach = 'open' | 'refused' | 'timeout' | 'unknown host';

export interface Target {
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

const loopback = new Set(['localhost', '127.0.0.1', '::1', '[::1]', '0.0.0.0', 'ip6-localhost']);

/** The parts of a URL as wget and curl take it: the scheme may be missing. */
export function parseTarget(url: string): Target | undefined {
  const [, scheme = 'http', host, port, rest = ''] =
    /^(?:([a-z]{1,10}):\/\/)?(?:[^/?#@]{0,200}@)?(\[[0-9A-Fa-f:]{1,45}\]|[^/:?#@]{1,253})(?::(\d{1,5}))?([/?#].*)?$/i.exec(
      url,
    ) ?? [];
  if (host === undefined) return undefined;
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  return {
    host,
    port: port === undefined ? (scheme.toLowerCase() === 'https' ? 443 : 80) : Number(port),
    path,
  };
}

function isLoopback(host: string): boolean {
  return loopback.has(host);
}

function isAddress(host: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(host) || host.includes(':');
}

/** The addresses a name stands for. */
export function resolveHost(invocation: Invocation, host: string): readonly string[] {
  const { spec, effort } = invocation.container;
  if (isLoopback(host)) return ['127.0.0.1'];
  if (isAddress(host)) return [host];
  const known = hostsFileAddress(invocation, host);
  if (known !== undefined) return [known];
  effort.usesNetwork = true;
  return spec.network?.resolve(host, invocation.atMs) ?? [];
}

/** The container's own address, as its /etc/hosts says it. */
export function ownAddress(invocation: Invocation): string {
  return hostsFileAddress(invocation, invocation.container.spec.hostname) ?? '127.0.0.1';
}

/** The container's full name: the first one on its line in /etc/hosts. */
export function fullHostname(invocation: Invocation): string {
  const { hostname } = invocation.container.spec;
  return hostsFileLine(invocation, hostname)?.[1] ?? hostname;
}

function hostsFileAddress(invocation: Invocation, host: string): string | undefined {
  return hostsFileLine(invocation, host)?.[0];
}

/** An address and its names. */
function hostsFileLine({ container, atMs }: Invocation, host: string): readonly string[] | undefined {
  return (container.files.read('/etc/hosts', atMs) ?? '')
    .split('\n')
    .map((line) => (line.split('#')[0] ?? '').split(/[ \t]+/))
    .find((words) => words.indexOf(host) > 0);
}

export function reach(invocation: Invocation, host: string, port: number): Reach {
  if (isSelf(invocation, host)) return localListener(invocation, port) === undefined ? 'refused' : 'open';
  if (resolveHost(invocation, host).length === 0) return 'unknown host';
  invocation.container.effort.usesNetwork = true;
  const known = hostsFileAddress(invocation, host) ?? host;
  return invocation.container.spec.network?.connect(known, port, invocation.atMs) ?? 'timeout';
}

/** The reply to an HTTP GET; undefined: the port is open but speaks something else. */
export function httpGet(invocation: Invocation, { host, port, path }: Target): HttpReply | undefined {
  if (isSelf(invocation, host)) return localListener(invocation, port)?.http?.(path, invocation.atMs);
  const known = hostsFileAddress(invocation, host) ?? host;
  return invocation.container.spec.network?.get(known, port, path, invocation.atMs);
}

function isSelf(invocation: Invocation, host: string): boolean {
  const { hostname } = invocation.container.spec;
  return isLoopback(host) || host === hostname || host === ownAddress(invocation);
}

function localListener(invocation: Invocation, port: number) {
  const { container, atMs } = invocation;
  return container.listeners.find(
    (listener) => listener.port === port && listener.protocol === 'TCP' && listener.fromMs <= atMs,
  );
}
