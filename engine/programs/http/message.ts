export type Headers = readonly (readonly [name: string, value: string])[];

/** As the kernel's, and JSON. */
export type Address = { readonly address: string; readonly port: number };

/** JSON: it is kept while another server answers it. */
export type HttpRequest = {
  readonly method: string;
  /** As it was sent: `/a%20b?c=d`. */
  readonly target: string;
  readonly version: string;
  readonly headers: Headers;
  /** One character per byte. */
  readonly body: string;
  readonly peer: Address;
  /** The address it came in at. */
  readonly local: Address;
  /** Once it has been passed on: where to, with those before that failed, and how it went. */
  readonly upstream?: Upstream;
};

type Upstream = {
  /** `172.18.0.2:80` */
  readonly addresses: readonly string[];
  readonly target: string;
  readonly status: number;
  readonly ms: number;
};

export interface HttpReply {
  readonly status: number;
  /** Where it isn't the usual one. */
  readonly reason?: string;
  readonly headers?: Headers;
  /** Text is sent as UTF-8. */
  readonly body?: string | Uint8Array;
  /** A file to send as the body, in place of it. */
  readonly file?: { readonly path: string; readonly offset: number; readonly length: number };
  /** The connection ends with this reply. */
  readonly close?: boolean;
}

/** What a server adds to its answers: to errors only what is `always` there. */
export type AddedHeaders = readonly {
  readonly name: string;
  readonly value: string;
  readonly always: boolean;
}[];

/** Statuses that count as good for these headers. */
export const FINE: ReadonlySet<number> = new Set([200, 201, 204, 206, 301, 302, 303, 304, 307, 308]);

/** Passes the request on to another server, and its answer back. */
export interface Forward {
  readonly forward: {
    readonly host: string;
    readonly port: number;
    /** The request as it goes on, without the body. */
    readonly method: string;
    readonly target: string;
    readonly headers: Headers;
    /** Headers that the answer gets; `$upstream_addr` in them is where it comes from. */
    readonly also?: AddedHeaders;
    /** Whether it accepts a connection is all that is asked; the answer comes to `refuse`. */
    readonly reachOnly?: boolean;
    /** Other servers to try when this one can't be reached. */
    readonly others?: readonly { readonly host: string; readonly port: number }[];
  };
}

export const reasons: Readonly<Record<number, string>> = {
  100: 'Continue',
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  411: 'Length Required',
  413: 'Request Entity Too Large',
  414: 'Request-URI Too Large',
  416: 'Requested Range Not Satisfiable',
  418: "I'm a teapot",
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Time-out',
  505: 'HTTP Version Not Supported',
};

/** The value of a header, by its name in any case. */
export function header({ headers }: { readonly headers: Headers }, name: string): string | undefined {
  const lower = name.toLowerCase();
  return headers.find(([each]) => each.toLowerCase() === lower)?.[1];
}

/** The path of a target without its query, decoded. */
export function pathOf(target: string): string {
  const bare = target.split(/[?#]/, 1)[0] ?? '/';
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}

/** What follows the question mark. */
export function queryOf(target: string): string {
  const at = target.indexOf('?');
  return at < 0 ? '' : target.slice(at + 1);
}

/** Resolves `.` and `..`; undefined where it leaves the root. */
export function normalPath(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  const folder = path.endsWith('/') && parts.length > 0;
  return `/${parts.join('/')}${folder ? '/' : ''}`;
}
