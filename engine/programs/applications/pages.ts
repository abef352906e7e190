import type { System } from '../../linux/system.ts';
import { escapeHtml } from '../http/files.ts';
import { type Forward, type HttpReply, type HttpRequest, header, pathOf } from '../http/message.ts';
import { portNumber } from '../options.ts';
import { fill } from './template.ts';

const textPlain = 'text/plain; charset=utf-8';

/** What a path answers. Bodies and headers are templates. Without a type: HTML, JSON or text, as the body looks. */
export interface Page {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A server that has to accept connections for it, e.g. a database; the host is a template. */
  readonly needs?: { readonly host: string; readonly port: number };
  /** What is answered where it doesn't. */
  readonly otherwise?: Page;
}

/** Paths of a site, the first that fits: `/api/health`, `/static/*`, `*`, `POST /x`. */
export type Routes = Readonly<Record<string, Page | string>>;

/** A port where HTTP is spoken. */
export interface Site {
  readonly port: number | ((system: System) => number);
  readonly routes: Routes;
  /** Headers of all its answers. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** @param sites of the application */
export function answer(sites: readonly Site[], system: System, request: HttpRequest): HttpReply | Forward {
  const page = pageOf(sites, system, request);
  if (page.needs === undefined) return replyOf(sites, system, request, page);
  const [host = '', port] = fill(page.needs.host, system).split(':');
  return {
    forward: {
      host,
      port: portNumber(port, page.needs.port),
      method: 'GET',
      target: '/',
      headers: [],
      reachOnly: true,
    },
  };
}

function siteOf(sites: readonly Site[], system: System, request: HttpRequest): Site | undefined {
  return sites.find(({ port }) => portOf(port, system) === request.local.port);
}

export function pageOf(sites: readonly Site[], system: System, request: HttpRequest): Page {
  const found = routeOf(siteOf(sites, system, request)?.routes ?? {}, request);
  return typeof found === 'string' ? { body: found } : (found ?? unmodelled);
}

export function replyOf(sites: readonly Site[], system: System, request: HttpRequest, page: Page): HttpReply {
  const own = { hostheader: header(request, 'Host') ?? '', target: escapeHtml(request.target) };
  const body = fill(page.body ?? '', system, own);
  const headers = Object.entries({ ...siteOf(sites, system, request)?.headers, ...page.headers });
  return {
    status: page.status ?? 200,
    headers: [
      ...headers.map(([name, value]) => [name, fill(value, system, own)] as const),
      ['Content-Type', page.type ?? typeOf(body)],
    ],
    body,
  };
}

/** What answers for the part of an application that is missing. */
export const unmodelled: Page = {
  status: 501,
  body: 'This part of the application is not part of the simulation.\n',
};

function routeOf(routes: Routes, { method, target }: HttpRequest): Page | string | undefined {
  const path = pathOf(target);
  for (const [pattern, page] of Object.entries(routes)) {
    const [, verb, where = ''] = /^(?:([A-Z]+) )?(.*)$/.exec(pattern) ?? [];
    if (verb !== undefined && verb !== method) continue;
    const fits = where.endsWith('*') ? path.startsWith(where.slice(0, -1)) : path === where;
    if (fits) return page;
  }
  return undefined;
}

function typeOf(body: string): string {
  if (body.startsWith('<')) return 'text/html; charset=utf-8';
  return /^[[{]/.test(body) ? 'application/json' : textPlain;
}

export function portOf(port: Site['port'], system: System): number {
  return typeof port === 'number' ? port : port(system);
}
