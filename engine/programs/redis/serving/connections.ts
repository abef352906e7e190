import { systemError } from '../../../filesystem/errors.ts';
import { AGAIN } from '../../../linux/system.ts';
import { unixPathOf } from '../../../network/unix-address.ts';
import { binary, bytesOf } from '../../../shell/commands/bytes.ts';
import { encodeReply, type Reply } from '../resp.ts';
import { describe } from './client-list.ts';
import type { Client, Server } from './state.ts';

/** Clients of one server, whatever it is configured to have. */
export const CLIENTS_MAX = 128;
/** What a client may have sent without being answered, in bytes; with so much it isn't read until it was. */
const INPUT_BYTES_MAX = 8_388_608;
export const INPUT_BYTES_HELD = 1_048_576;
const READ_BYTES_MAX = 262_144;
/** What may wait for a client that subscribes, monitors or replicates: redis' soft limit for the first. */
const OUTPUT_BYTES_MAX = 8_388_608;
/** A reply isn't longer, in bytes. */
const REPLY_BYTES_MAX = 33_554_432;

export function attempt(action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    systemError(error);
    return false;
  }
}

/** Takes new connections and what clients have sent. */
export function listen(server: Server): void {
  const { facts, system } = server;
  const most = Math.min(CLIENTS_MAX, Number(server.setting('maxclients')));
  for (const listener of facts.listeners) {
    for (let count = 0; count < CLIENTS_MAX; count++) {
      const accepted = system.accept(listener);
      if (accepted === AGAIN) break;
      if (facts.clients.length >= most) {
        server.count('rejected_connections');
        attempt(() => system.write(accepted.descriptor, '-ERR max number of clients reached\r\n'));
        system.close(accepted.descriptor);
        continue;
      }
      server.count('total_connections_received');
      system.setNonBlocking(accepted.descriptor);
      const { address, port } = accepted.peer;
      const path = unixPathOf(accepted.peer) === undefined ? undefined : server.setting('unixsocket');
      facts.clients.push(newClient(server, accepted.descriptor, `${path ?? address}:${port}`));
    }
  }
  for (const client of facts.clients) {
    if (!attempt(() => receive(server, client))) client.ended = true;
  }
}

function newClient(server: Server, descriptor: number, address: string): Client {
  const { facts, system } = server;
  const standard = facts.users.find(({ name }) => name === 'default');
  return {
    id: facts.nextClient++,
    descriptor,
    address,
    input: '',
    wanted: 0,
    ended: false,
    atEnd: false,
    closing: false,
    database: 0,
    name: '',
    library: '',
    libraryVersion: '',
    user: standard?.nopass === true && standard.on ? 'default' : undefined,
    protocol: 2,
    connectedMs: system.now,
    activeMs: system.now,
    lastCommand: 'NULL',
    channels: [],
    patterns: [],
    shardChannels: [],
    queue: undefined,
    broken: false,
    watched: [],
    touched: false,
    running: undefined,
    executing: undefined,
    blocked: undefined,
    replies: 'on',
    monitors: false,
    replicaPort: undefined,
    isReplica: false,
  };
}

function receive({ system }: Server, client: Client): void {
  if (client.ended || client.atEnd || !system.isWritable(client.descriptor)) return;
  if (client.input.length >= Math.max(INPUT_BYTES_HELD, client.wanted)) return;
  const data = system.read(client.descriptor, READ_BYTES_MAX);
  if (data === AGAIN) return;
  if (data.length === 0) {
    client.atEnd = true;
    return;
  }
  client.input += binary(data);
  client.activeMs = system.now;
  if (client.input.length > INPUT_BYTES_MAX) client.ended = true;
}

/** Lets go of those who have gone. */
export function dropEnded({ facts, system }: Server): void {
  for (const { ended, descriptor } of facts.clients)
    if (ended && system.isOpen(descriptor)) system.close(descriptor);
  facts.clients = facts.clients.filter(({ ended }) => !ended);
}

/** Whether it gets what it hasn't asked for each time. Others are answered when they have read. */
function isTold({ channels, patterns, shardChannels, monitors, isReplica }: Client): boolean {
  return monitors || isReplica || channels.length + patterns.length + shardChannels.length > 0;
}

export function sendText(server: Server, client: Client, text: string): void {
  if (client.ended || text === '') return;
  server.spent += text.length >> 5;
  server.count('total_net_output_bytes', text.length);
  const { system } = server;
  if (!attempt(() => system.write(client.descriptor, bytesOf(text)))) client.ended = true;
  else if (system.unread(client.descriptor) > OUTPUT_BYTES_MAX && isTold(client)) {
    const line = `Client ${describe(server, client)} scheduled to be closed ASAP for overcoming of output buffer limits.`;
    server.log('#', line);
    client.ended = true;
  }
}

/** What a reply takes at least, without putting it together. */
function sizeOf(reply: Reply): number {
  if ('bulk' in reply) return (reply.bulk?.length ?? 0) + 6;
  if ('several' in reply) return sum(reply.several);
  if ('list' in reply) return sum(reply.list ?? []);
  if ('map' in reply) return sum(reply.map);
  if ('set' in reply) return sum(reply.set);
  return 4;
}

function sum(replies: readonly Reply[]): number {
  let size = 8;
  for (const reply of replies) size += sizeOf(reply);
  return size;
}

export function encoded(client: Client, reply: Reply): string {
  if (sizeOf(reply) > REPLY_BYTES_MAX)
    return encodeReply(
      { error: 'ERR a reply of more than 32 MB is not part of the simulation' },
      client.protocol,
    );
  return encodeReply(reply, client.protocol);
}

export function answer(server: Server, client: Client, reply: Reply): void {
  if (client.replies === 'on') sendText(server, client, encoded(client, reply));
  else if (client.replies === 'skip') client.replies = 'on';
}
