import { SystemError } from '../../filesystem/errors.ts';
import type { System } from '../../linux/system.ts';
import { escapeHtml, lookAt } from '../http/files.ts';
import { NOT_PASSED_ON } from '../http/forwarding.ts';
import { type Forward, type HttpReply, type HttpRequest, header, pathOf, queryOf } from '../http/message.ts';
import { find, sendFile } from '../static-site.ts';
import type { Directive, SiteBlock } from './caddyfile.ts';
import { sorted } from './directives.ts';

/** A request on its way through a site's directives. */
interface Scene {
  readonly system: System;
  readonly request: HttpRequest;
  readonly matchers: ReadonlyMap<string, Directive>;
  /** For whose turn it is. */
  readonly count: number;
  root: string;
  /** Path and query, as rewrites leave them. */
  uri: string;
  headers: [string, string][];
}

type Outcome = HttpReply | Forward | undefined;

export function answerSite(
  system: System,
  site: SiteBlock,
  request: HttpRequest,
  count: number,
): HttpReply | Forward {
  const matchers = new Map(
    site.directives.filter(({ name }) => name.startsWith('@')).map((each) => [each.name, each] as const),
  );
  const scene: Scene = {
    system,
    request,
    matchers,
    count,
    root: system.workingDirectory,
    uri: request.target,
    headers: [],
  };
  const outcome = run(scene, sorted(site.directives)) ?? { status: 200 };
  if ('forward' in outcome) return outcome;
  return { ...outcome, headers: [['Server', 'Caddy'], ...scene.headers, ...(outcome.headers ?? [])] };
}

function run(scene: Scene, directives: readonly Directive[]): Outcome {
  let handled = false;
  for (const directive of directives) {
    const { name } = directive;
    const exclusive = name === 'handle' || name === 'handle_path';
    if (exclusive && handled) continue;
    const { matches, words } = matched(scene, directive);
    if (!matches) continue;
    if (exclusive) handled = true;
    const outcome = carryOut[name]?.(scene, words, directive);
    if (outcome !== undefined) return outcome;
  }
  return undefined;
}

const carryOut: Readonly<
  Record<string, (scene: Scene, words: readonly string[], directive: Directive) => Outcome>
> = {
  root(scene, words) {
    scene.root = expand(scene, words.at(-1) ?? '.');
    return undefined;
  },
  header(scene, words, { block }) {
    const lines = block.length > 0 ? block.map(({ name, words: values }) => [name, ...values]) : [words];
    for (const [name = '', value] of lines) {
      if (name.startsWith('-') || value === undefined) continue;
      scene.headers.push([name.replace(/^[+?>]/, ''), expand(scene, value)]);
    }
    return undefined;
  },
  redir(scene, [to = '/', code = '302']) {
    const status = code === 'permanent' ? 301 : code === 'temporary' ? 302 : Number(code) || 302;
    return { status, headers: [['Location', expand(scene, to)]] };
  },
  rewrite(scene, words) {
    scene.uri = expand(scene, words.at(-1) ?? scene.uri);
    return undefined;
  },
  uri(scene, [what, value = '']) {
    if (what === 'strip_prefix' && pathOf(scene.uri).startsWith(value))
      scene.uri = scene.uri.slice(value.length) || '/';
    return undefined;
  },
  try_files(scene, words) {
    for (const word of words) {
      const path = expand(scene, word);
      const there = lookAt(scene.system, scene.root.replace(/\/$/, '') + pathOf(path).replace(/\/$/, ''));
      if (there instanceof SystemError || (there.type === 'directory') !== path.endsWith('/')) continue;
      scene.uri = path;
      return undefined;
    }
    return undefined;
  },
  handle: (scene, _words, { block }) => run(scene, sorted(block)) ?? { status: 200 },
  handle_path(scene, _words, { words: [pattern = ''], block }) {
    const prefix = pattern.replace(/\*$/, '').replace(/\/$/, '');
    if (scene.uri.startsWith(prefix)) scene.uri = scene.uri.slice(prefix.length).replace(/^(?!\/)/, '/');
    return run(scene, sorted(block)) ?? { status: 200 };
  },
  route: (scene, _words, { block }) => run(scene, block),
  respond,
  reverse_proxy: reverseProxy,
  file_server: fileServer,
};

function respond(scene: Scene, words: readonly string[]): Outcome {
  const [first = '', second] = words;
  const alone = second === undefined && /^\d{3}$/.test(first);
  const body = alone ? '' : expand(scene, first);
  const type = /^\s*[[{]/.test(body) ? 'application/json' : 'text/plain; charset=utf-8';
  return {
    status: Number(alone ? first : second) || 200,
    headers: body === '' ? [] : [['Content-Type', type]],
    body,
  };
}

function reverseProxy(scene: Scene, words: readonly string[], { block }: Directive): Outcome {
  const named = block.filter(({ name }) => name === 'to').flatMap(({ words: to }) => to);
  const upstreams = [...words, ...named].map((word) => upstream(expand(scene, word)));
  if (upstreams.length === 0) return { status: 503 };
  const start = scene.count % upstreams.length;
  const [first = { host: '', port: 80 }, ...others] = [
    ...upstreams.slice(start),
    ...upstreams.slice(0, start),
  ];
  const { request } = scene;
  const set = block
    .filter(
      ({ name, words: [key = '', value] }) =>
        name === 'header_up' && !key.startsWith('-') && value !== undefined,
    )
    .map(({ words: [key = '', value = ''] }) => [key.replace(/^\+/, ''), expand(scene, value)] as const);
  const replaced = new Set(set.map(([key]) => key.toLowerCase()));
  const own = request.headers.filter(
    ([name]) => !NOT_PASSED_ON.has(name.toLowerCase()) && !replaced.has(name.toLowerCase()),
  );
  return {
    forward: {
      ...first,
      others,
      method: request.method,
      target: scene.uri,
      headers: [
        ...own,
        ...set,
        ['X-Forwarded-For', request.peer.address],
        ['X-Forwarded-Host', header(request, 'Host') ?? ''],
        ['X-Forwarded-Proto', 'http'],
      ],
    },
  };
}

function upstream(text: string): { host: string; port: number } {
  const [, host = '', port = '80'] = /^(?:https?:\/\/)?([^:/]*)(?::(\d{1,5}))?/.exec(text) ?? [];
  return { host: host === '' ? '127.0.0.1' : host, port: Number(port) };
}

const entriesMax = 2000;

function fileServer(scene: Scene, words: readonly string[], { block }: Directive): Outcome {
  const { system, root } = scene;
  const found = find(system, root, scene.uri, ['index.html', 'index.txt'], 'application/octet-stream');
  if (found.kind === 'file') {
    const tag = `"${Math.floor(found.modifiedMs / 1000).toString(36)}${found.size.toString(36)}"`;
    return sendFile(found, [
      ['Etag', tag],
      ['Accept-Ranges', 'bytes'],
      ['Vary', 'Accept-Encoding'],
    ]);
  }
  if (found.kind === 'moved') return { status: 308, headers: [['Location', found.to]] };
  const browse = words.includes('browse') || block.some(({ name }) => name === 'browse');
  if (found.kind !== 'folder' || !browse) return { status: found.kind === 'forbidden' ? 403 : 404 };
  const items = system
    .readDirectory(found.path)
    .slice(0, entriesMax)
    .map(({ name, type }) => (type === 'directory' ? `${name}/` : name))
    .map(
      (name) =>
        `<tr class="file"><td><a href="./${encodeURI(name)}"><span class="name">${escapeHtml(name)}</span></a></td></tr>\n`,
    );
  const title = escapeHtml(found.uri);
  return {
    status: 200,
    headers: [['Content-Type', 'text/html; charset=utf-8']],
    body: `<!DOCTYPE html>\n<html>\n<head>\n<title>${title}</title>\n</head>\n<body>\n<h1>${title}</h1>\n<table>\n${items.join('')}</table>\n</body>\n</html>\n`,
  };
}

/** Takes the matcher off the words of a directive, and says whether the request fits it. */
function matched(scene: Scene, { name, words }: Directive): { matches: boolean; words: readonly string[] } {
  const [first = ''] = words;
  if (first === '*') return { matches: true, words: words.slice(1) };
  if (first.startsWith('@')) return { matches: named(scene, first), words: words.slice(1) };
  // What is rewritten to or redirected to is a path, too: one word alone is no matcher.
  const alone = words.length === 1 && /^(?:redir|rewrite|root|respond)$/.test(name);
  if (first.startsWith('/') && !alone && name !== 'try_files') {
    return { matches: pathFits(pathOf(scene.uri), first), words: words.slice(1) };
  }
  return { matches: true, words };
}

function named(scene: Scene, name: string): boolean {
  const matcher = scene.matchers.get(name);
  if (matcher === undefined) return false;
  const [kind = '', ...values] = matcher.words;
  const conditions = matcher.block.length > 0 ? matcher.block : [{ ...matcher, name: kind, words: values }];
  return conditions.every((condition) => fits(scene, condition.name, condition.words));
}

function fits({ request, uri }: Scene, kind: string, values: readonly string[]): boolean {
  switch (kind) {
    case 'path':
      return values.some((pattern) => pathFits(pathOf(uri), pattern));
    case 'host':
      return values.includes(hostOf(request));
    case 'method':
      return values.includes(request.method);
    case 'header':
      return (header(request, values[0] ?? '') ?? '') === (values[1] ?? '');
    default:
      return false;
  }
}

function pathFits(path: string, pattern: string): boolean {
  const lower = path.toLowerCase();
  const wanted = pattern.toLowerCase();
  if (wanted.startsWith('*')) return lower.endsWith(wanted.slice(1));
  return wanted.endsWith('*') ? lower.startsWith(wanted.slice(0, -1)) : lower === wanted;
}

export function hostOf(request: HttpRequest): string {
  return (header(request, 'Host') ?? '').replace(/:\d+$/, '');
}

/** Placeholders of Caddy: `{uri}`, `{http.request.host}`, `{env.HOME}`. */
function expand({ system, request, uri, root }: Scene, text: string): string {
  const values: Readonly<Record<string, string>> = {
    host: hostOf(request),
    hostport: header(request, 'Host') ?? '',
    method: request.method,
    path: pathOf(uri),
    query: queryOf(uri),
    remote_host: request.peer.address,
    scheme: 'http',
    uri,
    'system.hostname': system.hostName(),
    'http.vars.root': root,
  };
  return text.replace(/\{([\w.]+)\}/g, (whole, name: string) => {
    const short = name
      .replace(/^http\.request\./, '')
      .replace(/^uri\.path$/, 'path')
      .replace(/^remote\.host$/, 'remote_host');
    if (short.startsWith('env.')) return system.env.get(short.slice(4)) ?? '';
    return Object.hasOwn(values, short) ? (values[short] ?? '') : whole;
  });
}
