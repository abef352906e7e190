import { DOCKER_GID } from '../../container/host-layer.ts';
import type { Machines } from '../../container/machines.ts';
import { SystemError } from '../../filesystem/errors.ts';
import { packed } from '../../filesystem/packed.ts';
import { ProcessSystem } from '../../linux/calls/network-calls.ts';
import { unixAddress } from '../../network/unix-address.ts';
import type { Publisher } from '../../simulation/publisher.ts';
import type { Records } from '../../simulation/records.ts';
import type { Reconciler, Simulation } from '../../simulation/simulation.ts';
import type { DockerMessage } from '../messages.ts';
import { type Incoming, nextRequest, REQUEST_BYTES_MAX, type Refused } from './incoming.ts';
import { Outgoing } from './outgoing.ts';
import type { DaemonPort } from './port.ts';

const PATH = '/run/docker.sock';
const MODE = 0o660;
const DAEMON = '/usr/bin/dockerd';

/** Connections that the daemons of a sandbox serve at the same time; more wait to be accepted. */
const CONNECTIONS_MAX = 64;

/** What is stored of a connection. */
interface Connection {
  readonly host: string;
  /** What has come and isn't answered, one character per byte. */
  input: string;
  inputEnded: boolean;
  /** A request is being answered: nobody goes on with that after a restart. */
  asked: boolean;
  /** It was refused: what else it sends is read for nothing, so that it gets to know why before the end. */
  lingers?: boolean;
}

/**
 * /var/run/docker.sock of the sandbox's Docker hosts. Programs that see the file speak HTTP there, as clients outside do
 * with the daemon; the answers come from a port. An answer that is under way ends with the memory of the sandbox.
 */
export class DaemonSockets {
  /** Filled in by whoever hosts the sandbox. */
  port: DaemonPort | undefined;
  readonly reconciler: Reconciler = { name: 'docker-socket', reconcile: (id) => this.#reconcile(id) };
  readonly #simulation: Simulation;
  readonly #machines: Machines;
  readonly #publisher: Publisher<DockerMessage>;
  /** Listening socket → host. */
  readonly #listeners: Records<string>;
  readonly #connections: Records<Connection>;
  readonly #outgoing = new Map<string, Outgoing>();

  constructor(simulation: Simulation, machines: Machines, publisher: Publisher<DockerMessage>) {
    this.#simulation = simulation;
    this.#machines = machines;
    this.#publisher = publisher;
    this.#listeners = simulation.records.of('docker_sockets');
    this.#connections = simulation.records.of('docker_socket_connections');
    machines.socketListeners.push((socket) => {
      if (this.#listeners.has(socket) || this.#connections.has(socket)) this.#enqueue(socket);
    });
  }

  /** After the records were loaded: answers that were under way are lost. */
  connect(): void {
    for (const id of [...this.#listeners.keys(), ...this.#connections.keys()]) this.#enqueue(id);
  }

  /** The daemon of a host that has just booted listens. */
  open(host: string): void {
    const { kernel } = this.#machines;
    const daemon = kernel.processes.of(host).find(({ path }) => path === DAEMON);
    if (daemon === undefined) return;
    const system = new ProcessSystem(kernel, daemon);
    const descriptor = system.listen(unixAddress(PATH));
    system.changeMode(PATH, MODE);
    system.changeOwner(PATH, 0, DOCKER_GID);
    const target = kernel.descriptors.target(daemon, descriptor);
    if (target.is === 'socket') this.#listeners.set(target.socket, host);
  }

  forgetHost(host: string): void {
    for (const [id, { host: own }] of [...this.#connections.entries()]) if (own === host) this.#close(id);
    for (const [id, own] of [...this.#listeners.entries()]) if (own === host) this.#listeners.delete(id);
  }

  /** True while somebody in the sandbox waits for more of an answer: each instant's messages are told in it then. */
  get isFollowed(): boolean {
    return this.#outgoing.size > 0;
  }

  /** Subscriptions of clients in the sandbox, which don't keep it awake. */
  get subscriptions(): number {
    let count = 0;
    for (const { subscriptions } of this.#outgoing.values()) count += subscriptions;
    return count;
  }

  #enqueue(id: string): void {
    this.#simulation.enqueue(`docker-socket|${id}`);
  }

  #reconcile(id: string): undefined {
    const host = this.#listeners.get(id);
    if (host !== undefined) this.#accept(id, host);
    const connection = this.#connections.get(id);
    if (connection === undefined) return undefined;
    try {
      this.#serve(id, connection);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      this.#close(id);
    }
    return undefined;
  }

  #accept(listener: string, host: string): void {
    const { network } = this.#machines;
    if (network.world.sockets.get(listener) === undefined) {
      this.#listeners.delete(listener);
      return;
    }
    while (this.#connections.size < CONNECTIONS_MAX) {
      const accepted = network.accept(listener);
      if (accepted === 'again') return;
      this.#connections.set(accepted.socket, { host, input: '', inputEnded: false, asked: false });
      this.#enqueue(accepted.socket);
    }
  }

  #close(id: string): void {
    const outgoing = this.#outgoing.get(id);
    this.#outgoing.delete(id);
    if (outgoing?.ended === false) outgoing.abandon();
    this.#connections.delete(id);
    this.#machines.network.close(id);
    for (const listener of this.#listeners.keys()) this.#enqueue(listener);
  }

  /** @throws SystemError where the client has gone */
  #serve(id: string, connection: Connection): void {
    if (connection.asked && !this.#outgoing.has(id)) {
      this.#close(id);
      return;
    }
    this.#receive(id, connection);
    if (!this.#outgoing.has(id) && connection.lingers !== true) this.#begin(id, connection);
    const outgoing = this.#outgoing.get(id);
    if (outgoing !== undefined) {
      outgoing.flush((bytes) => this.#send(id, bytes));
      const isOver = outgoing.isSent && outgoing.closes;
      const isGivenUp = !outgoing.ended && (connection.inputEnded || outgoing.isTooMuch);
      if (isGivenUp || (isOver && !outgoing.refuses)) {
        this.#close(id);
        return;
      }
      if (!outgoing.isSent) return;
      this.#outgoing.delete(id);
      connection.asked = false;
      if (outgoing.refuses) {
        connection.lingers = true;
        this.#machines.network.shutdown(id);
      }
      this.#connections.set(id, connection);
      // What came with it is a step of its own.
      this.#enqueue(id);
    } else if (connection.inputEnded) this.#close(id);
  }

  #receive(id: string, connection: Connection): void {
    while (!connection.inputEnded && connection.input.length <= REQUEST_BYTES_MAX) {
      const bytes = this.#machines.network.read(id);
      if (bytes === 'again') return;
      if (bytes.length === 0) connection.inputEnded = true;
      if (connection.lingers !== true) connection.input += packed(bytes);
      this.#connections.set(id, connection);
    }
  }

  #send(id: string, bytes: Uint8Array): boolean {
    const { network } = this.#machines;
    if (network.full(id)) return false;
    if (!network.write(id, bytes)) throw new SystemError('EPIPE');
    return true;
  }

  /** Has the next request answered, if it is there. */
  #begin(id: string, connection: Connection): void {
    const next = nextRequest(connection.input);
    if (next === undefined) return;
    connection.input = 'refused' in next ? '' : connection.input.slice(next.end);
    connection.asked = true;
    this.#connections.set(id, connection);
    const outgoing = new Outgoing(
      'refused' in next
        ? { isHead: false, knowsPieces: false, closes: true }
        : { isHead: next.method === 'HEAD', knowsPieces: next.isHttp11, closes: next.closes },
      () => this.#simulation.now(),
      () => this.#enqueue(id),
    );
    this.#outgoing.set(id, outgoing);
    if ('refused' in next) refuse(outgoing, next);
    else this.#ask(connection.host, next, outgoing);
  }

  #ask(host: string, { method, target, headers, body }: Incoming, outgoing: Outgoing): void {
    if (this.port === undefined) throw new SystemError('ECONNRESET');
    const before = this.#publisher.count;
    outgoing.abandon = this.port({ host, method, target, headers, body }, outgoing);
    outgoing.subscriptions = this.#publisher.count - before;
  }
}

function refuse(outgoing: Outgoing, { refused, status }: Refused): void {
  const bytes = new TextEncoder().encode(refused);
  outgoing.refuses = true;
  outgoing.begin(status, [['Content-Type', 'text/plain; charset=utf-8']], bytes.length);
  outgoing.write(bytes);
  outgoing.end();
}
