import { NOT_PASSED_ON } from '../http/forwarding.ts';
import { type Forward, type Headers, normalPath, pathOf } from '../http/message.ts';
import { single, targets } from './balancing.ts';
import type { Location } from './model.ts';
import { type Course, scene } from './replies.ts';
import { expand, type Scene } from './variables.ts';

/** Known only when the answer comes. */
const LATER = /\$(?:upstream_(?:addr|status|response_time)|\{upstream_(?:addr|status|response_time)\})/;

/** Where `proxy_pass` sends a request; undefined: it makes no address. */
export function proxy(course: Course, location: Location): Forward | undefined {
  const { worker } = course;
  const at = scene(course, location.settings);
  const text = expand(location.proxy ?? '', at);
  const [, socket, inSocket = ''] = /^https?:\/\/(unix:[^:]+):?(.*)$/.exec(text) ?? [];
  const [, authority = '', after = ''] = /^https?:\/\/([^/?]+)(.*)$/.exec(text) ?? [];
  const [name = '', port = '80'] = authority.split(':');
  const [host, path] = socket === undefined ? [name, after] : [socket, inSocket];
  if (host === '') return undefined;
  const { upstreams } = worker.configuration;
  const pool =
    (Object.hasOwn(upstreams, host) ? upstreams[host] : undefined) ?? single(host, Number(port) || 80);
  const key = pool.key === null ? undefined : expand(pool.key, at);
  const [first = { host, port: Number(port) || 80 }, ...others] = targets(
    worker,
    pool,
    pool.key === '$binary_remote_addr' ? key?.replace(/\.\d+$/, '') : key,
  );
  return {
    forward: {
      ...first,
      others,
      method: at.request.method,
      target: targetOf(course, location, path),
      headers: headersOf({ ...at, proxyHost: socket === undefined ? authority : 'localhost' }, location),
      also: location.settings.addHeaders.map((each) => ({
        ...each,
        value: LATER.test(each.value) ? each.value : expand(each.value, at),
      })),
    },
  };
}

/**
 * With a path in `proxy_pass` it takes the place of the location's; without one the request's goes on as it is, or as
 * it was rewritten.
 */
function targetOf(course: Course, { path: prefix, kind, proxy: pass }: Location, path: string): string {
  const { request, uri, query, rewritten } = course;
  const now = (start: string, rest: string) =>
    `${start}${encodeURI(rest).replaceAll('?', '%3F').replaceAll('#', '%23')}${query === '' ? '' : `?${query}`}`;
  if (path === '' || rewritten === true) {
    const isAsItCame = uri === normalPath(pathOf(request.target)) && rewritten !== true;
    return isAsItCame ? request.target : now('', uri);
  }
  if (pass?.includes('$') || kind.startsWith('regex') || kind === 'named') return path;
  return now(path, uri.startsWith(prefix) ? uri.slice(prefix.length) : uri);
}

const notPassedOn: ReadonlySet<string> = new Set([...NOT_PASSED_ON, 'host']);

function headersOf(at: Scene, { settings }: Location): Headers {
  const set = settings.proxyHeaders.map(([name, value]) => [name, expand(value, at)] as const);
  const names = new Set(set.map(([name]) => name.toLowerCase()));
  const own = at.request.headers.filter(
    ([name]) => !notPassedOn.has(name.toLowerCase()) && !names.has(name.toLowerCase()),
  );
  const host = names.has('host') ? [] : [['Host', at.proxyHost ?? ''] as const];
  return [
    ...host,
    ...set.filter(([name, value]) => value !== '' && !/^(?:connection|upgrade)$/i.test(name)),
    ...own,
  ];
}
