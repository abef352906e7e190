import type {
  Neighbour,
  NetworkInterface,
  Route,
  SocketView,
  UnixSocketView,
} from '../linux/network-view.ts';
import type { Socket } from './records.ts';
import { routesOf } from './routes.ts';
import { isAbstract, unixPathOf } from './unix-address.ts';
import type { World } from './world.ts';

/** A socket as ss shows it; whose it is the kernel knows. docker-proxy has no process: it is named here. */
interface SocketInView extends SocketView {
  readonly socket: string;
}

interface UnixSocketInView extends UnixSocketView {
  readonly socket: string;
}

const FIRST_SOCKET_INODE = 10_000;

export interface NamespaceView {
  readonly interfaces: readonly NetworkInterface[];
  readonly routes: readonly Route[];
  readonly sockets: readonly SocketInView[];
  readonly unixSockets: readonly UnixSocketInView[];
  /** The ARP table. */
  readonly neighbours: readonly Neighbour[];
}

export function viewOf(world: World, namespaceId: string): NamespaceView {
  const namespace = world.namespaces.get(namespaceId);
  const interfaces: NetworkInterface[] = namespace.interfaces.map((each) => ({
    index: each.index,
    name: each.name,
    ...(each.peerIndex === undefined ? {} : { peerIndex: each.peerIndex }),
    kind: each.kind,
    up: each.up,
    mtu: each.mtu,
    mac: each.mac,
    addresses: each.addresses.map((address) => ({ ...address })),
    ...(each.master === undefined ? {} : { master: each.master }),
    ...copyCounters(world, namespaceId, each.name),
  }));
  const sockets = world.sockets.of(namespaceId);
  return {
    interfaces,
    routes: routesOf(namespace),
    sockets: sockets.flatMap(socketView),
    unixSockets: sockets.flatMap(unixSocketView),
    neighbours: world.arp.of(namespaceId),
  };
}

function copyCounters(
  world: World,
  namespace: string,
  name: string,
): Pick<NetworkInterface, 'received' | 'sent'> {
  const { received, sent } = world.counters(namespace, name);
  return { received: { ...received }, sent: { ...sent } };
}

function socketView(socket: Socket): SocketInView[] {
  const { id, protocol, local } = socket;
  if (protocol === 'unix') return [];
  const base = { socket: id, protocol, local, inode: socketInode(id) };
  switch (socket.state) {
    case 'listening':
      return [{ ...base, state: 'LISTEN', ...proxied(socket.proxyTo) }];
    case 'datagram':
      return [{ ...base, state: 'UNCONN', ...proxied(socket.proxyTo) }];
    case 'connecting':
      return [{ ...base, state: 'SYN_SENT', peer: socket.peer }];
    case 'open':
      return [{ ...base, state: socket.ended ? 'CLOSE_WAIT' : 'ESTABLISHED', peer: socket.peer }];
    case 'time-wait':
      return [{ ...base, state: 'TIME_WAIT', peer: socket.peer }];
    case 'waiting':
    case 'closing':
    case 'failed':
      return [];
  }
}

const UNIX_STATES: Readonly<Partial<Record<Socket['state'], UnixSocketView['state']>>> = {
  listening: 'listening',
  waiting: 'connecting',
  open: 'connected',
};

function unixSocketView(socket: Socket): UnixSocketInView[] {
  const state = UNIX_STATES[socket.state];
  if (socket.protocol !== 'unix' || state === undefined) return [];
  const other = socket.state === 'open' ? socket.other : undefined;
  return [
    {
      socket: socket.id,
      inode: socketInode(socket.id),
      state,
      path: shownPath(unixPathOf(socket.local) ?? ''),
      ...(other === undefined ? {} : { peerInode: socketInode(other) }),
    },
  ];
}

function shownPath(path: string): string {
  return isAbstract(path) ? `@${path.slice(1)}` : path;
}

/** What /proc calls a socket: `socket:[10003]`. */
export function socketInode(id: string): number {
  return FIRST_SOCKET_INODE + Number(id);
}

function proxied(to: unknown): { readonly program?: string } {
  return to === undefined ? {} : { program: 'docker-proxy' };
}
