import { RE2JS } from 're2js';
import { blocks, isAllowed, isKnown } from './directives.ts';
import type { Action, Configuration, Location, LocationKind, Server, Settings, Upstream } from './model.ts';
import { ConfigurationError, type Directive } from './syntax.ts';

const combined =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';

const initial: Settings = {
  root: '/etc/nginx/html',
  index: ['index.html'],
  autoindex: false,
  types: false,
  defaultType: 'text/plain',
  addHeaders: [],
  proxyHeaders: [],
  errorPages: [],
  accessLog: { path: '/var/log/nginx/access.log', format: 'combined' },
  serverTokens: true,
  tryFiles: [],
  access: [],
  bodyMax: 1_048_576,
};

/** Turns directives into what the server works with, or says which of them is wrong. */
export function compile(directives: readonly Directive[]): Configuration {
  validate(directives, 'main');
  const main = (name: string) => directives.findLast((each) => each.name === name);
  if (main('events') === undefined) throw new ConfigurationError('no "events" section in configuration');
  const http = main('http')?.block ?? [];
  const upstreams = upstreamsOf(http);
  const settings = settingsOf(initial, http);
  const servers = http
    .filter(({ name }) => name === 'server')
    .map((directive) => serverOf(directive.block ?? [], settings));
  checkDefaults(servers, http);
  return {
    servers,
    upstreams,
    formats: { combined, ...formatsOf(http) },
    user: main('user')?.args[0] ?? null,
    userPlace: placeOf(main('user')),
    workers: main('worker_processes')?.args[0] ?? '1',
    errorLog: main('error_log')?.args[0] ?? '/var/log/nginx/error.log',
    errorLevel: main('error_log')?.args[1] ?? 'error',
    pid: main('pid')?.args[0] ?? '/run/nginx.pid',
    daemon: main('daemon')?.args[0] !== 'off',
    hosts: hostsOf(directives, new Set(Object.keys(upstreams))),
  };
}

function placeOf(directive: Directive | undefined): string {
  return directive === undefined ? '' : `${directive.file}:${directive.line}`;
}

const anyArguments: ReadonlySet<string> = new Set(['map', 'types', 'geo', 'split_clients']);

function validate(directives: readonly Directive[], place: string): void {
  for (const directive of directives) {
    const { name, args, block } = directive;
    const where = ` in ${placeOf(directive)}`;
    if (!isKnown(name)) throw new ConfigurationError(`unknown directive "${name}"${where}`);
    if (!isAllowed(name, place))
      throw new ConfigurationError(`"${name}" directive is not allowed here${where}`);
    const needsBlock = blocks.has(name) && !(name === 'server' && place === 'upstream');
    if (needsBlock && block === undefined) {
      throw new ConfigurationError(`directive "${name}" has no opening "{"${where}`);
    }
    if (!needsBlock && block !== undefined) {
      throw new ConfigurationError(`directive "${name}" is not terminated by ";"${where}`);
    }
    const fewest = [
      'root',
      'alias',
      'proxy_pass',
      'listen',
      'index',
      'try_files',
      'return',
      'include',
    ].includes(name)
      ? 1
      : 0;
    const most = [
      'root',
      'alias',
      'proxy_pass',
      'pid',
      'autoindex',
      'default_type',
      'worker_processes',
    ].includes(name)
      ? 1
      : 99;
    if (args.length < fewest || args.length > most) {
      throw new ConfigurationError(`invalid number of arguments in "${name}" directive${where}`);
    }
    if (block !== undefined && !anyArguments.has(name))
      validate(block, name === 'limit_except' ? 'location' : name);
  }
}

/** @returns the level's settings: what it says itself in place of what is handed down */
function settingsOf(above: Settings, directives: readonly Directive[]): Settings {
  const settings = { ...above };
  const own: { addHeaders?: boolean; proxyHeaders?: boolean; errorPages?: boolean; access?: boolean } = {};
  const list = <K extends keyof typeof own & keyof Settings>(key: K): Settings[K] => {
    // Lists are handed down only where the level has none of its own.
    const kept = own[key] === true ? settings[key] : initial[key];
    own[key] = true;
    return kept;
  };
  for (const directive of directives) {
    const { name, args } = directive;
    const [first = '', second = ''] = args;
    if (name === 'root') settings.root = first.startsWith('/') ? first : `/etc/nginx/${first}`;
    else if (name === 'index') settings.index = args;
    else if (name === 'autoindex') settings.autoindex = first === 'on';
    else if (name === 'default_type') settings.defaultType = first;
    else if (name === 'server_tokens') settings.serverTokens = first !== 'off';
    else if (name === 'try_files') settings.tryFiles = args;
    else if (name === 'client_max_body_size') settings.bodyMax = sizeOf(first);
    else if (name === 'types') settings.types = (directive.block ?? []).length > 0;
    else if (name === 'access_log') {
      settings.accessLog = first === 'off' ? null : { path: first, format: second || 'combined' };
    } else if (name === 'add_header') {
      settings.addHeaders = [
        ...list('addHeaders'),
        { name: first, value: second, always: args[2] === 'always' },
      ];
    } else if (name === 'proxy_set_header') {
      settings.proxyHeaders = [...list('proxyHeaders'), [first, second]];
    } else if (name === 'allow' || name === 'deny') {
      settings.access = [...list('access'), { allow: name === 'allow', who: first }];
    } else if (name === 'error_page') {
      settings.errorPages = [...list('errorPages'), errorPageOf(args)];
    }
  }
  return settings;
}

function errorPageOf(args: readonly string[]): Settings['errorPages'][number] {
  const codes = args.map(Number).filter((code) => code >= 300 && code < 600);
  const equals = args.find((word) => word.startsWith('='));
  const status = equals === undefined ? null : Number(equals.slice(1)) || 0;
  return { codes, status, page: args.at(-1) ?? '' };
}

function sizeOf(text: string): number {
  const [, number = '0', unit = ''] = /^(\d{1,9})([kKmMgG]?)$/.exec(text) ?? [];
  const factors: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1_048_576, g: 1_073_741_824 };
  return Number(number) * (factors[unit.toLowerCase()] ?? 1);
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
  const [, host = '', port = text] = /^(.*?):?(\d+)$/.exec(text) ?? [];
  const number = /^\d+$/.test(port) ? Number(port) : 80;
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

function actionsOf(block: readonly Directive[]): Action[] {
  return block.flatMap((directive): Action[] => {
    const { name, args } = directive;
    const [first = '', second = '', third = ''] = args;
    if (name === 'set') return [{ do: 'set', name: first, value: second }];
    if (name === 'rewrite') {
      checkPattern(first, directive);
      return [{ do: 'rewrite', pattern: first, to: second, flag: third }];
    }
    if (name !== 'return') return [];
    if (/^\d{3}$/.test(first))
      return [{ do: 'return', status: Number(first), text: args.length > 1 ? second : null }];
    if (/^https?:|^\$scheme/.test(first)) return [{ do: 'return', status: 302, text: first }];
    throw new ConfigurationError(`invalid return code "${first}" in ${placeOf(directive)}`);
  });
}

function checkPattern(pattern: string, directive: Directive): void {
  try {
    RE2JS.compile(pattern);
  } catch {
    throw new ConfigurationError(
      `pcre2_compile() failed: invalid pattern in "${pattern}" in ${placeOf(directive)}`,
    );
  }
}

function upstreamsOf(http: readonly Directive[]): Record<string, Upstream[]> {
  const entries = http
    .filter(({ name }) => name === 'upstream')
    .map((directive) => {
      const servers = (directive.block ?? []).filter(({ name }) => name === 'server').map(upstreamOf);
      if (servers.length === 0) {
        throw new ConfigurationError(`no servers are inside upstream in ${placeOf(directive)}`);
      }
      return [directive.args[0] ?? '', servers] as const;
    });
  return Object.fromEntries(entries);
}

function upstreamOf({ args }: Directive): Upstream {
  const [target = '', ...rest] = args;
  const [host = '', port] = target.startsWith('unix:') ? [target] : target.split(':');
  const weight = Number(rest.find((word) => word.startsWith('weight='))?.slice(7) ?? 1) || 1;
  return {
    host,
    port: Number(port ?? 80) || 80,
    weight: Math.min(weight, 100),
    backup: rest.includes('backup'),
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
        throw new ConfigurationError(`a duplicate default server for ${key} in ${placeOf(directive)}`);
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
