import { actionsOf, checkPattern } from './actions.ts';
import { mapsOf } from './maps.ts';
import type { Configuration, LimitZone, Location, LocationKind, Server, Settings } from './model.ts';
import { initialSettings, settingsOf } from './settings.ts';
import { ConfigurationError, type Directive, placeOf } from './syntax.ts';
import { upstreamsOf } from './upstreams.ts';
import { validate } from './validation.ts';

const combined =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';

/** Turns directives into what the server works with, or says which of them is wrong. */
export function compile(directives: readonly Directive[]): Configuration {
  validate(directives, 'main');
  const main = (name: string) => directives.findLast((each) => each.name === name);
  if (main('events') === undefined) throw new ConfigurationError('no "events" section in configuration');
  const http = main('http')?.block ?? [];
  const upstreams = upstreamsOf(http);
  const settings = settingsOf(initialSettings, http);
  const servers = http
    .filter(({ name }) => name === 'server')
    .map((directive) => serverOf(directive.block ?? [], settings));
  checkDefaults(servers, http);
  const zones = zonesOf(http);
  checkZones(http, zones);
  const user = main('user');
  return {
    servers,
    upstreams,
    formats: { combined, ...formatsOf(http) },
    maps: mapsOf(http),
    zones,
    user: user?.args[0] ?? null,
    userPlace: user === undefined ? '' : placeOf(user),
    workers: main('worker_processes')?.args[0] ?? '1',
    errorLog: main('error_log')?.args[0] ?? '/var/log/nginx/error.log',
    errorLevel: main('error_log')?.args[1] ?? 'error',
    pid: main('pid')?.args[0] ?? '/run/nginx.pid',
    daemon: main('daemon')?.args[0] !== 'off',
    hosts: hostsOf(directives, new Set(Object.keys(upstreams))),
  };
}

function serverOf(block: readonly Directive[], above: Settings): Server {
  const settings = settingsOf(above, block);
  const listen = block.filter(({ name }) => name === 'listen').map(listenOf);
  return {
    listen: listen.length === 0 ? [{ address: '0.0.0.0', port: 80, isDefault: false }] : listen,
    names: block.filter(({ name }) => name === 'server_name').flatMap(({ args }) => args),
    locations: locationsOf(block, settings),
    actions: actionsOf(block),
    settings,
  };
}

function listenOf(directive: Directive): Server['listen'][number] {
  const [text = '', ...rest] = directive.args;
  const isDefault = rest.includes('default_server') || rest.includes('default');
  if (text.startsWith('unix:')) return { address: text, port: 0, isDefault };
  const isPort = /^\d+$/.test(text);
  const [, host = isPort ? '' : text, port = 80] = /^(?:(.*):)?(\d+)$/.exec(text) ?? [];
  const number = Number(port);
  if (number < 1 || number > 65_535) {
    throw new ConfigurationError(
      `invalid port in "${text}" of the "listen" directive in ${placeOf(directive)}`,
    );
  }
  if (rest.includes('ssl')) {
    throw new ConfigurationError(
      `no "ssl_certificate" is defined for the "listen ... ssl" directive in ${placeOf(directive)}`,
    );
  }
  const address =
    host === 'localhost' ? '127.0.0.1' : host.startsWith('[') ? '::' : /^\d/.test(host) ? host : '0.0.0.0';
  return { address, port: number, isDefault };
}

const kinds: Readonly<Record<string, LocationKind>> = {
  '=': 'exact',
  '^~': 'preferred',
  '~': 'regex',
  '~*': 'regex-insensitive',
};

function locationsOf(block: readonly Directive[], above: Settings): Location[] {
  return block
    .filter(({ name }) => name === 'location')
    .flatMap((directive) => {
      const [first = '', second] = directive.args;
      const kind = second === undefined ? (first.startsWith('@') ? 'named' : 'prefix') : kinds[first];
      if (kind === undefined) {
        throw new ConfigurationError(`invalid location modifier "${first}" in ${placeOf(directive)}`);
      }
      const path = second ?? first;
      if (kind.startsWith('regex')) checkPattern(path, directive);
      const inner = directive.block ?? [];
      // try_files is not handed down.
      const settings = settingsOf({ ...above, tryFiles: [] }, inner);
      return [locationOf(kind, path, inner, settings), ...locationsOf(inner, settings)];
    });
}

function locationOf(
  kind: LocationKind,
  path: string,
  inner: readonly Directive[],
  settings: Settings,
): Location {
  const value = (name: string) => inner.findLast((each) => each.name === name)?.args[0] ?? null;
  const unsupported = ['fastcgi_pass', 'uwsgi_pass', 'grpc_pass'].find((name) => value(name) !== null);
  const has = (name: string) => inner.some((each) => each.name === name);
  return {
    kind,
    path,
    settings,
    alias: value('alias'),
    proxy: value('proxy_pass'),
    unsupported: unsupported ?? null,
    status: has('stub_status'),
    internal: has('internal'),
    actions: actionsOf(inner),
  };
}

function formatsOf(http: readonly Directive[]): Record<string, string> {
  const formats = http
    .filter(({ name }) => name === 'log_format')
    .map(
      ({ args: [name = '', ...texts] }) =>
        [name, texts.filter((word) => !word.startsWith('escape=')).join('')] as const,
    );
  return Object.fromEntries(formats);
}

function zonesOf(http: readonly Directive[]): Record<string, LimitZone> {
  const zones = http.filter(({ name }) => name === 'limit_req_zone');
  return Object.fromEntries(
    zones.map((directive) => {
      const [key = '', ...rest] = directive.args;
      const zone = /^zone=([^:]+):\d+[kmKM]?$/.exec(rest.find((word) => word.startsWith('zone=')) ?? '')?.[1];
      const rate = rest.find((word) => word.startsWith('rate=')) ?? 'rate=1r/s';
      const [, count, unit] = /^rate=(\d{1,6})r\/([sm])$/.exec(rate) ?? [];
      if (zone === undefined)
        throw new ConfigurationError(`"limit_req_zone" must have "zone" parameter in ${placeOf(directive)}`);
      if (count === undefined)
        throw new ConfigurationError(`invalid rate "${rate}" in ${placeOf(directive)}`);
      return [zone, { key, perSecond: Number(count) / (unit === 'm' ? 60 : 1) }] as const;
    }),
  );
}

/** Where a zone is used that nobody has made, nginx finds it without a size. */
function checkZones(directives: readonly Directive[], zones: Readonly<Record<string, LimitZone>>): void {
  for (const { name, args, block = [] } of directives) {
    const zone = args.find((word) => word.startsWith('zone='))?.slice('zone='.length) ?? '';
    if (name === 'limit_req' && !Object.hasOwn(zones, zone))
      throw new ConfigurationError(`zero size shared memory zone "${zone}"`);
    checkZones(block, zones);
  }
}

function checkDefaults(servers: readonly Server[], http: readonly Directive[]): void {
  const seen = new Set<string>();
  const places = http.filter(({ name }) => name === 'server').map(({ block = [] }) => block);
  for (const [index, { listen }] of servers.entries()) {
    for (const { address, port, isDefault } of listen) {
      const key = `${address}:${port}`;
      const directive = places[index]?.find(
        ({ name, args }) => name === 'listen' && args.includes('default_server'),
      );
      if (isDefault && seen.has(key)) {
        throw new ConfigurationError(
          `a duplicate default server for ${key} in ${directive === undefined ? '' : placeOf(directive)}`,
        );
      }
      if (isDefault) seen.add(key);
    }
  }
}

/** Hosts in `proxy_pass` and `upstream` that are names. */
function hostsOf(directives: readonly Directive[], upstreams: ReadonlySet<string>): Configuration['hosts'] {
  return directives.flatMap((directive) => {
    const { name, args, block = [] } = directive;
    const inner = hostsOf(block, upstreams);
    const place = placeOf(directive);
    if (name === 'upstream') {
      return block
        .filter((each) => each.name === 'server')
        .filter(({ args: [target = ''] }) => !target.startsWith('unix:'))
        .map((each) => ({ host: (each.args[0] ?? '').split(':', 1)[0] ?? '', place: placeOf(each) }));
    }
    if (name !== 'proxy_pass') return inner;
    const [, host = ''] = /^https?:\/\/([^/:$]+)/.exec(args[0] ?? '') ?? [];
    return host === '' || host === 'unix' || upstreams.has(host) || (args[0] ?? '').includes('$')
      ? inner
      : [{ host, place }];
  });
}
