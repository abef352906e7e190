import { encoded, sendText } from './connections.ts';
import { perform } from './execute.ts';
import type { Client, Server } from './state.ts';

/** Bytes of all replies of a transaction together. */
const REPLIES_BYTES_MAX = 33_554_432;

/** Carries out what is left of a transaction, as far as this step goes. @returns whether it is done */
export function goOnExecuting(server: Server, client: Client, unitsMax: number): boolean {
  const { executing } = client;
  if (executing === undefined) return true;
  let size = executing.replies.reduce((sum, each) => sum + each.length, 0);
  while (executing.left.length > 0) {
    if (server.busy !== undefined || server.spent > unitsMax) return false;
    perform(
      server,
      client,
      executing.left[0] ?? [],
      (reply) => {
        const fits = size < REPLIES_BYTES_MAX;
        const text = encoded(
          client,
          fits ? reply : { error: 'ERR such long replies are not part of the simulation' },
        );
        size += text.length;
        executing.replies.push(text);
        executing.left.shift();
      },
      true,
    );
  }
  if (server.busy !== undefined) return false;
  client.executing = undefined;
  sendText(server, client, `*${executing.replies.length}\r\n${executing.replies.join('')}`);
  return true;
}
