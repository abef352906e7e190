import type { System } from '../../linux/system.ts';
import { credentialsOf } from '../http/credentials.ts';
import { type HttpRequest, header } from '../http/message.ts';
import { commonLogTime, iso } from '../timestamps.ts';
import { mapped } from './maps.ts';
import type { Configuration } from './model.ts';

/** What variables are about. */
export interface Scene {
  readonly system: System;
  readonly request: HttpRequest;
  /** The path as it is now, decoded. */
  readonly uri: string;
  readonly query: string;
  readonly serverName: string;
  readonly root: string;
  /** Of `set` and of the groups of patterns. */
  readonly own: Readonly<Record<string, string>>;
  readonly maps: Configuration['maps'];
  /** What maps have given for this request: they are looked at once. */
  readonly mapped: Record<string, string>;
  readonly proxyHost?: string;
  readonly status?: number;
  readonly bytes?: number;
}

/** Of what variables put into one text, lest texts of texts grow without end. */
const EXPANDED_CHARS_MAX = 16_384;

type Variable = (scene: Scene) => string;

export function hostOf(request: HttpRequest, fallback: string): string {
  return (header(request, 'Host') ?? fallback).replace(/:\d+$/, '').toLowerCase();
}

const variables: Readonly<Record<string, Variable>> = {
  args: ({ query }) => query,
  arg: ({ query }) => query,
  binary_remote_addr: ({ request }) => request.peer.address,
  body_bytes_sent: ({ bytes = 0 }) => String(bytes),
  bytes_sent: ({ bytes = 0 }) => String(bytes),
  connection: () => '1',
  connection_requests: () => '1',
  content_length: ({ request }) => header(request, 'Content-Length') ?? '',
  content_type: ({ request }) => header(request, 'Content-Type') ?? '',
  date_gmt: ({ system }) => new Date(system.now).toUTCString(),
  document_root: ({ root }) => root,
  document_uri: ({ uri }) => uri,
  host: ({ request, serverName }) => hostOf(request, serverName),
  hostname: ({ system }) => system.hostName(),
  https: () => '',
  is_args: ({ query }) => (query === '' ? '' : '?'),
  msec: ({ system }) => (system.now / 1000).toFixed(3),
  nginx_version: ({ system }) => system.executable.version ?? '',
  pid: ({ system }) => String(system.pid),
  proxy_add_x_forwarded_for: ({ request }) => {
    const before = header(request, 'X-Forwarded-For');
    return before === undefined ? request.peer.address : `${before}, ${request.peer.address}`;
  },
  proxy_host: ({ proxyHost = '' }) => proxyHost,
  query_string: ({ query }) => query,
  realpath_root: ({ root }) => root,
  remote_addr: ({ request }) => request.peer.address,
  remote_port: ({ request }) => String(request.peer.port),
  remote_user: ({ request }) => credentialsOf(request)?.user ?? '',
  request: ({ request }) => `${request.method} ${request.target} ${request.version}`,
  request_body: ({ request }) => request.body,
  request_filename: ({ root, uri }) => root + uri,
  request_id: ({ system }) =>
    Array.from({ length: 32 }, () => Math.floor(system.random() * 16).toString(16)).join(''),
  request_length: ({ request }) => String(request.body.length + request.target.length + 80),
  request_method: ({ request }) => request.method,
  request_time: () => '0.000',
  request_uri: ({ request }) => request.target,
  scheme: () => 'http',
  server_addr: ({ request }) => request.local.address,
  server_name: ({ serverName }) => serverName,
  server_port: ({ request }) => String(request.local.port),
  server_protocol: ({ request }) => request.version,
  status: ({ status = 200 }) => String(status).padStart(3, '0'),
  time_iso8601: ({ system }) => `${iso(system.now).slice(0, 19)}+00:00`,
  time_local: ({ system }) => commonLogTime(system.now),
  upstream_addr: ({ request }) => request.upstream?.addresses.join(', ') ?? '',
  upstream_response_time: ({ request }) => seconds(request.upstream?.ms),
  upstream_status: ({ request }) => String(request.upstream?.status ?? ''),
  uri: ({ uri }) => uri,
};

/** The value of a variable; undefined: it has none. */
function lookup(name: string, scene: Scene): string | undefined {
  if (Object.hasOwn(scene.own, name)) return scene.own[name];
  if (Object.hasOwn(scene.maps, name)) return mappedValue(name, scene);
  if (Object.hasOwn(variables, name)) return variables[name]?.(scene);
  if (name.startsWith('http_')) return header(scene.request, name.slice(5).replaceAll('_', '-'));
  if (name.startsWith('arg_')) return argument(scene.query, name.slice(4));
  if (name.startsWith('cookie_')) return cookie(scene.request, name.slice(7));
  return undefined;
}

/** Puts values in the place of `$name` and `${name}`. @param empty what stands for nothing: `-` in logs */
export function expand(text: string, scene: Scene, empty = ''): string {
  let room = EXPANDED_CHARS_MAX;
  return text.replace(/\$(?:\{(\w{1,60})\}|(\w{1,60}))/g, (_whole, braced?: string, bare?: string) => {
    if (room <= 0) return '';
    const value = (lookup(braced ?? bare ?? '', scene) ?? '').slice(0, room);
    room -= value.length;
    return value === '' ? empty : value;
  });
}

function mappedValue(name: string, scene: Scene): string {
  const known = Object.hasOwn(scene.mapped, name) ? scene.mapped[name] : undefined;
  if (known !== undefined) return known;
  const map = scene.maps[name];
  if (map === undefined) return '';
  // A map that comes back to itself finds nothing there.
  scene.mapped[name] = '';
  const { value, groups } = mapped(map, expand(map.source, scene));
  const own = { ...scene.own, ...groups };
  scene.mapped[name] = expand(value, { ...scene, own });
  return scene.mapped[name] ?? '';
}

function seconds(ms: number | undefined): string {
  return ms === undefined ? '' : (ms / 1000).toFixed(3);
}

/** As it stands in the query: nginx decodes nothing. */
function argument(query: string, name: string): string | undefined {
  const start = `${name.toLowerCase()}=`;
  return query
    .split('&')
    .find((each) => each.toLowerCase().startsWith(start))
    ?.slice(start.length);
}

function cookie(request: HttpRequest, name: string): string | undefined {
  for (const part of (header(request, 'Cookie') ?? '').split(';')) {
    const [key = '', value] = part.trim().split('=');
    if (key === name) return value;
  }
  return undefined;
}
