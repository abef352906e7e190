import { NOT_PASSED_ON } from '../http/forwarding.ts';
import { type Forward, type HttpReply, type HttpRequest, header, pathOf } from '../http/message.ts';
import { html, text } from '../http/replies.ts';
import type { Acl, Configuration, ProxySection, Rule, Server } from './configuration.ts';

const page = (status: number, title: string, words: string): HttpReply => ({
  status,
  headers: [
    ['Cache-Control', 'no-cache'],
    ['Content-Type', 'text/html'],
  ],
  body: `<html><body><h1>${title}</h1>\n${words}\n</body></html>\n`,
  close: true,
});

export const unavailable = page(
  503,
  '503 Service Unavailable',
  'No server is available to handle this request.',
);
export const badGateway = page(
  502,
  '502 Bad Gateway',
  'The server returned an invalid or incomplete response.',
);
export const timedOut = page(504, '504 Gateway Time-out', "The server didn't respond in time.");
const forbidden = page(403, '403 Forbidden', 'Request forbidden by administrative rules.');

/** @param count of the requests so far: whose turn it is */
export function answer({ proxies }: Configuration, request: HttpRequest, count: number): HttpReply | Forward {
  const entry = proxies.find(({ ports }) => ports.includes(request.local.port));
  if (entry === undefined) return unavailable;
  if (entry.statsUri !== '' && request.target.startsWith(entry.statsUri)) return statistics(proxies);
  const decided = decide(entry, request);
  if (decided !== undefined) return decided;
  const name = entry.uses.find((rule) => holds(entry, rule, request))?.words[0] ?? entry.defaultBackend;
  const backend = proxies.find((each) => each.name === name && each.kind !== 'frontend') ?? entry;
  if (backend !== entry) {
    const inBackend = decide(backend, request);
    if (inBackend !== undefined) return inBackend;
  }
  return passOn(entry, backend, request, count);
}

/** What a proxy's own rules answer, if anything. */
function decide(proxy: ProxySection, request: HttpRequest): HttpReply | undefined {
  for (const rule of proxy.rules) {
    const [action = '', ...words] = rule.words;
    if (!/^(?:redirect|deny|return)$/.test(action) || !holds(proxy, rule, request)) continue;
    if (action === 'deny') return forbidden;
    if (action === 'redirect') return redirect(words, request);
    const after = (word: string): string | undefined => words[words.indexOf(word) + 1];
    const body = words.includes('string') ? (after('string') ?? '') : '';
    return text(
      Number(words.includes('status') ? after('status') : 200) || 200,
      body,
      after('content-type') ?? 'text/plain',
    );
  }
  return undefined;
}

function redirect(words: readonly string[], request: HttpRequest): HttpReply {
  const [kind = '', to = '/'] = words;
  const code = words.includes('code') ? Number(words[words.indexOf('code') + 1]) || 302 : 302;
  const place =
    kind === 'scheme'
      ? `${to}://${header(request, 'Host') ?? ''}${request.target}`
      : kind === 'prefix'
        ? `${to}${request.target}`
        : to;
  return {
    status: code,
    headers: [
      ['Location', place],
      ['Cache-Control', 'no-cache'],
    ],
  };
}

function passOn(
  entry: ProxySection,
  backend: ProxySection,
  request: HttpRequest,
  count: number,
): HttpReply | Forward {
  const [first, ...others] = inTurn(backend, request, count);
  if (first === undefined) return unavailable;
  const rules = [...entry.rules, ...(backend === entry ? [] : backend.rules)];
  const changes = rules.filter(
    (rule) => /^(?:set|add|del)-header$/.test(rule.words[0] ?? '') && holds(entry, rule, request),
  );
  const gone = new Set(
    changes
      .filter(({ words: [action] }) => action !== 'add-header')
      .map(({ words: [, name = ''] }) => name.toLowerCase()),
  );
  const path = rules.find((rule) => rule.words[0] === 'set-path' && holds(entry, rule, request))?.words[1];
  return {
    forward: {
      host: first.host,
      port: first.port,
      others: others.map(({ host, port }) => ({ host, port })),
      method: request.method,
      target: path ?? request.target,
      headers: [
        ...request.headers.filter(
          ([name]) => !NOT_PASSED_ON.has(name.toLowerCase()) && !gone.has(name.toLowerCase()),
        ),
        ...changes
          .filter(({ words: [action] }) => action !== 'del-header')
          .map(({ words: [, name = '', value = ''] }) => [name, sample(value, request)] as const),
        ...(entry.forwardFor || backend.forwardFor
          ? [['X-Forwarded-For', request.peer.address] as const]
          : []),
      ],
    },
  };
}

/** `%[src]` and the like, in headers. */
function sample(value: string, request: HttpRequest): string {
  return value
    .replaceAll('%[src]', request.peer.address)
    .replaceAll('%[dst_port]', String(request.local.port))
    .replaceAll('%[path]', pathOf(request.target));
}

/** The servers of a backend, the one first that is to have the request. */
function inTurn({ balance, servers }: ProxySection, request: HttpRequest, count: number): Server[] {
  const usual = servers.filter(({ backup }) => !backup);
  const spread = usual.flatMap((server) => Array.from({ length: server.weight }, () => server));
  const number = /^(?:source|uri)/.test(balance)
    ? sum(balance.startsWith('uri') ? pathOf(request.target) : request.peer.address)
    : balance === 'first'
      ? 0
      : count - 1;
  const start = spread.length === 0 ? 0 : number % spread.length;
  const ordered = [
    ...spread.slice(start),
    ...spread.slice(0, start),
    ...servers.filter(({ backup }) => backup),
  ];
  return [...new Set(ordered)];
}

function sum(value: string): number {
  let total = 0;
  for (const character of value) total = (total * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return total;
}

function holds(proxy: ProxySection, { condition, unless }: Rule, request: HttpRequest): boolean {
  if (condition === undefined) return true;
  const groups = condition.join(' ').split(/\|\||\bor\b/);
  const fits = groups.some((group) =>
    group
      .trim()
      .split(/\s+/)
      .filter((word) => word !== '')
      .every((word) =>
        word.startsWith('!') ? !named(proxy, word.slice(1), request) : named(proxy, word, request),
      ),
  );
  return fits !== unless;
}

function named({ acls }: ProxySection, name: string, request: HttpRequest): boolean {
  if (name === 'TRUE') return true;
  return acls.some((acl) => acl.name === name && matches(acl, request));
}

function matches({ test, flags, values }: Acl, request: HttpRequest): boolean {
  if (test === 'always_true') return true;
  const [, kind = '', argument] = /^([\w.]+?)(?:\(([\w-]+)\))?$/.exec(test) ?? [];
  const fold = (value: string): string => (flags.includes('-i') ? value.toLowerCase() : value);
  const subject = fold(
    argument !== undefined
      ? (header(request, argument) ?? '')
      : kind === 'method'
        ? request.method
        : kind === 'src'
          ? request.peer.address
          : kind.startsWith('url')
            ? request.target
            : pathOf(request.target),
  );
  const compare = /_(beg|end|sub|dom)$/.exec(kind)?.[1] ?? 'whole';
  return values.some((value) => comparisons[compare]?.(subject, fold(value)) === true);
}

const comparisons: Readonly<Record<string, (subject: string, value: string) => boolean>> = {
  whole: (subject, value) => subject === value,
  beg: (subject, value) => subject.startsWith(value),
  end: (subject, value) => subject.endsWith(value),
  sub: (subject, value) => subject.includes(value),
  dom: (subject, value) => `.${subject.replace(/:\d+$/, '')}.`.includes(`.${value}.`),
};

function statistics(proxies: readonly ProxySection[]): HttpReply {
  const tables = proxies.map(({ name, servers }) => {
    const rows = servers.map(
      (server) => `<tr class="active_up"><td>${name}</td><td>${server.name}</td><td>no check</td></tr>\n`,
    );
    return `<table class="tbl"><tr><th class="pxname">${name}</th></tr>\n${rows.join('')}</table>\n`;
  });
  return html(
    200,
    `<!DOCTYPE html>\n<html><head><title>Statistics Report for HAProxy</title></head>\n<body><h1>Statistics Report for pid 8</h1>\n${tables.join('')}</body></html>\n`,
  );
}
