import { createServer, type Server, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { Upstream } from './upstream.ts';

/** Where ports are opened: nobody else's machine reaches them. */
const LOOPBACK = '127.0.0.1';
/** How long until a server that couldn't be reached is asked again. */
const RETRY_MS = 2000;
/** Addresses of the sandbox's host that its own loopback reaches. */
const REACHED = ['0.0.0.0', LOOPBACK];

const containersSchema = z.array(
  z.object({
    Names: z.array(z.string()),
    Ports: z.array(z.object({ IP: z.string().optional(), PublicPort: z.int().optional(), Type: z.string() })),
  }),
);

/** Says on loopback what containers publish, for as long as they do. */
export class PublishedPorts {
  readonly #upstream: Upstream;
  readonly #host: string;
  readonly #say: (line: string) => void;
  /** By port: open, or known to be taken by somebody else. */
  readonly #servers = new Map<number, Server | 'taken'>();
  #isClosed = false;

  constructor(upstream: Upstream, say: (line: string) => void) {
    this.#upstream = upstream;
    this.#host = /\/hosts\/([^/]+)$/.exec(upstream.url.pathname)?.[1] ?? 'docker';
    this.#say = say;
  }

  /** Follows the daemon's events until it is closed, or the sandbox doesn't know us any more. */
  async follow(): Promise<void> {
    while (!this.#isClosed) {
      const isKnown = await this.#followOnce().catch(() => true);
      if (!isKnown) {
        this.#say('the sandbox is gone, or its credentials are revoked: its ports are closed');
        this.close();
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#open(new Map());
  }

  /** @returns false where the daemon doesn't know us */
  async #followOnce(): Promise<boolean> {
    const filters = JSON.stringify({ type: ['container'], event: ['start', 'die', 'destroy', 'rename'] });
    const events = await this.#ask(`/events?filters=${encodeURIComponent(filters)}`);
    if (events.status === 401) return false;
    await this.#look();
    for await (const _ of events.body ?? []) await this.#look();
    return true;
  }

  async #look(): Promise<void> {
    const answer = await this.#ask('/containers/json');
    if (!answer.ok || this.#isClosed) return;
    const wanted = new Map<number, string>();
    for (const { Names, Ports } of containersSchema.parse(await answer.json())) {
      for (const { IP = '', PublicPort, Type } of Ports) {
        if (PublicPort === undefined || Type !== 'tcp' || !REACHED.includes(IP)) continue;
        wanted.set(PublicPort, Names[0]?.slice(1) ?? '');
      }
    }
    this.#open(wanted);
  }

  #ask(path: string): Promise<Response> {
    const { url, headers } = this.#upstream;
    return fetch(`${url.href.replace(/\/$/, '')}${path}`, { headers });
  }

  /** @param wanted by port, the names of the containers that publish them */
  #open(wanted: ReadonlyMap<number, string>): void {
    for (const [port, server] of this.#servers) {
      if (wanted.has(port)) continue;
      this.#servers.delete(port);
      if (server === 'taken') continue;
      server.close();
      this.#say(`${LOOPBACK}:${port} is closed`);
    }
    for (const [port, name] of wanted) if (!this.#servers.has(port)) this.#listen(port, name);
  }

  #listen(port: number, name: string): void {
    const server = createServer({ allowHalfOpen: true }, (socket) => this.#carry(socket, port));
    this.#servers.set(port, server);
    server.on('error', (error) => {
      if (this.#servers.get(port) === server) this.#servers.set(port, 'taken');
      const why =
        'code' in error && error.code === 'EADDRINUSE' ? 'it is in use on this machine' : error.message;
      this.#say(`${LOOPBACK}:${port} can't lead to ${name}: ${why}`);
    });
    server.listen(port, LOOPBACK, () => this.#say(`${LOOPBACK}:${port} leads to ${name}`));
  }

  /** The bytes of a connection as messages, and back; an empty one says that no more will come. */
  #carry(socket: Socket, port: number): void {
    const { url, headers, ca } = this.#upstream;
    const place = url.href.replace(/^http/, 'ws').replace(/\/docker(?:\/hosts\/[^/]+)?\/?$/, '/tcp');
    const tunnel = new WebSocket(`${place}/${this.#host}:${port}`, {
      headers,
      perMessageDeflate: false,
      ...(ca === undefined ? {} : { ca }),
    });
    socket.on('error', () => tunnel.terminate());
    socket.on('close', () => tunnel.close());
    tunnel.on('error', () => socket.resetAndDestroy());
    tunnel.on('close', () => socket.end());
    tunnel.on('message', (data: Buffer) => {
      if (socket.write(data)) return;
      tunnel.pause();
      socket.once('drain', () => tunnel.resume());
    });
    tunnel.on('open', () => {
      socket.on('data', (data) => {
        socket.pause();
        tunnel.send(data, () => socket.resume());
      });
      socket.on('end', () => {
        if (tunnel.readyState === WebSocket.OPEN) tunnel.send(new Uint8Array());
      });
    });
  }
}
