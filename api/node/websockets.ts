import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { MessageStream } from '../message-stream.ts';

/** Of one message from a client. */
const MESSAGE_BYTES_MAX = 1024 * 1024;

const server = new WebSocketServer({
  noServer: true,
  maxPayload: MESSAGE_BYTES_MAX,
  perMessageDeflate: false,
});

/** Where one is taken: elsewhere such a request is answered as any other. */
const PATHS =
  /^\/[as]\/[^/]+\/(?:tcp\/|docker\/(?:[^?]*\/)?(?:containers\/[^/?]+\/attach(?:\/ws)?|exec\/[^/?]+\/start)(?:\?|$))/;

/** What will come over those that are accepted. */
const types = new WeakMap<IncomingMessage, string>();
server.on('headers', (lines, incoming) => {
  lines.push(`Content-Type: ${types.get(incoming) ?? ''}`);
});

export function asksForWebSocket({ method, headers, url = '' }: IncomingMessage): boolean {
  return method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket' && PATHS.test(url);
}

/** A WebSocket that isn't one yet, because it isn't known whether there is anything behind it. */
export class ComingWebSocket {
  readonly #incoming: IncomingMessage;
  readonly #socket: Socket;
  readonly #head: Buffer;
  #accepted: WebSocket | undefined;
  readonly input = new MessageStream(() => this.#accepted?.resume());

  constructor(incoming: IncomingMessage, socket: Socket, head: Buffer) {
    this.#incoming = incoming;
    this.#socket = socket;
    this.#head = head;
  }

  /** Sends a text message. */
  tell(text: string): void {
    this.#accepted?.send(text);
  }

  /**
   * Sends a body as messages until it ends, or the client goes.
   * @param type its media type, which the client is told
   */
  accept(body: ReadableStream<Uint8Array>, type: string): void {
    types.set(this.#incoming, type);
    server.handleUpgrade(this.#incoming, this.#socket, this.#head, (socket) => {
      this.#accepted = socket;
      const reader = body.getReader();
      socket.on('message', (data) => {
        if (!this.input.push(bytesOf(data))) socket.pause();
      });
      socket.on('error', () => socket.terminate());
      socket.on('close', () => {
        this.input.end();
        void reader.cancel().catch(() => {});
      });
      send(socket, reader).then(
        () => socket.close(),
        () => socket.terminate(),
      );
    });
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return new Uint8Array(Buffer.concat(data));
  return new Uint8Array(data);
}

async function send(socket: WebSocket, reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    await new Promise<void>((resolve, reject) => {
      socket.send(value, { binary: true }, (error) => (error ? reject(error) : resolve()));
    });
  }
}
