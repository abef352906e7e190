import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { isStream } from '../message-stream.ts';
import { takenOver } from '../taken-over.ts';
import { asksForWebSocket, ComingWebSocket } from './websockets.ts';

/**
 * A Docker client takes the connection of a request over, to send standard input after it and get output back
 * (`Upgrade: tcp`). The request is answered as any other, with what follows it as a stream beside it; if the answer is
 * a stream of a process, its body goes on as the rest of the connection.
 */
export function asksForConnection(incoming: IncomingMessage): boolean {
  return incoming.headers.upgrade?.toLowerCase() === 'tcp' || asksForWebSocket(incoming);
}

type Answer = (
  request: Request,
  socket: Socket,
  stdin: ReadableStream<Uint8Array>,
) => Response | Promise<Response>;

interface Upgrading {
  on(event: 'upgrade', listener: (incoming: IncomingMessage, socket: Duplex, head: Buffer) => void): unknown;
}

/**
 * How long the head of an answer is alone on its connection, for those who read it through a buffer and what follows from
 * the socket itself: they lose what comes together with the head. A real process needs longer to start.
 */
const HEAD_ALONE_MS = 100;
/** Those are docker-py, and what is built on it. */
const TWO_BUFFERS = /^docker-(?:sdk-python|compose)\//;
/** Between the end of what is sent and that of the connection: what the client still sends is nobody's. */
const LINGER_MS = 500;

/** A request's own body, before the connection is anything else. */
const BODY_BYTES_MAX = 1024 * 1024;

export function takeOverConnections(server: unknown, answer: Answer): void {
  if (!isUpgrading(server)) return;
  server.on('upgrade', (incoming, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (!isSocket(socket)) return void socket.destroy();
    socket.setNoDelay(true);
    socket.setTimeout(0);
    const take = incoming.headers.upgrade?.toLowerCase() === 'websocket' ? takeWebSocket : takeOver;
    take(incoming, socket, head, answer).catch(() => socket.destroy());
  });
}

function isUpgrading(server: unknown): server is Upgrading {
  return typeof server === 'object' && server !== null && 'on' in server;
}

async function takeOver(
  incoming: IncomingMessage,
  socket: Socket,
  head: Buffer,
  answer: Answer,
): Promise<void> {
  socket.allowHalfOpen = true;
  const input = new Input(socket, head);
  const body = await input.take(bodyLength(incoming));
  if (body === undefined) return void socket.destroy();
  const response = await answer(requestOf(incoming, socket, body), socket, input.rest());
  const headAloneMs = TWO_BUFFERS.test(incoming.headers['user-agent'] ?? '') ? HEAD_ALONE_MS : 0;
  if (isStream(response)) await sendStream(socket, response, headAloneMs);
  else await sendAnswer(socket, response);
}

/** As above, for a client that wants messages. */
async function takeWebSocket(
  incoming: IncomingMessage,
  socket: Socket,
  head: Buffer,
  answer: Answer,
): Promise<void> {
  const coming = new ComingWebSocket(incoming, socket, head);
  const asked = requestOf(incoming, socket, Buffer.alloc(0));
  const { request, input } = takenOver(asked, coming.input.stream, (text) => coming.tell(text));
  const response = await answer(request, socket, input);
  if (isStream(response) && response.body !== null) coming.accept(response.body, typeOf(response));
  else await sendAnswer(socket, response);
}

function typeOf({ headers }: Response): string {
  return headers.get('content-type') ?? '';
}

function requestOf(incoming: IncomingMessage, socket: Socket, body: Buffer): Request {
  const aborted = new AbortController();
  socket.on('close', () => aborted.abort());
  return new Request(`http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`, {
    method: incoming.method ?? 'POST',
    headers: headersOf(incoming),
    signal: aborted.signal,
    ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
  });
}

function isSocket(socket: Duplex): socket is Socket {
  return 'setNoDelay' in socket;
}

function bodyLength({ headers }: IncomingMessage): number {
  const length = Number(headers['content-length'] ?? 0);
  return Number.isSafeInteger(length) && length >= 0 ? length : BODY_BYTES_MAX + 1;
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  }
  for (const name of ['connection', 'upgrade', 'content-length', 'transfer-encoding']) headers.delete(name);
  return headers;
}

/** What comes in on a connection: first so many bytes, then the rest as a stream. */
class Input {
  readonly #reader: AsyncIterator<Buffer>;
  #left: Buffer;

  constructor(socket: Socket, head: Buffer) {
    this.#left = head;
    this.#reader = socket.iterator({ destroyOnReturn: false });
  }

  async take(length: number): Promise<Buffer | undefined> {
    if (length > BODY_BYTES_MAX) return undefined;
    while (this.#left.length < length) {
      const { done, value } = await this.#reader.next();
      if (done === true) return undefined;
      this.#left = Buffer.concat([this.#left, value]);
    }
    const taken = this.#left.subarray(0, length);
    this.#left = this.#left.subarray(length);
    return taken;
  }

  rest(): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        if (this.#left.length > 0) {
          controller.enqueue(new Uint8Array(this.#left));
          this.#left = Buffer.alloc(0);
          return;
        }
        try {
          const { done, value } = await this.#reader.next();
          if (done === true) controller.close();
          else controller.enqueue(new Uint8Array(value));
        } catch {
          controller.close();
        }
      },
    });
  }
}

async function sendAnswer(socket: Socket, response: Response): Promise<void> {
  const lines = [`HTTP/1.1 ${response.status} ${response.statusText || 'Answer'}`, 'Connection: close'];
  for (const [name, value] of response.headers) lines.push(`${name}: ${value}`);
  const body = Buffer.from(await response.arrayBuffer());
  lines.push(`Content-Length: ${body.length}`);
  socket.end(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]));
}

async function sendStream(socket: Socket, response: Response, headAloneMs: number): Promise<void> {
  const lines = [
    'HTTP/1.1 101 UPGRADED',
    `Content-Type: ${typeOf(response)}`,
    'Connection: Upgrade',
    'Upgrade: tcp',
  ];
  // What there is already goes out together with the head, for whom that is right.
  if (headAloneMs === 0) socket.cork();
  setImmediate(() => socket.uncork());
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  if (headAloneMs > 0) await wait(headAloneMs);
  const reader = response.body?.getReader();
  socket.on('close', () => void reader?.cancel().catch(() => {}));
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done || value === undefined) break;
    if (!socket.write(value)) await drained(socket);
  }
  // A client that reads slowly has all the time it needs.
  socket.end(() => setTimeout(() => socket.destroy(), LINGER_MS).unref());
}

/** Also when the connection is over. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.on('drain', done).on('close', done);
  });
}
