import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import { PublishedPorts, type Upstream } from './published-ports.ts';

/**
 * Serves a sandbox's Docker daemon on a Unix socket or a loopback port, for clients that know no other address:
 *
 *     ATOLL_API_KEY=… npm run docker-socket -- sbx_… /tmp/docker.sock
 *
 * With ATOLL_PUBLISH_PORTS=loopback, the ports that its containers publish are open on this machine's loopback, too.
 */

const environment = z.object({
  ATOLL_URL: z.url().default('http://127.0.0.1:8787'),
  ATOLL_API_KEY: z.string().min(1, 'ATOLL_API_KEY is needed'),
  ATOLL_PUBLISH_PORTS: z.enum(['off', 'loopback']).default('off'),
});

const accessSchema = z.object({
  host: z.string(),
  headers: z.record(z.string(), z.string()),
  certificateAuthority: z.string().nullable(),
});

async function accessTo(sandbox: string): Promise<Upstream> {
  const { ATOLL_URL, ATOLL_API_KEY } = environment.parse(process.env);
  const answer = await fetch(`${ATOLL_URL}/v1/sandboxes/${encodeURIComponent(sandbox)}/docker`, {
    headers: { Authorization: `Bearer ${ATOLL_API_KEY}` },
  });
  if (!answer.ok) throw new Error(`the server answers ${answer.status}: ${await answer.text()}`);
  const { host, headers, certificateAuthority } = accessSchema.parse(await answer.json());
  const url = new URL(host.replace(/^tcp:/, new URL(ATOLL_URL).protocol));
  return { url, headers, ca: certificateAuthority ?? undefined };
}

function forward(upstream: Upstream, incoming: IncomingMessage): ReturnType<typeof httpRequest> {
  const { url, headers, ca } = upstream;
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return send({
    hostname: url.hostname,
    port: url.port,
    path: url.pathname + (incoming.url ?? '/'),
    method: incoming.method,
    headers: { ...incoming.headers, ...headers, host: url.host },
    ...(ca === undefined ? {} : { ca }),
  });
}

function answer(upstream: Upstream, incoming: IncomingMessage, response: ServerResponse): void {
  const request = forward(upstream, incoming);
  request.on('response', (answered) => {
    response.writeHead(answered.statusCode ?? 502, answered.headers);
    response.flushHeaders();
    answered.pipe(response);
  });
  request.on('error', () => response.writeHead(502).end('{"message":"the server can not be reached"}\n'));
  response.on('close', () => request.destroy());
  incoming.pipe(request);
}

/** A connection that the client takes over is handed on as it is, both ways. */
function handOver(upstream: Upstream, incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
  const request = forward(upstream, incoming);
  socket.on('error', () => request.destroy());
  request.on('error', () => socket.destroy());
  request.on('upgrade', (answered, server, rest) => {
    server.on('error', () => socket.destroy());
    server.on('close', () => socket.end(() => socket.destroy()));
    socket.write(Buffer.concat([Buffer.from(headOf(answered)), rest]));
    server.pipe(socket);
    socket.pipe(server);
  });
  request.on('response', (answered) => {
    socket.write(headOf(answered));
    answered.pipe(socket);
  });
  const length = Number(incoming.headers['content-length'] ?? 0);
  if (head.length >= length) {
    request.end(head.subarray(0, length));
    if (head.length > length) socket.unshift(head.subarray(length));
    return;
  }
  request.write(head);
  let left = length - head.length;
  const take = (chunk: Buffer) => {
    request.write(chunk.subarray(0, left));
    if (chunk.length < left) {
      left -= chunk.length;
      return;
    }
    socket.off('data', take).pause();
    socket.unshift(chunk.subarray(left));
    request.end();
  };
  socket.on('data', take);
}

function headOf({ statusCode, statusMessage, rawHeaders }: IncomingMessage): string {
  let head = `HTTP/1.1 ${statusCode} ${statusMessage}\r\n`;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    if (!/^transfer-encoding$/i.test(rawHeaders[at] ?? ''))
      head += `${rawHeaders[at]}: ${rawHeaders[at + 1]}\r\n`;
  }
  return `${head}\r\n`;
}

async function main([sandbox, place]: readonly string[]): Promise<void> {
  if (sandbox === undefined || place === undefined) {
    throw new Error('usage: npm run docker-socket -- <sandbox> <path of a Unix socket, or port>');
  }
  const upstream = await accessTo(sandbox);
  const server = createServer((incoming, response) => answer(upstream, incoming, response));
  server.on('upgrade', (incoming, socket, head) => handOver(upstream, incoming, socket, head));
  const isPort = /^\d{1,5}$/.test(place);
  const listening = () => {
    process.stdout.write(`export DOCKER_HOST=${isPort ? `tcp://127.0.0.1:${place}` : `unix://${place}`}\n`);
  };
  if (isPort) server.listen(Number(place), '127.0.0.1', listening);
  else server.listen(place, listening);
  const ports = new PublishedPorts(upstream, (line) => process.stderr.write(`docker-socket: ${line}\n`));
  if (environment.parse(process.env).ATOLL_PUBLISH_PORTS === 'loopback') void ports.follow();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      ports.close();
      server.closeAllConnections();
      server.close(() => process.exit(0));
    });
  }
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`docker-socket: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
