import { SystemError } from '../filesystem/errors.ts';
import type { Again, SocketAddress } from '../linux/system.ts';
import { ANY, isLoopback } from './addresses.ts';
import type { BindRights } from './ports.ts';
import {
  accept,
  closeOpen,
  connected,
  isFull,
  read,
  reset,
  room,
  shutdown,
  unread,
  write,
} from './streams.ts';
import { connect, listen } from './tcp.ts';
import { bindDatagram, receiveDatagram, sendDatagram } from './udp.ts';
import { connectUnix, listenUnix, refuseWaiting, type SocketFile } from './unix.ts';
import { OUTSIDE, type World } from './world.ts';

/** What a read takes at most where nobody says how much. */
const READ_BYTES = 65_536;

/** The calls on sockets. */
export class SocketCalls {
  readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  listen(
    namespace: string,
    address: SocketAddress,
    options: BindRights & { readonly backlog?: number } = { privileged: true },
  ): string {
    return listen(this.world, namespace, address, options);
  }

  /** A Unix socket, at a file that was just made. */
  listenUnix(namespace: string, at: SocketFile): string {
    return listenUnix(this.world, namespace, at);
  }

  /** @param file its file system and inode @throws SystemError ECONNREFUSED */
  connectUnix(namespace: string, file: string): string {
    return connectUnix(this.world, namespace, file);
  }

  bindDatagram(namespace: string, address: SocketAddress, rights: BindRights = { privileged: true }): string {
    return bindDatagram(this.world, namespace, address, rights);
  }

  accept(socket: string): { readonly socket: string; readonly peer: SocketAddress } | Again {
    return accept(this.world, socket);
  }

  connect(namespace: string, address: SocketAddress): string {
    return connect(this.world, namespace, address);
  }

  /**
   * A connection of somebody outside the sandbox: to an address of a namespace's own loopback (a forwarded port),
   * or to whatever the LAN's router reaches.
   */
  connectFromOutside(namespace: string, address: SocketAddress): string {
    const inside = isLoopback(address.address) || address.address === ANY;
    return connect(this.world, inside ? namespace : OUTSIDE, address);
  }

  connected(socket: string): true | Again {
    return connected(this.world, socket);
  }

  /** False while a connection is being made. */
  isSettled(socket: string): boolean {
    const state = this.world.sockets.get(socket)?.state;
    return state !== 'connecting' && state !== 'waiting';
  }

  read(socket: string, max = READ_BYTES): Uint8Array | Again {
    return read(this.world, socket, max);
  }

  /** Takes all. @returns false where nobody reads any more: SIGPIPE is due */
  write(socket: string, bytes: Uint8Array): boolean {
    return write(this.world, socket, bytes);
  }

  /** True where a call would have an answer: data, the end, an error, a connection. */
  readable(id: string): boolean {
    const socket = this.world.sockets.get(id);
    switch (socket?.state) {
      case 'connecting':
      case 'waiting':
        return false;
      case 'listening':
        return socket.queue.length > 0;
      case 'datagram':
        return socket.inbox.length > 0;
      case 'open':
        return socket.inbox !== '' || socket.ended || socket.reset;
      default:
        return true;
    }
  }

  /** True while a writer has to wait. */
  full(id: string): boolean {
    const socket = this.world.sockets.get(id);
    return socket?.state === 'open' && isFull(this.world, socket);
  }

  /** Its writer isn't made to wait from now on. */
  setNonBlocking(id: string): void {
    const socket = this.world.sockets.get(id);
    if (socket?.state !== 'open') throw new SystemError('ENOTCONN');
    socket.nonBlocking = true;
    this.world.sockets.set(socket);
  }

  isNonBlocking(id: string): boolean {
    const socket = this.world.sockets.get(id);
    return socket?.state === 'open' && socket.nonBlocking === true;
  }

  /** Bytes that were written and that the other end hasn't read. */
  unread(id: string): number {
    const socket = this.world.sockets.get(id);
    return socket?.state === 'open' ? unread(this.world, socket) : 0;
  }

  /** Bytes that fit before the writer has to wait. */
  room(id: string): number {
    const socket = this.world.sockets.get(id);
    return socket?.state === 'open' ? room(this.world, socket) : 0;
  }

  shutdown(socket: string): void {
    shutdown(this.world, socket);
  }

  close(id: string): void {
    const { sockets } = this.world;
    const socket = sockets.get(id);
    if (socket === undefined) return;
    if (socket.state === 'closing' || socket.state === 'time-wait') return;
    if (socket.state === 'open') closeOpen(this.world, socket);
    else sockets.delete(id);
    if (socket.state !== 'listening') return;
    for (const waiting of socket.queue) this.#abort(waiting);
    refuseWaiting(this.world, socket);
  }

  sendDatagram(socket: string, to: SocketAddress, data: Uint8Array): void {
    sendDatagram(this.world, socket, to, data);
  }

  receiveDatagram(socket: string): { readonly data: Uint8Array; readonly from: SocketAddress } | Again {
    return receiveDatagram(this.world, socket);
  }

  localAddress(id: string): SocketAddress {
    const socket = this.world.sockets.get(id);
    if (socket === undefined) throw new SystemError('EBADF');
    return socket.local;
  }

  peerAddress(id: string): SocketAddress {
    const socket = this.world.sockets.get(id);
    if (socket?.state !== 'open') throw new SystemError('ENOTCONN');
    return socket.peer;
  }

  /** A connection that nobody accepted before its listener was gone. */
  #abort(id: string): void {
    const { sockets } = this.world;
    const socket = sockets.get(id);
    if (socket?.state !== 'open') return;
    sockets.delete(id);
    const other = socket.other === undefined ? undefined : sockets.get(socket.other);
    if (other !== undefined) reset(this.world, other);
  }
}
