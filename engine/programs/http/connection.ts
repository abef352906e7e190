import { AGAIN, type System, type Wait } from '../../linux/system.ts';
import { binary, bytesOf, encode } from '../../shell/commands/bytes.ts';
import { httpDate } from '../timestamps.ts';
import { abandon, continueForwarding, type Forwarding, forward, forwardingWait } from './forwarding.ts';
import {
  type AddedHeaders,
  type Address,
  FINE,
  type Forward,
  type Headers,
  type HttpReply,
  type HttpRequest,
  header,
  reasons,
} from './message.ts';
import { BODY_BYTES_MAX, parseBody, parseHead } from './wire.ts';

/** How long a connection may be silent. */
const idleMs = 65_000;
/** Bytes of one step. */
const readMax = 262_144;
const sendMax = 131_072;

/** A connection from a client: JSON. */
export type Connection = {
  descriptor: number;
  peer: Address;
  local: Address;
  /** What has come and isn't answered, one character per byte. */
  input: string;
  ended: boolean;
  idleAtMs: number;
  /** Said `100 Continue` for the request that is coming. */
  continued?: boolean;
  request?: HttpRequest | undefined;
  forwarding?: Forwarding | undefined;
  sending?: { descriptor: number; left: number; close: boolean } | undefined;
};

/** What a connection asks its server. */
export interface Exchange {
  answer(request: HttpRequest): HttpReply | Forward;
  refuse(status: number, request: HttpRequest | undefined, problem?: string): HttpReply;
  sent(request: HttpRequest, status: number, bytes: number): void;
  /** Servers that a request couldn't be passed on to. */
  failed(addresses: readonly string[]): void;
  readonly serverName: string | undefined;
  readonly oneShot: boolean;
  readonly saysKeepAlive: boolean;
}

export function openConnection(system: System, descriptor: number, peer: Address): Connection {
  system.setNonBlocking(descriptor);
  return {
    descriptor,
    peer,
    local: system.localAddress(descriptor),
    input: '',
    ended: false,
    idleAtMs: system.now + idleMs,
  };
}

export function closeConnection(system: System, connection: Connection): void {
  if (connection.forwarding !== undefined) abandon(system, connection.forwarding);
  if (connection.sending !== undefined) system.close(connection.sending.descriptor);
  if (system.isOpen(connection.descriptor)) system.close(connection.descriptor);
}

/** @returns false: it is over */
export function serve(
  system: System,
  connection: Connection,
  exchange: Exchange,
  stopping: boolean,
): boolean {
  receive(system, connection);
  for (;;) {
    // Who doesn't read what it was answered is the only one to wait for that.
    if (!system.isWritable(connection.descriptor)) return system.now < connection.idleAtMs;
    if (connection.sending !== undefined) {
      const done = sendSome(system, connection);
      if (done !== 'next') return done === 'wait';
    }
    if (connection.forwarding !== undefined) {
      if (!forwarded(system, connection, exchange)) return connection.forwarding !== undefined;
      if (connection.sending === undefined && connection.ended && connection.input === '') return false;
      continue;
    }
    const request = nextRequest(system, connection, exchange);
    if (request === 'close') return false;
    if (request === 'wait') return !connection.ended && !stopping && system.now < connection.idleAtMs;
    const answer = exchange.answer(request);
    if ('forward' in answer) {
      connection.request = request;
      connection.forwarding = forward(system, answer, request.body);
    } else if (!reply(system, connection, exchange, request, answer)) return false;
  }
}

export function connectionWait(system: System, connection: Connection): Wait {
  if (!system.isWritable(connection.descriptor))
    return { writable: [connection.descriptor], timeMs: connection.idleAtMs };
  if (connection.sending !== undefined) return { timeMs: system.now };
  if (connection.forwarding !== undefined) return forwardingWait(connection.forwarding);
  return { readable: [connection.descriptor], timeMs: connection.idleAtMs };
}

function receive(system: System, connection: Connection): void {
  while (!connection.ended && connection.input.length < BODY_BYTES_MAX + readMax) {
    const data = system.read(connection.descriptor, readMax);
    if (data === AGAIN) return;
    if (data.length === 0) connection.ended = true;
    connection.input += binary(data);
    connection.idleAtMs = system.now + idleMs;
    if (data.length < readMax) continue;
    return;
  }
}

function nextRequest(
  system: System,
  connection: Connection,
  exchange: Exchange,
): HttpRequest | 'wait' | 'close' {
  if (connection.input === '') return 'wait';
  const head = parseHead(connection.input);
  if (head === 'more') return 'wait';
  if (typeof head === 'number') return refuse(system, connection, exchange, head);
  const body = parseBody(connection.input, head, undefined);
  if (body === 'more') {
    if (!connection.continued && /100-continue/i.test(header(head, 'Expect') ?? '')) {
      connection.continued = true;
      system.write(connection.descriptor, 'HTTP/1.1 100 Continue\r\n\r\n');
    }
    return 'wait';
  }
  if (typeof body === 'number') return refuse(system, connection, exchange, body);
  connection.input = connection.input.slice(body.end);
  connection.continued = false;
  const [method, target, version] = head.line;
  return {
    method,
    target: target.replace(/^http:\/\/[^/]*/, '') || '/',
    version: version || 'HTTP/0.9',
    headers: head.headers,
    body: body.data,
    peer: connection.peer,
    local: connection.local,
  };
}

function refuse(system: System, connection: Connection, exchange: Exchange, status: number): 'close' {
  const answer = exchange.refuse(status, undefined);
  system.write(connection.descriptor, headOf(system, exchange, undefined, answer, lengthOf(answer), true));
  if (answer.body !== undefined) system.write(connection.descriptor, answer.body);
  return 'close';
}

/** @returns false: the connection ends */
function reply(
  system: System,
  connection: Connection,
  exchange: Exchange,
  request: HttpRequest,
  answer: HttpReply,
): boolean {
  const close = closes(exchange, request, answer);
  const length = lengthOf(answer);
  const head = encode(headOf(system, exchange, request, answer, length, close));
  const bodiless = request.method === 'HEAD' || answer.status === 204 || answer.status === 304;
  const text = bodiless || answer.file !== undefined ? '' : bodyText(answer);
  system.spend(150 + Math.ceil(length / 2048));
  system.write(connection.descriptor, bytesOf(head + text));
  connection.idleAtMs = system.now + idleMs;
  exchange.sent(request, answer.status, bodiless ? 0 : length);
  if (answer.file !== undefined && !bodiless) {
    const descriptor = system.open(answer.file.path, { read: true });
    system.seek(descriptor, answer.file.offset, 'set');
    connection.sending = { descriptor, left: answer.file.length, close };
    return true;
  }
  return !close;
}

function sendSome(system: System, connection: Connection): 'next' | 'wait' | 'close' {
  const { sending } = connection;
  if (sending === undefined) return 'next';
  const data =
    sending.left > 0 ? system.read(sending.descriptor, Math.min(sendMax, sending.left)) : new Uint8Array();
  if (data !== AGAIN && data.length > 0) {
    system.write(connection.descriptor, data);
    connection.idleAtMs = system.now + idleMs;
    sending.left -= data.length;
    if (sending.left > 0) return 'wait';
  }
  system.close(sending.descriptor);
  connection.sending = undefined;
  return sending.close ? 'close' : 'next';
}

/** @returns false: nothing more to do now */
function forwarded(system: System, connection: Connection, exchange: Exchange): boolean {
  const { forwarding, request } = connection;
  if (forwarding === undefined || request === undefined) return false;
  const result = continueForwarding(system, forwarding);
  if (result === 'wait') return false;
  connection.forwarding = undefined;
  connection.request = undefined;
  const about: HttpRequest = {
    ...request,
    upstream: {
      addresses: forwarding.tried,
      target: forwarding.target,
      status: 'failed' in result ? result.failed : result.status,
      ms: system.now - forwarding.begunMs,
    },
  };
  const failed = forwarding.tried.slice(0, 'failed' in result ? undefined : -1);
  if (failed.length > 0) exchange.failed(failed);
  if ('failed' in result) {
    const refusal = exchange.refuse(result.failed, about, result.problem);
    return reply(system, connection, exchange, about, refusal);
  }
  const dropped = new Set([
    'connection',
    'transfer-encoding',
    'content-length',
    'keep-alive',
    'server',
    'date',
  ]);
  const headers = result.headers.filter(([name]) => !dropped.has(name.toLowerCase()));
  const own: Headers = exchange.serverName === undefined ? [] : [['Server', exchange.serverName]];
  return reply(system, connection, exchange, about, {
    status: result.status,
    headers: [...own, ...headers, ...added(forwarding.also ?? [], about)],
    body: bytesOf(result.body),
  });
}

/** What a proxy adds, now that it is known where the answer comes from. */
function added(also: AddedHeaders, { upstream }: HttpRequest): Headers {
  const { addresses = [], status = 0, ms = 0 } = upstream ?? {};
  const values: Readonly<Record<string, string>> = {
    addr: addresses.join(', '),
    status: String(status),
    response_time: (ms / 1000).toFixed(3),
  };
  return also
    .filter(({ always }) => always || FINE.has(status))
    .map(({ name, value }) => {
      const text = value.replace(
        /\$\{?upstream_(addr|status|response_time)\}?/g,
        (_whole, key: string) => values[key] ?? '',
      );
      return [name, text] as const;
    });
}

function closes(exchange: Exchange, request: HttpRequest, answer: HttpReply): boolean {
  if (exchange.oneShot || answer.close === true) return true;
  const wish = header(request, 'Connection')?.toLowerCase() ?? '';
  return request.version === 'HTTP/1.1' ? wish.includes('close') : !wish.includes('keep-alive');
}

function lengthOf(answer: HttpReply): number {
  if (answer.file !== undefined) return answer.file.length;
  if (answer.body === undefined) return 0;
  return typeof answer.body === 'string' ? encode(answer.body).length : answer.body.length;
}

function bodyText({ body = '' }: HttpReply): string {
  return typeof body === 'string' ? encode(body) : binary(body);
}

function headOf(
  system: System,
  exchange: Exchange,
  request: HttpRequest | undefined,
  answer: HttpReply,
  length: number,
  close: boolean,
): string {
  const keepsAlive = exchange.saysKeepAlive || request?.version === 'HTTP/1.0';
  const own = new Map([
    ['Date', httpDate(system.now)],
    ['Content-Length', answer.status === 204 || answer.status === 304 ? '' : String(length)],
    ['Connection', exchange.oneShot ? '' : close ? 'close' : keepsAlive ? 'keep-alive' : ''],
  ]);
  const headers = answer.headers ?? [];
  // An empty value keeps a header's place in the order.
  const named = headers.map(([name, value]) => [name, value === '' ? (own.get(name) ?? '') : value] as const);
  const missing = [...own].filter(([name]) => header({ headers }, name) === undefined);
  const [first, ...rest] = named;
  const afterServer = first?.[0] === 'Server' ? 1 : 0;
  const date = missing.filter(([name]) => name === 'Date');
  const ordered =
    afterServer === 1 && first !== undefined
      ? [first, ...date, ...rest, ...missing.filter(([name]) => name !== 'Date')]
      : [...named, ...missing];
  const version = exchange.oneShot ? 'HTTP/1.0' : 'HTTP/1.1';
  const lines = ordered.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}\r\n`);
  return `${version} ${answer.status} ${answer.reason ?? reasons[answer.status] ?? 'Unknown'}\r\n${lines.join('')}\r\n`;
}
