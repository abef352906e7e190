import { NOT_PASSED_ON } from '../http/forwarding.ts';
import type { Forward, Headers } from '../http/message.ts';
import type { Location, Upstream } from './model.ts';
import type { Worker } from './replies.ts';
import { expand, type Scene } from './variables.ts';

/** Where `proxy_pass` sends a request; undefined: it makes no address. */
export function proxy(worker: Worker, scene: Scene, location: Location): Forward | undefined {
  const text = expand(location.proxy ?? '', scene);
  const [, socket, inSocket = ''] = /^https?:\/\/(unix:[^:]+):?(.*)$/.exec(text) ?? [];
  const [, authority = '', after = ''] = /^https?:\/\/([^/?]+)(.*)$/.exec(text) ?? [];
  const [name = '', port = '80'] = authority.split(':');
  const [host, path] = socket === undefined ? [name, after] : [socket, inSocket];
  if (host === '') return undefined;
  const { upstreams } = worker.configuration;
  const servers = Object.hasOwn(upstreams, host) ? inTurn(upstreams[host] ?? [], worker.next()) : [];
  const [first = { host, port: Number(port) || 80 }, ...others] = servers;
  return {
    forward: {
      ...first,
      others,
      method: scene.request.method,
      target: targetOf(scene, location, path),
      headers: headersOf({ ...scene, proxyHost: socket === undefined ? authority : 'localhost' }, location),
    },
  };
}

/** The servers of an upstream, beginning with the one whose turn it is; each as often as its weight says. */
function inTurn(servers: readonly Upstream[], count: number): { host: string; port: number }[] {
  const usual = servers.filter(({ backup }) => !backup);
  const spread = usual.flatMap((server) => Array.from({ length: server.weight }, () => server));
  const start = spread.length === 0 ? 0 : (count - 1) % spread.length;
  const ordered = [
    ...spread.slice(start),
    ...spread.slice(0, start),
    ...servers.filter(({ backup }) => backup),
  ];
  return [...new Set(ordered)].map(({ host, port }) => ({ host, port }));
}

/** With a path in `proxy_pass` it takes the place of the location's; without one the request's goes on as it is. */
function targetOf(
  { request, uri, query }: Scene,
  { path: prefix, kind, proxy: pass }: Location,
  path: string,
): string {
  if (path === '' || kind.startsWith('regex') || kind === 'named') {
    return path === '' ? request.target : path;
  }
  if (pass?.includes('$')) return path;
  const rest = uri.startsWith(prefix) ? uri.slice(prefix.length) : uri;
  return `${path}${encodeURI(rest)}${query === '' ? '' : `?${query}`}`;
}

const notPassedOn: ReadonlySet<string> = new Set([...NOT_PASSED_ON, 'host']);

function headersOf(scene: Scene, { settings }: Location): Headers {
  const set = settings.proxyHeaders.map(([name, value]) => [name, expand(value, scene)] as const);
  const names = new Set(set.map(([name]) => name.toLowerCase()));
  const own = scene.request.headers.filter(
    ([name]) => !notPassedOn.has(name.toLowerCase()) && !names.has(name.toLowerCase()),
  );
  const host = names.has('host') ? [] : [['Host', scene.proxyHost ?? ''] as const];
  return [
    ...host,
    ...set.filter(([name, value]) => value !== '' && !/^(?:connection|upgrade)$/i.test(name)),
    ...own,
  ];
}
