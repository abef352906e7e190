import type { System } from '../../linux/system.ts';
import {
  FINE,
  type Forward,
  type Headers,
  type HttpReply,
  type HttpRequest,
  reasons,
} from '../http/message.ts';
import { expiry } from './expiry.ts';
import type { Bucket } from './limits.ts';
import type { Configuration, Server, Settings } from './model.ts';
import { expand, hostOf, type Scene } from './variables.ts';

/** A worker's view of what it answers with. */
export interface Worker {
  readonly system: System;
  readonly configuration: Configuration;
  /** Of names in the configuration, as they were when it was read. */
  readonly addresses: Readonly<Record<string, readonly string[]>>;
  /** `address:port` that failed → when it is tried again. */
  readonly failed: Readonly<Record<string, number>>;
  /** Of `limit_req`. */
  readonly buckets: Record<string, Bucket>;
  /** Counts up, to take the servers of an upstream in turn. */
  next(): number;
  log(level: string, problem: string, request: HttpRequest): void;
}

export type Answer = HttpReply | Forward;

/** Where a request is on its way through the configuration. */
export interface Course {
  readonly worker: Worker;
  readonly request: HttpRequest;
  readonly server: Server;
  uri: string;
  query: string;
  own: Record<string, string>;
  readonly mapped: Record<string, string>;
  /** `rewrite … break` has changed the path. */
  rewritten?: boolean;
  /** `limit_req` has counted it. */
  counted?: boolean;
  redirects: number;
  /** The status that an error page keeps. */
  status?: number;
}

/** Words of nginx's own. */
const titles: Readonly<Record<number, string>> = {
  401: 'Authorization Required',
  503: 'Service Temporarily Unavailable',
};

/** A status without content of its own: an error page of the configuration, or nginx's. */
export function errorReply({ system }: Worker, status: number, settings?: Settings): HttpReply {
  const title = `${status} ${titles[status] ?? reasons[status] ?? ''}`.trim();
  const version = settings?.serverTokens === false ? 'nginx' : `nginx/${system.executable.version ?? ''}`;
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>${version}</center>\r\n</body>\r\n</html>\r\n`;
  return {
    status,
    ...(status === 503 ? { reason: titles[503] ?? '' } : {}),
    headers: [
      ['Server', version],
      ['Date', ''],
      ['Content-Type', 'text/html'],
      ['Content-Length', ''],
      ['Connection', ''],
    ],
    body,
    ...(status === 400 ? { close: true } : {}),
  };
}

export function scene(course: Course, settings: Settings): Scene {
  const { worker, request, server, uri, query, own, mapped } = course;
  return {
    system: worker.system,
    request,
    uri,
    query,
    serverName: server.names[0] ?? '',
    root: settings.root,
    own,
    maps: worker.configuration.maps,
    mapped,
  };
}

export function redirect(course: Course, status: number, to: string, settings: Settings): HttpReply {
  const page = errorReply(course.worker, status, settings);
  const { local } = course.request;
  const port = local.port === 80 ? '' : `:${local.port}`;
  const place = to.startsWith('/')
    ? `http://${hostOf(course.request, course.server.names[0] ?? 'localhost')}${port}${to}`
    : to;
  return {
    ...page,
    headers: [...(page.headers ?? []), ['Location', place], ...added(course, settings, status)],
  };
}

export function headersOf(
  course: Course,
  settings: Settings,
  status: number,
  content: Headers,
  rest: Headers = [['Connection', '']],
): Headers {
  const version = settings.serverTokens ? `nginx/${course.worker.system.executable.version ?? ''}` : 'nginx';
  return [
    ['Server', version],
    ['Date', ''],
    ...content,
    ['Content-Length', ''],
    ...rest,
    ...added(course, settings, status),
  ];
}

/** What `add_header` says, for statuses that are no errors, or always. */
function added(course: Course, settings: Settings, status: number): Headers {
  const fine = FINE.has(status);
  const expires = fine ? expiry(settings.expires, course.worker.system.now) : [];
  const own = settings.addHeaders
    .filter(({ always }) => fine || always)
    .map(({ name, value }) => [name, expand(value, scene(course, settings))] as const);
  return [...expires, ...own];
}
