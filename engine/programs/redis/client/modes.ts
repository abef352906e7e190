import { AGAIN, type Next, type System } from '../../../linux/system.ts';
import { binary, bytesOf } from '../../../shell/commands/bytes.ts';
import type { Reply } from '../resp.ts';
import type { State } from './client.ts';
import { request, sendRaw } from './connection.ts';
import { type Form, printed } from './show.ts';

export function print(system: System, reply: Reply, form: Form): void {
  system.write(1, bytesOf(printed(reply, form)));
}

export function scanned(system: System, state: State, reply: Reply): number | undefined {
  if ('error' in reply) {
    system.write(2, `ERROR: ${reply.error}\n`);
    return 1;
  }
  const [cursor, keys] = 'list' in reply ? (reply.list ?? []) : [];
  const found = keys !== undefined && 'list' in keys ? (keys.list ?? []) : [];
  for (const key of found) print(system, key, state.options.form);
  const at = cursor !== undefined && 'bulk' in cursor ? (cursor.bulk ?? '0') : '0';
  if (at === '0') return 0;
  scan(system, state, at);
  return undefined;
}

export function scan(system: System, state: State, cursor: string): void {
  const { pattern, count } = state.options;
  const words = ['SCAN', cursor];
  if (pattern !== '*') words.push('MATCH', pattern);
  if (count !== '') words.push('COUNT', count);
  request(system, state.connection, words);
  state.waiting.push('scan');
}

/** Replies to what was piped are counted, whatever they are to. */
export function piped(system: System, state: State, reply: Reply): number | undefined {
  if ('bulk' in reply && reply.bulk === END_OF_PIPE) {
    system.write(1, `Last reply received from server.\nerrors: ${state.errors}, replies: ${state.replies}\n`);
    return state.errors > 0 ? 1 : 0;
  }
  state.replies++;
  if ('error' in reply) {
    state.errors++;
    system.write(2, `${reply.error}\n`);
  }
  return undefined;
}

/** What the server is asked to say after the last of what is piped to it. */
const END_OF_PIPE = 'atoll:end-of-pipe';

export function pipe(system: System, state: State): Next<State> {
  const { connection } = state;
  if (!state.inputEnded) {
    const data = system.read(0);
    if (data === AGAIN) return { state, until: { readable: [0, connection.descriptor] } };
    if (data.length > 0) {
      sendRaw(system, connection, binary(data));
      return { state, until: { cpuMs: 1 } };
    }
    state.inputEnded = true;
    system.write(1, 'All data transferred. Waiting for the last reply...\n');
    request(system, connection, ['ECHO', END_OF_PIPE]);
  }
  return { state, until: { readable: [connection.descriptor] } };
}
