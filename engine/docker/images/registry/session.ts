import { SystemError } from '../../../filesystem/errors.ts';
import { packed, unpacked } from '../../../filesystem/packed.ts';
import type { Network } from '../../../network/network.ts';
import { type Headers, header } from '../../../programs/http/message.ts';
import { parseBody, parseHead } from '../../../programs/http/wire.ts';
import type { Records } from '../../../simulation/records.ts';
import type { Simulation } from '../../../simulation/simulation.ts';
import { DockerError } from '../../docker-error.ts';
import type { RegistryPlace } from './place.ts';

/** Who speaks with a registry. */
export type RegistryClient = 'dockerd' | 'containerd';

interface ClientWords {
  /** How it calls itself. */
  readonly agent: string;
  /** Before the reason, where a request fails on its way. */
  readonly failed: string;
  /** Where it tries to connect to `localhost`, as it says. */
  readonly localhost: string;
  /** Nobody has answered. */
  readonly tooLong: (place: RegistryPlace) => string;
}

const CLIENTS: Readonly<Record<RegistryClient, ClientWords>> = {
  dockerd: {
    agent: 'docker/28.2.2 go/go1.24.3 git-commit/45873be kernel/6.1.0 os/linux arch/amd64',
    failed: '',
    localhost: '127.0.0.1',
    tooLong: () =>
      'net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
  },
  containerd: {
    agent: 'containerd/v2.1.1',
    failed: 'failed to do request: ',
    localhost: '[::1]',
    tooLong: ({ address, port }) => `dial tcp ${address}:${port}: i/o timeout`,
  },
};

/** A connection to a registry, and the answer that is coming: part of what is stored. */
export interface Session {
  readonly id: string;
  readonly client: RegistryClient;
  readonly place: RegistryPlace;
  readonly socket: string;
  /** What the answer is to. */
  method: string;
  target: string;
  askedMs: number;
  /** Records that hold what has come of it, and its length. */
  pieces: number;
  length: number;
  ended: boolean;
  head?: { readonly status: number; readonly headers: Headers; readonly end: number };
}

export interface RegistryAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

export interface RegistryQuestion {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'PUT';
  readonly target: string;
  readonly headers?: Headers;
  readonly body?: Uint8Array;
}

/** The longest answer that is read: a blob. */
const ANSWER_BYTES_MAX = 64 * 1024 * 1024;
/** A record of an answer that is coming. */
const PIECE_BYTES = 131_072;
/** The longest first line of an answer, and what is shown of one that makes no sense. */
const LINE_CHARACTERS_MAX = 4096;
const LINE_CHARACTERS_SHOWN = 200;
/** A registry that says nothing is given up. */
export const ANSWER_MS_MAX = 30_000;
export const CONNECT_MS_MAX = 15_000;

/** Conversations of daemons with registries over the sandbox's network. */
export class Sessions {
  readonly #simulation: Simulation;
  readonly #network: Network;
  readonly #pieces: Records<string>;

  constructor(simulation: Simulation, network: Network) {
    this.#simulation = simulation;
    this.#network = network;
    this.#pieces = simulation.records.of('docker_registry_answers');
  }

  /**
   * Begins to connect.
   * @param id the session's: whoever has it is told when something comes
   * @param first what is going to be asked
   * @throws DockerError
   */
  open(
    id: string,
    namespace: string,
    place: RegistryPlace,
    { client, method, target }: Pick<Session, 'client' | 'method' | 'target'> = FROM_DOCKERD,
  ): Session {
    const { address, port } = place;
    const asking = { client, place, method, target };
    const socket = this.#trying(asking, true, () => this.#network.connect(namespace, { address, port }));
    return { id, ...asking, socket, askedMs: this.#simulation.now(), pieces: 0, length: 0, ended: false };
  }

  /** @throws DockerError why it isn't going to be */
  isConnected(session: Session): boolean {
    const { socket, askedMs } = session;
    const isConnected = this.#trying(session, true, () => this.#network.connected(socket) === true);
    if (!isConnected && this.#simulation.now() - askedMs >= CONNECT_MS_MAX) {
      throw requestFailed(session, CLIENTS[session.client].tooLong(session.place));
    }
    return isConnected;
  }

  /** Asks something, once what was asked before has been answered. @throws DockerError */
  ask(session: Session, { method, target, headers = [], body }: RegistryQuestion): void {
    this.#forget(session);
    Object.assign(session, { method, target, askedMs: this.#simulation.now() });
    const domain = session.place.origin.slice('http://'.length);
    const all: Headers = [
      ['Host', domain],
      ['User-Agent', CLIENTS[session.client].agent],
      ...headers,
      ...(body === undefined ? [] : [['Content-Length', String(body.length)] as const]),
    ];
    const head = `${method} ${target} HTTP/1.1\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
    const isHeard = this.#trying(session, false, () => {
      const first = this.#network.write(session.socket, new TextEncoder().encode(head));
      return first && (body === undefined || this.#network.write(session.socket, body));
    });
    if (!isHeard) throw requestFailed(session, 'EOF');
  }

  /** The whole answer; undefined: it isn't there yet. @throws DockerError */
  answer(session: Session): RegistryAnswer | undefined {
    this.#receive(session);
    session.head ??= this.#head(session);
    const { head } = session;
    if (head !== undefined) {
      const body = this.#body(session, head);
      if (body !== undefined) {
        this.#forget(session);
        return { status: head.status, headers: head.headers, body };
      }
    }
    if (session.ended) throw requestFailed(session, head === undefined ? 'EOF' : 'unexpected EOF');
    if (this.#simulation.now() - session.askedMs >= ANSWER_MS_MAX) {
      throw requestFailed(
        session,
        'net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
      );
    }
    return undefined;
  }

  close(session: Session): void {
    this.#forget(session);
    this.#network.close(session.socket);
  }

  #receive(session: Session): void {
    for (;;) {
      const bytes = this.#trying(session, false, () => this.#network.read(session.socket));
      if (bytes === 'again') return;
      if (bytes.length === 0) {
        session.ended = true;
        return;
      }
      session.length += bytes.length;
      if (session.length > ANSWER_BYTES_MAX) throw requestFailed(session, 'answer is too long');
      const last = `${session.id}/${session.pieces - 1}`;
      const before = this.#pieces.get(last);
      if (before === undefined || before.length + bytes.length > PIECE_BYTES) {
        this.#pieces.set(`${session.id}/${session.pieces++}`, packed(bytes));
      } else this.#pieces.set(last, before + packed(bytes));
    }
  }

  #head(session: Session): Session['head'] {
    const text = this.#pieces.get(`${session.id}/0`) ?? '';
    const line = /^(.*?)\r?\n/.exec(text)?.[1] ?? (text.length > LINE_CHARACTERS_MAX ? text : undefined);
    if (line === undefined) return undefined;
    const head = parseHead(text);
    const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(line)?.[1] ?? Number.NaN);
    if (typeof head === 'number' || Number.isNaN(status)) {
      const shown = JSON.stringify(line.slice(0, LINE_CHARACTERS_SHOWN));
      const why = `malformed HTTP response ${shown}`;
      throw requestFailed(session, `net/http: HTTP/1.x transport connection broken: ${why}`);
    }
    return head === 'more' ? undefined : { status, headers: head.headers, end: head.end };
  }

  #body(session: Session, head: NonNullable<Session['head']>): Uint8Array | undefined {
    const { status, headers, end } = head;
    if (session.method === 'HEAD' || status === 204 || status === 304) return new Uint8Array();
    const size = Number(header(head, 'Content-Length') ?? Number.NaN);
    if (session.length < end + size) return undefined;
    if (!Number.isNaN(size)) return unpacked(this.#text(session).slice(end, end + size));
    const line = ['HTTP/1.1', String(status), ''] as const;
    const body = parseBody(this.#text(session), { line, headers, end }, { ended: session.ended });
    if (body === 'more') return undefined;
    if (typeof body === 'number') throw requestFailed(session, 'malformed chunked encoding');
    return unpacked(body.data);
  }

  #text(session: Session): string {
    const keys = Array.from({ length: session.pieces }, (_, piece) => `${session.id}/${piece}`);
    return keys.map((key) => this.#pieces.get(key) ?? '').join('');
  }

  #forget(session: Session): void {
    for (let piece = 0; piece < session.pieces; piece++) this.#pieces.delete(`${session.id}/${piece}`);
    session.pieces = 0;
    session.length = 0;
    delete session.head;
  }

  #trying<T>(asking: Asking, dials: boolean, call: () => T): T {
    try {
      return call();
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      const why = WORDS[error.code] ?? error.message.toLowerCase();
      const { origin, address, port } = asking.place;
      const shown = origin.includes('//localhost') ? CLIENTS[asking.client].localhost : address;
      throw requestFailed(asking, `${dials ? `dial tcp ${shown}:${port}: ` : ''}${why}`);
    }
  }
}

/** What is being asked, and whom. */
type Asking = Pick<Session, 'client' | 'place' | 'method' | 'target'>;

const FROM_DOCKERD = { client: 'dockerd', method: 'GET', target: '/v2/' } as const;

const WORDS: Readonly<Partial<Record<SystemError['code'], string>>> = {
  ECONNREFUSED: 'connect: connection refused',
  EHOSTUNREACH: 'connect: no route to host',
  ENETUNREACH: 'connect: network is unreachable',
  ETIMEDOUT: 'i/o timeout',
  ECONNRESET: 'read: connection reset by peer',
};

/** A registry that speaks plain HTTP where TLS is wanted. */
export function notSecure(asking: Asking): DockerError {
  return requestFailed(asking, 'http: server gave HTTP response to HTTPS client');
}

/** `Get "http://localhost:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused` */
function requestFailed({ client, place, method, target }: Asking, why: string): DockerError {
  const verb = method.slice(0, 1) + method.slice(1).toLowerCase();
  return new DockerError(500, `${CLIENTS[client].failed}${verb} "${place.origin}${target}": ${why}`);
}
