import { SystemError } from '../filesystem/errors.ts';
import type { Again } from '../linux/system.ts';
import type { Network } from '../network/network.ts';
import { Publisher } from '../simulation/publisher.ts';
import type { Records } from '../simulation/records.ts';
import type { Reconciler, Requeue, Simulation } from '../simulation/simulation.ts';

/** Connections from outside that a sandbox holds at the same time. */
const CONNECTIONS_MAX = 512;

/** What is written at once: then it is looked whether there is room for more. */
const WRITE_BYTES_MAX = 65_536;

/**
 * Where a connection goes in at: at a host's address on the LAN, as somebody else's computer would, or at its
 * loopback, as somebody who sits at it.
 */
export type Entrance = 'lan' | 'loopback';

/** Told about a connection, by the id of its socket: something has changed at it, or the sandbox leaves memory. */
export type OutsideMessage = { readonly is: 'changed' } | { readonly is: 'closed' };

/** What is kept of a connection, so that it can be closed when nobody is there any more who has made it. */
interface OutsideConnection {
  /** When whoever waits for something wants to be told that it took too long, in ms of virtual time. */
  readonly patienceEndsMs?: number;
}

/**
 * TCP connections of clients outside the sandbox to what its machines listen on. Whoever has one is told when there
 * is something to do; what there is, the calls say.
 */
export class OutsideConnections {
  readonly publisher = new Publisher<OutsideMessage>();
  readonly reconciler: Reconciler = { name: 'outside', reconcile: (id) => this.#reconcile(id) };
  readonly #simulation: Simulation;
  readonly #network: Network;
  readonly #switchOn: (host: string) => void;
  readonly #connections: Records<OutsideConnection>;

  /** @param switchOn boots a host of that name if there is to be one and it hasn't yet */
  constructor(
    simulation: Simulation,
    machines: { readonly network: Network; readonly socketListeners: ((socket: string) => void)[] },
    switchOn: (host: string) => void,
  ) {
    this.#simulation = simulation;
    this.#network = machines.network;
    this.#switchOn = switchOn;
    this.#connections = simulation.records.of('outside_connections');
    machines.socketListeners.push((socket) => this.#changed(socket));
    simulation.afterCommit(() => this.publisher.flush());
  }

  /** After the records were loaded: whoever held a connection has lost it. */
  connect(): void {
    for (const id of [...this.#connections.keys()]) this.close(id);
  }

  /** Everybody who holds a connection has lost it: the sandbox leaves memory. */
  end(): void {
    this.publisher.tellAll({ is: 'closed' });
  }

  /**
   * Begins to connect. @returns the id of the socket; undefined: there is no such host
   * @throws SystemError
   */
  open(host: string, port: number, entrance: Entrance): string | undefined {
    this.#switchOn(host);
    const { hosts } = this.#network.world;
    const machine = hosts.get(host);
    if (machine === undefined) return undefined;
    if (this.#connections.size >= CONNECTIONS_MAX) throw new SystemError('EMFILE');
    const address = entrance === 'lan' ? machine.address : '127.0.0.1';
    const id = this.#network.connectFromOutside(machine.namespace, { address, port });
    this.#connections.set(id, {});
    return id;
  }

  /** @throws SystemError why there is no connection */
  isConnected(id: string): boolean {
    return this.#network.connected(id) === true;
  }

  /** None at the end of the stream. @throws SystemError */
  read(id: string): Uint8Array | Again {
    return this.#network.read(id);
  }

  /** Writes what there is room for. @returns how many bytes that are @throws SystemError EPIPE: nobody reads any more */
  write(id: string, bytes: Uint8Array): number {
    if (this.#network.full(id)) return 0;
    const piece = bytes.subarray(0, WRITE_BYTES_MAX);
    if (!this.#network.write(id, piece)) throw new SystemError('EPIPE');
    return piece.length;
  }

  /** Nothing more will be written. */
  shutdown(id: string): void {
    this.#network.shutdown(id);
  }

  close(id: string): void {
    this.#network.close(id);
    this.#connections.delete(id);
    this.#simulation.enqueue(`outside|${id}`);
  }

  /** From now on, for so many ms of virtual time: then whoever waits is told. */
  bePatient(id: string, ms: number): void {
    this.#connections.set(id, { patienceEndsMs: this.#simulation.now() + ms });
    this.#simulation.enqueue(`outside|${id}`);
  }

  /** True once it took too long. */
  isImpatient(id: string): boolean {
    const ends = this.#connections.get(id)?.patienceEndsMs;
    return ends !== undefined && ends <= this.#simulation.now();
  }

  #changed(socket: string): void {
    if (this.#connections.has(socket)) this.publisher.emit(socket, { is: 'changed' });
  }

  #reconcile(id: string): Requeue | undefined {
    const ends = this.#connections.get(id)?.patienceEndsMs;
    if (ends === undefined) return undefined;
    const afterMs = ends - this.#simulation.now();
    if (afterMs > 0) return { afterMs, background: true };
    this.#changed(id);
    return undefined;
  }
}
