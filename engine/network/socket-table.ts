import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { ANY } from './addresses.ts';
import type { ClosedSocket, ListeningSocket, Protocol, Socket } from './records.ts';
import { SetsByKey } from './sets-by-key.ts';

/** Sockets of all namespaces together. */
const SOCKETS_MAX = 50_000;
/** Closed connections that are remembered (net.ipv4.tcp_max_tw_buckets, for a small machine). */
const TIME_WAIT_MAX = 1024;

/** The sockets of a sandbox, found by id, by namespace, and by port or file. */
export class SocketTable {
  readonly #simulation: Simulation;
  readonly #records: Records<Socket>;
  readonly #counter: Records<number>;
  readonly #byNamespace = new SetsByKey();
  /** By port, or by the file that a Unix socket is bound to. */
  readonly #byPlace = new SetsByKey();
  /** Oldest first. */
  #timeWait: string[] = [];
  #indexed = false;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
    this.#records = simulation.records.of('network_sockets');
    this.#counter = simulation.records.of('network_socket_counter');
  }

  get(id: string): Socket | undefined {
    return this.#records.get(id);
  }

  all(): IterableIterator<Socket> {
    return this.#records.values();
  }

  /** Undefined where there is no room for another. */
  takeId(): string | undefined {
    this.#prune();
    if (this.#records.size >= SOCKETS_MAX) return undefined;
    const id = (this.#counter.get('last') ?? 0) + 1;
    this.#counter.set('last', id);
    return String(id);
  }

  /** Stores a socket, new or changed. Its namespace and port are for ever. */
  set(socket: Socket): void {
    this.#index();
    this.#records.set(socket.id, socket);
    this.#addToIndex(socket);
  }

  delete(id: string): void {
    this.#index();
    const socket = this.#records.get(id);
    if (socket === undefined) return;
    this.#records.delete(id);
    this.#byNamespace.remove(socket.namespace, id);
    const place = placeOf(socket);
    if (place !== undefined) this.#byPlace.remove(place, id);
  }

  timeWait(socket: ClosedSocket): void {
    this.set(socket);
    this.#timeWait.push(socket.id);
    this.#prune();
  }

  of(namespace: string): Socket[] {
    this.#index();
    this.#prune();
    return this.#all(this.#byNamespace.get(namespace));
  }

  /** All that use a port, in whatever state. */
  onPort(namespace: string, protocol: Protocol, port: number): Socket[] {
    this.#index();
    return this.#all(this.#byPlace.get(portKey(namespace, protocol, port)));
  }

  /** The socket that packets to an address get to: one bound to just that address before one bound to any. */
  bound(namespace: string, protocol: Protocol, address: string, port: number): Socket | undefined {
    const candidates = this.onPort(namespace, protocol, port).filter(isBound);
    return (
      candidates.find((socket) => socket.local.address === address) ??
      candidates.find((socket) => socket.local.address === ANY)
    );
  }

  /** The Unix socket that listens at a file. @param file its file system and inode */
  atFile(file: string): ListeningSocket | undefined {
    this.#index();
    const [socket] = this.#all(this.#byPlace.get(fileKey(file)));
    return socket?.state === 'listening' ? socket : undefined;
  }

  #all(ids: readonly string[]): Socket[] {
    const sockets: Socket[] = [];
    for (const id of ids) {
      const socket = this.#records.get(id);
      if (socket !== undefined) sockets.push(socket);
    }
    return sockets;
  }

  #prune(): void {
    this.#index();
    const now = this.#simulation.now();
    let gone = 0;
    for (const id of this.#timeWait) {
      const socket = this.#records.get(id);
      const stays = socket?.state === 'time-wait' && socket.untilMs > now;
      if (stays && this.#timeWait.length - gone <= TIME_WAIT_MAX) break;
      this.delete(id);
      gone++;
    }
    if (gone > 0) this.#timeWait = this.#timeWait.slice(gone);
  }

  /** Made of the records when first needed: they are loaded after this object is made. */
  #index(): void {
    if (this.#indexed) return;
    this.#indexed = true;
    const closed: ClosedSocket[] = [];
    for (const socket of this.#records.values()) {
      this.#addToIndex(socket);
      if (socket.state === 'time-wait') closed.push(socket);
    }
    closed.sort((a, b) => a.untilMs - b.untilMs || Number(a.id) - Number(b.id));
    this.#timeWait = closed.map(({ id }) => id);
  }

  #addToIndex(socket: Socket): void {
    const { id, namespace } = socket;
    this.#byNamespace.add(namespace, id);
    const place = placeOf(socket);
    if (place !== undefined) this.#byPlace.add(place, id);
  }
}

/** True of those that take what comes to a port, and keep others from binding it. */
export function isBound(socket: Socket): boolean {
  return socket.state === 'listening' || socket.state === 'datagram';
}

/** Undefined of Unix sockets that aren't bound: nobody looks for them. */
function placeOf(socket: Socket): string | undefined {
  if (socket.protocol !== 'unix') return portKey(socket.namespace, socket.protocol, socket.local.port);
  return socket.state === 'listening' && socket.file !== undefined ? fileKey(socket.file) : undefined;
}

function fileKey(file: string): string {
  return `unix ${file}`;
}

function portKey(namespace: string, protocol: Protocol, port: number): string {
  return `${namespace} ${protocol} ${port}`;
}
