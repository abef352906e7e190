import { type ErrorNumber, SystemError } from '../filesystem/errors.ts';
import type { SocketAddress } from '../linux/system.ts';
import type { Requeue } from '../simulation/simulation.ts';
import { ANY, isAddress, LOCALHOST } from './addresses.ts';
import { CONNECT_MS } from './latency.ts';
import { type BindRights, claim, ephemeralPort } from './ports.ts';
import type { ConnectingSocket, ListeningSocket, OpenSocket } from './records.ts';
import { type Arrival, type Failure, trace } from './trace.ts';
import type { World } from './world.ts';

/** net.core.somaxconn */
export const BACKLOG_MAX = 4096;

/** When the first SYN and its six repetitions go out, and when all is given up (net.ipv4.tcp_syn_retries). */
const SYN_AT_MS = [0, 1000, 3000, 7000, 15_000, 31_000, 63_000];
const GIVE_UP_AT_MS = 127_000;

/** ARP asks three times, a second apart. */
const ARP_MS = 3000;

const FAILURES: Readonly<Record<Exclude<Failure, 'dropped'>, { error: ErrorNumber; afterMs: number }>> = {
  refused: { error: 'ECONNREFUSED', afterMs: 0 },
  'network unreachable': { error: 'ENETUNREACH', afterMs: 0 },
  'host unreachable': { error: 'EHOSTUNREACH', afterMs: ARP_MS },
};

export function listen(
  world: World,
  namespace: string,
  wanted: SocketAddress,
  rights: BindRights & { readonly backlog?: number },
): string {
  const local = claim(world, namespace, 'tcp', wanted, rights);
  const id = world.sockets.takeId();
  if (id === undefined) throw new SystemError('ENOMEM');
  const backlog = Math.min(rights.backlog ?? BACKLOG_MAX, BACKLOG_MAX);
  world.sockets.set({ id, namespace, protocol: 'tcp', state: 'listening', local, backlog, queue: [] });
  return id;
}

/** Starts a connection; it is there, or has failed, when the socket isn't `connecting` any more. */
export function connect(world: World, namespace: string, to: SocketAddress): string {
  if (!isAddress(to.address) || to.port < 0 || to.port > 65_535) throw new SystemError('EINVAL');
  const peer = to.address === ANY ? { address: LOCALHOST, port: to.port } : to;
  const port = ephemeralPort(world, namespace, 'tcp');
  const id = world.sockets.takeId();
  if (id === undefined) throw new SystemError('ENOMEM');
  const now = world.simulation.now();
  const socket: ConnectingSocket = {
    id,
    namespace,
    protocol: 'tcp',
    state: 'connecting',
    local: { address: ANY, port },
    peer,
    startedMs: now,
    attempt: 0,
    dueMs: now,
    next: 'send',
  };
  proceed(world, socket);
  return id;
}

/** The reconciler of connections that are being made. @param id of the socket */
export function reconcileConnection(world: World, id: string): Requeue | undefined {
  const socket = world.sockets.get(id);
  if (socket?.state !== 'connecting') return undefined;
  const now = world.simulation.now();
  if (socket.dueMs > now) return { afterMs: socket.dueMs - now };
  if (socket.next !== 'send' && socket.next !== 'arrive') {
    fail(world, socket, socket.next);
    return undefined;
  }
  proceed(world, socket);
  const after = world.sockets.get(id);
  return after?.state === 'connecting' ? { afterMs: after.dueMs - now } : undefined;
}

function proceed(world: World, socket: ConnectingSocket): void {
  const { namespace, peer } = socket;
  const result = trace(world, {
    namespace,
    destination: peer.address,
    port: peer.port,
    protocol: 'tcp',
  });
  if (result === 'dropped') sendAgain(world, socket);
  else if (typeof result === 'string') {
    const { error, afterMs } = FAILURES[result];
    failAfter(world, socket, error, afterMs);
  } else {
    socket.local = { address: result.sourceAtHome, port: socket.local.port };
    const travelMs = CONNECT_MS[result.distance];
    if (socket.next === 'send' && travelMs > 0) wait(world, socket, 'arrive', travelMs);
    else knock(world, socket, result);
  }
}

/** The SYN is there. */
function knock(world: World, client: ConnectingSocket, arrival: Arrival): void {
  const { namespace, destination, port } = arrival;
  const listener = world.sockets.bound(namespace, 'tcp', destination, port);
  if (listener?.state !== 'listening') {
    // Beyond the router nobody says that nobody listens.
    if (arrival.distance === 'outside') sendAgain(world, client);
    else failAfter(world, client, 'ECONNREFUSED', 0);
  } else if (listener.proxyTo !== undefined) throughProxy(world, client, arrival, listener.proxyTo);
  else if (listener.queue.length > listener.backlog) sendAgain(world, client);
  else {
    const local = { address: destination, port };
    establish(world, client, arrival, {
      listener,
      local,
      interface: arrival.interface,
      from: arrival.source,
    });
  }
}

/** docker-proxy takes every connection, and only then finds out whether the container does. */
function throughProxy(world: World, client: ConnectingSocket, arrival: Arrival, to: SocketAddress): void {
  const { namespace } = arrival;
  const leg = trace(world, { namespace, destination: to.address, port: to.port, protocol: 'tcp' });
  const listener =
    typeof leg === 'string' ? undefined : world.sockets.bound(leg.namespace, 'tcp', to.address, to.port);
  if (
    typeof leg === 'string' ||
    listener?.state !== 'listening' ||
    listener.queue.length > listener.backlog
  ) {
    open(world, client, arrival, undefined, true);
    world.wake(client.id);
    return;
  }
  establish(world, client, arrival, { listener, local: to, interface: leg.interface, from: leg.source });
}

interface ServerEnd {
  readonly listener: ListeningSocket;
  readonly local: SocketAddress;
  readonly interface: string;
  /** The client's address as the server sees it. */
  readonly from: string;
}

function establish(world: World, client: ConnectingSocket, arrival: Arrival, end: ServerEnd): void {
  const { listener } = end;
  const id = world.sockets.takeId();
  if (id === undefined) {
    sendAgain(world, client);
    return;
  }
  const server: OpenSocket = {
    id,
    namespace: listener.namespace,
    protocol: 'tcp',
    state: 'open',
    local: end.local,
    peer: { address: end.from, port: client.local.port },
    other: client.id,
    interface: end.interface,
    inbox: '',
    ended: false,
    shut: false,
    reset: false,
  };
  world.sockets.set(server);
  listener.queue.push(id);
  world.sockets.set(listener);
  open(world, client, arrival, id, false);
  world.wake(listener.id);
  world.wake(client.id);
}

function open(
  world: World,
  client: ConnectingSocket,
  arrival: Arrival,
  other: string | undefined,
  reset: boolean,
): void {
  const { id, namespace, peer, local } = client;
  world.sockets.set({
    id,
    namespace,
    protocol: 'tcp',
    state: 'open',
    local: { address: arrival.sourceAtHome, port: local.port },
    peer,
    ...(other === undefined ? {} : { other }),
    interface: arrival.interfaceAtHome,
    inbox: '',
    ended: reset,
    shut: false,
    reset,
  });
}

/** The SYN was lost: another one goes out, each after twice the time. */
function sendAgain(world: World, socket: ConnectingSocket): void {
  socket.attempt++;
  const at = SYN_AT_MS[socket.attempt];
  const elapsed = world.simulation.now() - socket.startedMs;
  if (at === undefined) wait(world, socket, 'ETIMEDOUT', GIVE_UP_AT_MS - elapsed);
  else wait(world, socket, 'send', at - elapsed);
}

function failAfter(world: World, socket: ConnectingSocket, error: ErrorNumber, afterMs: number): void {
  if (afterMs > 0) wait(world, socket, error, afterMs);
  else fail(world, socket, error);
}

function wait(world: World, socket: ConnectingSocket, next: ConnectingSocket['next'], afterMs: number): void {
  const before = socket.dueMs;
  socket.next = next;
  socket.dueMs = world.simulation.now() + Math.max(0, afterMs);
  world.sockets.set(socket);
  if (socket.dueMs !== before) world.simulation.enqueue(`network|${socket.id}`);
}

function fail(world: World, { id, namespace, local }: ConnectingSocket, error: ErrorNumber): void {
  world.sockets.set({ id, namespace, protocol: 'tcp', state: 'failed', local, error });
  world.wake(id);
}
