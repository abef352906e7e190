import { SystemError } from '../filesystem/errors.ts';
import { packed, unpacked } from '../filesystem/packed.ts';
import type { Again, SocketAddress } from '../linux/system.ts';
import { ANY, isAddress } from './addresses.ts';
import { type BindRights, claim } from './ports.ts';
import type { DatagramSocket } from './records.ts';
import { type Arrival, trace } from './trace.ts';
import type { World } from './world.ts';

const AGAIN = 'again' satisfies Again;

/** What IPv4 leaves of 64 KiB. */
const DATAGRAM_BYTES_MAX = 65_507;
/** net.core.rmem_default: what comes when it is full is lost. */
const INBOX_BYTES_MAX = 212_992;
/** Translated senders that a socket remembers. */
const FLOWS_MAX = 64;
const HEADER_BYTES = 42;

export function bindDatagram(
  world: World,
  namespace: string,
  wanted: SocketAddress,
  rights: BindRights,
): string {
  const local = claim(world, namespace, 'udp', wanted, rights);
  const id = world.sockets.takeId();
  if (id === undefined) throw new SystemError('ENOMEM');
  world.sockets.set({ id, namespace, protocol: 'udp', state: 'datagram', local, inbox: [], flows: {} });
  return id;
}

/** Sends a datagram. Whether it gets there nobody says. */
export function sendDatagram(world: World, id: string, to: SocketAddress, data: Uint8Array): void {
  const socket = datagramSocket(world, id);
  if (!isAddress(to.address) || data.length > DATAGRAM_BYTES_MAX) throw new SystemError('EINVAL');
  const flow = socket.flows[flowKey(to)];
  if (flow !== undefined) {
    const back = world.sockets.get(flow.socket);
    if (back?.state === 'datagram') deliver(world, back, flow.as, data, 'eth0');
    return;
  }
  const arrival = trace(world, {
    namespace: socket.namespace,
    source: socket.local.address,
    destination: to.address,
    port: to.port,
    protocol: 'udp',
  });
  if (arrival === 'network unreachable') throw new SystemError('ENETUNREACH');
  if (typeof arrival === 'string') return;
  world.count(socket.namespace, arrival.interfaceAtHome, 'sent', data.length + HEADER_BYTES, 1);
  pass(world, socket, to, data, arrival);
}

export function receiveDatagram(
  world: World,
  id: string,
): { readonly data: Uint8Array; readonly from: SocketAddress } | Again {
  const socket = datagramSocket(world, id);
  const next = socket.inbox.shift();
  if (next === undefined) return AGAIN;
  world.sockets.set(socket);
  return { data: unpacked(next.data), from: next.from };
}

function pass(
  world: World,
  sender: DatagramSocket,
  to: SocketAddress,
  data: Uint8Array,
  arrival: Arrival,
): void {
  const receiver = world.sockets.bound(arrival.namespace, 'udp', arrival.destination, arrival.port);
  if (receiver?.state !== 'datagram') return;
  if (receiver.proxyTo !== undefined) {
    const { address, port } = receiver.proxyTo;
    const leg = trace(world, { namespace: arrival.namespace, destination: address, port, protocol: 'udp' });
    const behind =
      typeof leg === 'string' ? undefined : world.sockets.bound(leg.namespace, 'udp', address, port);
    if (typeof leg === 'string' || behind?.state !== 'datagram' || behind.proxyTo !== undefined) return;
    const from = { address: leg.source, port: sender.local.port };
    remember(behind, from, sender.id, to);
    deliver(world, behind, from, data, leg.interface);
    return;
  }
  const from = { address: arrival.source, port: sender.local.port };
  const translated = arrival.source !== arrival.sourceAtHome || arrival.destination !== to.address;
  if (translated && to.address !== ANY) remember(receiver, from, sender.id, to);
  deliver(world, receiver, from, data, arrival.interface);
}

/** Connection tracking: an answer to the translated address goes to who sent it. */
function remember(receiver: DatagramSocket, from: SocketAddress, socket: string, as: SocketAddress): void {
  const { flows } = receiver;
  delete flows[flowKey(from)];
  flows[flowKey(from)] = { socket, as };
  const [oldest] = Object.keys(flows);
  if (oldest !== undefined && Object.keys(flows).length > FLOWS_MAX) delete flows[oldest];
}

function deliver(
  world: World,
  receiver: DatagramSocket,
  from: SocketAddress,
  data: Uint8Array,
  interfaceName: string,
): void {
  world.count(receiver.namespace, interfaceName, 'received', data.length + HEADER_BYTES, 1);
  let waiting = data.length;
  for (const { data: text } of receiver.inbox) waiting += text.length + HEADER_BYTES;
  if (waiting > INBOX_BYTES_MAX) return;
  receiver.inbox.push({ from, data: packed(data) });
  world.sockets.set(receiver);
  world.wake(receiver.id);
}

function datagramSocket(world: World, id: string): DatagramSocket {
  const socket = world.sockets.get(id);
  if (socket?.state !== 'datagram') throw new SystemError('EINVAL');
  return socket;
}

function flowKey({ address, port }: SocketAddress): string {
  return `${address}:${port}`;
}
