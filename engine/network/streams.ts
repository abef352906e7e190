import { SystemError } from '../filesystem/errors.ts';
import { packed, unpacked } from '../filesystem/packed.ts';
import type { Again, SocketAddress } from '../linux/system.ts';
import type { ClosedSocket, OpenSocket, Socket } from './records.ts';
import { admitWaiting } from './unix.ts';
import type { World } from './world.ts';

const AGAIN = 'again' satisfies Again;

/** What a connection holds before its writer has to wait. */
const BUFFER_BYTES = 262_144;
/** No writer is let that far: the kernel holds it when the buffer is full. */
const BUFFER_BYTES_MAX = 16_777_216;

const TIME_WAIT_MS = 60_000;

/** What TCP puts into one packet: for the counters. */
const SEGMENT_BYTES = 1448;
const HEADER_BYTES = 66;

/** The next connection that waits at a listening socket. */
export function accept(
  world: World,
  id: string,
): { readonly socket: string; readonly peer: SocketAddress } | Again {
  const listener = world.sockets.get(id);
  if (listener?.state !== 'listening') throw new SystemError('EINVAL');
  for (;;) {
    const socket = listener.queue.shift();
    if (socket === undefined) return AGAIN;
    world.sockets.set(listener);
    admitWaiting(world, listener);
    const connection = world.sockets.get(socket);
    if (connection?.state === 'open') return { socket, peer: connection.peer };
  }
}

/** @throws SystemError why there is no connection */
export function connected(world: World, id: string): true | Again {
  const socket = world.sockets.get(id);
  if (socket?.state === 'connecting' || socket?.state === 'waiting') return AGAIN;
  if (socket?.state === 'failed') throw new SystemError(socket.error);
  if (socket?.state !== 'open') throw new SystemError('ENOTCONN');
  return true;
}

/** Up to `max` bytes; none at the end of the stream. */
export function read(world: World, id: string, max: number): Uint8Array | Again {
  const socket = world.sockets.get(id);
  if (socket?.state === 'connecting' || socket?.state === 'waiting') return AGAIN;
  if (socket?.state !== 'open') throw new SystemError('ENOTCONN');
  if (socket.inbox !== '') {
    const wasFull = !hasRoom(socket);
    const taken = socket.inbox.slice(0, max);
    socket.inbox = socket.inbox.slice(max);
    world.sockets.set(socket);
    if (wasFull && hasRoom(socket) && socket.other !== undefined) world.wake(socket.other);
    return unpacked(taken);
  }
  takeReset(world, socket);
  return socket.ended ? new Uint8Array() : AGAIN;
}

/**
 * Takes all of it; `isFull` then says whether the writer has to wait.
 * @returns false where nobody reads any more: EPIPE, and a SIGPIPE
 */
export function write(world: World, id: string, bytes: Uint8Array): boolean {
  const socket = world.sockets.get(id);
  if (socket?.state !== 'open') throw new SystemError('ENOTCONN');
  takeReset(world, socket);
  const other = socket.other === undefined ? undefined : world.sockets.get(socket.other);
  if (socket.shut || other?.state !== 'open') return false;
  if (bytes.length === 0) return true;
  if (other.inbox.length + bytes.length > BUFFER_BYTES_MAX) throw new SystemError('ENOMEM');
  other.inbox += packed(bytes);
  world.sockets.set(other);
  countTraffic(world, socket, other, bytes.length);
  world.wake(other.id);
  return true;
}

export function isFull(world: World, { other: id }: OpenSocket): boolean {
  const other = id === undefined ? undefined : world.sockets.get(id);
  return other?.state === 'open' && !hasRoom(other);
}

function hasRoom({ inbox }: OpenSocket): boolean {
  return inbox.length <= BUFFER_BYTES;
}

/** Bytes that were written and that the other end hasn't read. */
export function unread(world: World, { other: id }: OpenSocket): number {
  const other = id === undefined ? undefined : world.sockets.get(id);
  return other?.state === 'open' ? other.inbox.length : 0;
}

/** How many bytes the writer may still write without waiting. */
export function room(world: World, { other: id, shut }: OpenSocket): number {
  const other = id === undefined ? undefined : world.sockets.get(id);
  return shut || other?.state !== 'open' ? 0 : Math.max(0, BUFFER_BYTES - other.inbox.length);
}

/** No more writing: the peer reads the end. */
export function shutdown(world: World, id: string): void {
  const socket = world.sockets.get(id);
  if (socket?.state !== 'open') throw new SystemError('ENOTCONN');
  if (socket.shut) return;
  socket.shut = true;
  world.sockets.set(socket);
  end(world, socket.other);
}

/** Closes a connection of a process. What was not read resets it, as in Linux. A Unix socket is gone at once. */
export function closeOpen(world: World, socket: OpenSocket): void {
  const other = socket.other === undefined ? undefined : world.sockets.get(socket.other);
  if (socket.inbox !== '' || other === undefined || socket.reset) {
    world.sockets.delete(socket.id);
    if (other !== undefined) reset(world, other);
    return;
  }
  if (socket.protocol === 'unix') {
    world.sockets.delete(socket.id);
    if (other.state === 'open') delete other.other;
    end(world, other.id);
    return;
  }
  if (other.state === 'closing') {
    // The other end closed first, and is the one to wait for strays.
    world.sockets.delete(socket.id);
    world.sockets.timeWait(closed(world, other, 'time-wait'));
    return;
  }
  world.sockets.set(closed(world, socket, 'closing'));
  end(world, other.id);
}

/** The peer is gone without a good-bye. */
export function reset(world: World, socket: Socket): void {
  if (socket.state === 'closing') world.sockets.delete(socket.id);
  if (socket.state !== 'open') return;
  socket.reset = true;
  socket.ended = true;
  socket.inbox = '';
  delete socket.other;
  world.sockets.set(socket);
  world.wake(socket.id);
}

function end(world: World, id: string | undefined): void {
  const socket = id === undefined ? undefined : world.sockets.get(id);
  if (socket?.state !== 'open') return;
  socket.ended = true;
  world.sockets.set(socket);
  world.wake(socket.id);
}

function closed(world: World, socket: OpenSocket | ClosedSocket, state: ClosedSocket['state']): ClosedSocket {
  const { id, namespace, local, peer, other } = socket;
  const untilMs = world.simulation.now() + TIME_WAIT_MS;
  return {
    id,
    namespace,
    protocol: 'tcp',
    state,
    local,
    peer,
    untilMs,
    ...(other === undefined ? {} : { other }),
  };
}

/** A reset is told once. */
function takeReset(world: World, socket: OpenSocket): void {
  if (!socket.reset) return;
  socket.reset = false;
  world.sockets.set(socket);
  throw new SystemError('ECONNRESET');
}

function countTraffic(world: World, from: OpenSocket, to: OpenSocket, bytes: number): void {
  if (from.protocol === 'unix') return;
  const packets = Math.ceil(bytes / SEGMENT_BYTES);
  const onWire = bytes + packets * HEADER_BYTES;
  world.count(from.namespace, from.interface, 'sent', onWire, packets);
  world.count(to.namespace, to.interface, 'received', onWire, packets);
}
