import { SystemError } from '../filesystem/errors.ts';
import type { ListeningSocket, OpenSocket, WaitingSocket } from './records.ts';
import { BACKLOG_MAX } from './tcp.ts';
import { unixAddress } from './unix-address.ts';
import type { World } from './world.ts';

/** The file a Unix socket is bound to, or its abstract name. */
export interface SocketFile {
  /**
   * Its file system and inode: whoever can see the file reaches the socket, whatever network they are in. Of a name: the
   * network namespace and it.
   */
  readonly file: string;
  /** As whoever binds it says it. */
  readonly path: string;
}

/** Listens at a file that was just made, or by a name. @throws SystemError EADDRINUSE: somebody else has the name */
export function listenUnix(world: World, namespace: string, { file, path }: SocketFile): string {
  if (world.sockets.atFile(file) !== undefined) throw new SystemError('EADDRINUSE');
  const id = world.sockets.takeId();
  if (id === undefined) throw new SystemError('ENOMEM');
  world.sockets.set({
    id,
    namespace,
    protocol: 'unix',
    state: 'listening',
    local: unixAddress(path),
    backlog: BACKLOG_MAX,
    queue: [],
    file,
    waiting: [],
  });
  return id;
}

/**
 * Connects to whoever listens at a file: at once, or as soon as there is room in its queue.
 * @throws SystemError ECONNREFUSED: nobody does
 */
export function connectUnix(world: World, namespace: string, file: string): string {
  const listener = world.sockets.atFile(file);
  if (listener === undefined) throw new SystemError('ECONNREFUSED');
  const id = world.sockets.takeId();
  if (id === undefined) throw new SystemError('ENOMEM');
  const client: WaitingSocket = { id, namespace, protocol: 'unix', state: 'waiting', local: unixAddress('') };
  world.sockets.set(client);
  listener.waiting?.push(id);
  world.sockets.set(listener);
  admitWaiting(world, listener);
  return id;
}

/** Lets those in that wait for room in the queue of a Unix socket, as far as there is room. */
export function admitWaiting(world: World, listener: ListeningSocket): void {
  const { waiting = [], queue, backlog } = listener;
  while (queue.length <= backlog) {
    const id = waiting.shift();
    if (id === undefined) break;
    const client = world.sockets.get(id);
    if (client?.state === 'waiting') pair(world, listener, client);
  }
  if (listener.protocol === 'unix') world.sockets.set(listener);
}

/** Those that still wait when a Unix socket is closed have nobody to wait for. */
export function refuseWaiting(world: World, { waiting = [] }: ListeningSocket): void {
  for (const id of waiting) {
    const client = world.sockets.get(id);
    if (client?.state !== 'waiting') continue;
    world.sockets.set({ ...client, state: 'failed', error: 'ECONNREFUSED' });
    world.wake(id);
  }
}

function pair(world: World, listener: ListeningSocket, client: WaitingSocket): void {
  const id = world.sockets.takeId();
  if (id === undefined) {
    world.sockets.set({ ...client, state: 'failed', error: 'ENOMEM' });
    world.wake(client.id);
    return;
  }
  const base = { protocol: 'unix', state: 'open', interface: '', inbox: '' } as const;
  const fresh = { ended: false, shut: false, reset: false };
  const { local } = listener;
  const server: OpenSocket = {
    ...base,
    ...fresh,
    id,
    namespace: listener.namespace,
    local,
    peer: client.local,
    other: client.id,
  };
  world.sockets.set(server);
  world.sockets.set({ ...client, ...base, ...fresh, peer: local, other: id });
  listener.queue.push(id);
  world.wake(listener.id);
  world.wake(client.id);
}
