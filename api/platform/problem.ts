import { FIELD_PROBLEMS_MAX } from '../limits.ts';

/** Every problem that the platform API answers: its code is the stable end of its `type`. */
export const PROBLEMS = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'json-too-deep': { status: 400, title: 'The body is nested too deeply' },
  validation: { status: 400, title: 'The request is not valid' },
  unauthenticated: { status: 401, title: 'A valid API key is needed' },
  'no-credential': { status: 401, title: 'A credential of the sandbox is needed' },
  forbidden: { status: 403, title: 'The API key does not permit this' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'This method is not allowed here' },
  'external-id-taken': { status: 409, title: 'Another sandbox has this externalId' },
  'request-in-progress': {
    status: 409,
    title: 'The first request with this Idempotency-Key is still at work',
  },
  'clock-not-manual': { status: 409, title: 'The clock is not a manual one' },
  'no-kubernetes': { status: 409, title: 'The sandbox has no Kubernetes cluster' },
  'no-client-certificates': { status: 409, title: 'The server issues no client certificates' },
  'host-exists': { status: 409, title: 'The sandbox has a host with this name' },
  'too-many-hosts': { status: 409, title: 'The sandbox has as many hosts as it may' },
  'host-booting': { status: 409, title: 'The host is still booting' },
  'host-needed': { status: 409, title: 'The sandbox can’t be without this host' },
  'os-container-exists': { status: 409, title: 'The host has an OS container with this name' },
  'os-container-state': { status: 409, title: 'The OS container’s state doesn’t permit this' },
  'os-container-has-snapshots': { status: 409, title: 'The OS container has snapshots' },
  'too-many-os-containers': { status: 409, title: 'The host has as many OS containers as it may' },
  'too-many-snapshots': { status: 409, title: 'There are as many snapshots as there may be' },
  'too-many-commands': { status: 409, title: 'As many commands run in the OS container as may' },
  'bridge-unavailable': { status: 409, title: 'The bridge of OS containers can’t be had' },
  'no-space': { status: 409, title: 'There is no space left' },
  'operator-key': { status: 409, title: 'The key is part of the server’s configuration' },
  'last-admin-key': { status: 409, title: 'The last admin key can’t be revoked' },
  'too-many-api-keys': { status: 409, title: 'The tenant has as many API keys as it may' },
  'too-many-labels': { status: 409, title: 'The sandbox would have too many labels' },
  'payload-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body has another media type' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key belongs to another request' },
  'websocket-needed': { status: 426, title: 'This is only for WebSockets' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'The server failed' },
  'connection-failed': { status: 502, title: 'A program of the sandbox can’t be reached' },
  'bad-answer': { status: 502, title: 'A program of the sandbox has answered no HTTP' },
  'too-many-connections': { status: 503, title: 'The sandbox has as many connections as it may' },
  'no-answer': { status: 504, title: 'A program of the sandbox takes too long' },
  'not-ready': { status: 503, title: 'The server is not ready' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** What is wrong with one field. */
export interface FieldProblem {
  /** As in `kubernetes.nodes[0].cpu`; a parameter's name; empty for the body as a whole. */
  readonly field: string;
  readonly in: 'body' | 'query' | 'path' | 'header';
  readonly message: string;
}

/** An error for the client of the platform API: a row of the table, and the words that go with it. */
export class PlatformError extends Error {
  readonly code: ProblemCode;
  readonly fields: readonly FieldProblem[];
  readonly headers: Readonly<Record<string, string>>;

  /** @param detail shown to the client */
  constructor(
    code: ProblemCode,
    detail: string,
    more: { fields?: readonly FieldProblem[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.name = 'PlatformError';
    this.code = code;
    this.fields = more.fields ?? [];
    this.headers = more.headers ?? {};
  }
}

/** A problem details object (RFC 9457). */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: FieldProblem[];
}

export function problemDetails({ code, message, fields }: PlatformError): ProblemDetails {
  const { status, title } = PROBLEMS[code];
  const problem = { type: `urn:atoll:problem:${code}`, title, status, detail: message };
  return fields.length === 0 ? problem : { ...problem, errors: fields.slice(0, FIELD_PROBLEMS_MAX) };
}

export function problemResponse(error: PlatformError, requestId: string): Response {
  const { status } = PROBLEMS[error.code];
  return new Response(JSON.stringify({ ...problemDetails(error), requestId }), {
    status,
    headers: { ...error.headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}
