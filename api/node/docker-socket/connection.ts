import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { TAKE_OVER_BODY_BYTES_MAX, takeOverHeaders, UNTAKEN_BYTES_MAX } from '../../taken-over.ts';
import type { Upstream } from './upstream.ts';

/** Headers that belong to one connection. */
const OF_CONNECTIONS = /^(?:host|connection|upgrade|content-length|sec-websocket-.*)$/;

/** What comes from a terminal. */
const RAW_STREAM = 'application/vnd.docker.raw-stream';
/**
 * Docker's CLI can leave a terminal only if something comes together with the head of the answer, which is what the server
 * sends at once. So long it may take here.
 */
const FIRST_MESSAGE_MS = 50;

/**
 * Answers a request that takes its connection over, or asks for a WebSocket: with what a WebSocket to the server brings,
 * because those come through where connections can't be given away.
 */
export async function answerConnection(
  upstream: Upstream,
  request: Request,
  stdin: ReadableStream<Uint8Array>,
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const body = new Uint8Array(await request.arrayBuffer());
  if (body.length > TAKE_OVER_BODY_BYTES_MAX) return refusal(413, 'http: request body too large');
  const takesOver = request.method !== 'GET';
  const headers = [...request.headers].filter(([name]) => !OF_CONNECTIONS.test(name));
  const { url, headers: credentials, ca } = upstream;
  const socket = new WebSocket(url.href.replace(/^http/, 'ws').replace(/\/$/, '') + pathname + search, {
    headers: {
      ...Object.fromEntries(headers),
      ...credentials,
      ...(takesOver ? takeOverHeaders(request.method, body) : {}),
    },
    perMessageDeflate: false,
    ...(ca === undefined ? {} : { ca }),
  });
  request.signal.addEventListener('abort', () => socket.terminate());
  return await new Promise((resolve) => {
    let type = '';
    socket.on('upgrade', (answered) => {
      type = answered.headers['content-type'] ?? '';
    });
    socket.on('open', async () => {
      const response = new Response(messagesOf(socket), { headers: { 'Content-Type': type } });
      if (type === RAW_STREAM) await firstMessage(socket);
      resolve(response);
      void send(socket, stdin, takesOver);
    });
    socket.on('unexpected-response', (_asked, answered) => void plain(answered).then(resolve));
    socket.on('error', () => resolve(refusal(502, 'the server can not be reached')));
  });
}

function firstMessage(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(resolve, FIRST_MESSAGE_MS);
    const come = () => {
      clearTimeout(patience);
      resolve();
    };
    socket.once('message', come).once('close', come);
  });
}

function refusal(status: number, message: string): Response {
  return new Response(`${JSON.stringify({ message })}\n`, {
    status,
    headers: { 'Content-Type': 'application/json' },
  });
}

/** The answer of a server that gave no WebSocket. */
async function plain(answered: IncomingMessage): Promise<Response> {
  const parts: Uint8Array[] = await answered.toArray().catch(() => []);
  const status = answered.statusCode ?? 502;
  const text = Buffer.concat(parts);
  return new Response(text.length === 0 ? null : text, {
    status,
    headers: { 'Content-Type': answered.headers['content-type'] ?? 'text/plain' },
  });
}

function messagesOf(socket: WebSocket): ReadableStream<Uint8Array> {
  let isWanted = true;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      socket.on('message', (data: Buffer, isBinary) => {
        if (!isBinary || !isWanted) return;
        controller.enqueue(new Uint8Array(data));
        if ((controller.desiredSize ?? 0) <= 0) socket.pause();
      });
      socket.on('close', () => {
        try {
          controller.close();
        } catch {
          // Its reader has gone already.
        }
      });
    },
    pull: () => socket.resume(),
    // Messages that have come already are told even after the end.
    cancel: () => {
      isWanted = false;
      socket.terminate();
    },
  });
}

/** @param takesOver whether the server says what it has taken, and is told of the end of the input */
async function send(socket: WebSocket, stdin: ReadableStream<Uint8Array>, takesOver: boolean): Promise<void> {
  let untaken = 0;
  let wake = () => {};
  socket.on('close', () => wake());
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) return;
    untaken -= Number(String(data));
    wake();
  });
  for await (const piece of stdin) {
    if (socket.readyState !== WebSocket.OPEN) return;
    await new Promise((resolve) => socket.send(piece, resolve));
    untaken += piece.length;
    while (takesOver && untaken > UNTAKEN_BYTES_MAX && socket.readyState === WebSocket.OPEN) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  if (socket.readyState !== WebSocket.OPEN) return;
  if (takesOver) socket.send(new Uint8Array());
  else socket.close();
}
