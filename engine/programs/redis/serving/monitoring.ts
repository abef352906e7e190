import { bulk, bulks, integer, ok } from '../command.ts';
import type { Reply } from '../resp.ts';
import { redacted, shownWord } from '../shown.ts';
import { sendText } from './connections.ts';
import { type ServerCommands, unknownSubcommand } from './server-command.ts';
import type { Client, Server } from './state.ts';

/** Of a command in the slow log: so many words, and so many characters of each. */
const SLOW_WORDS = 32;
const SLOW_CHARS = 128;
const UNSEEN = new Set(['auth', 'hello', 'monitor', 'exec', 'quit']);

/** Shows a command to those who monitor. */
export function told(server: Server, client: Client, args: readonly string[]): void {
  const monitors = server.facts.clients.filter((each) => each.monitors);
  if (monitors.length === 0 || UNSEEN.has((args[0] ?? '').toLowerCase())) return;
  const { now } = server.system;
  const time = `${Math.floor(now / 1000)}.${String(Math.floor((now % 1000) * 1000)).padStart(6, '0')}`;
  const words = redacted(args).map((word) => `"${shownWord(word)}"`);
  const line = `+${time} [${client.database} ${client.address}] ${words.join(' ')}\r\n`;
  for (const monitor of monitors) sendText(server, monitor, line);
}

/** Keeps a command that took long. */
export function noteSlow(
  server: Server,
  client: Client,
  args: readonly string[],
  microseconds: number,
): void {
  const slowest = Number(server.setting('slowlog-log-slower-than'));
  if (slowest < 0 || microseconds < slowest || /^(?:exec|slowlog)$/i.test(args[0] ?? '')) return;
  const { facts, system } = server;
  const shown = args.length > SLOW_WORDS ? args.slice(0, SLOW_WORDS - 1) : args;
  const words = redacted(shown).map((word) =>
    word.length > SLOW_CHARS
      ? `${word.slice(0, SLOW_CHARS)}... (${word.length - SLOW_CHARS} more bytes)`
      : word,
  );
  if (shown.length < args.length) words.push(`... (${args.length - SLOW_WORDS + 1} more arguments)`);
  const entry = {
    id: facts.nextSlow++,
    timeMs: system.now,
    microseconds,
    args: words,
    client: client.address,
    name: client.name,
  };
  const most = Math.min(1000, Number(server.setting('slowlog-max-len')));
  facts.slow = [entry, ...facts.slow].slice(0, most);
}

const SHOWN_COUNT = 10;

function slowLog(server: Server, _client: Client, args: readonly string[]): Reply {
  const { facts } = server;
  switch (args[1]?.toUpperCase()) {
    case 'GET': {
      const count = args[2] === undefined ? SHOWN_COUNT : Number(args[2]);
      if (!Number.isInteger(count) || count < -1)
        return { error: 'ERR count should be greater than or equal to -1' };
      const shown = count === -1 ? facts.slow : facts.slow.slice(0, count);
      return {
        list: shown.map(({ id, timeMs, microseconds, args: words, client, name }) => ({
          list: [
            integer(id),
            integer(Math.floor(timeMs / 1000)),
            integer(microseconds),
            bulks(words),
            bulk(client),
            bulk(name),
          ],
        })),
      };
    }
    case 'LEN':
      return integer(facts.slow.length);
    case 'RESET':
      facts.slow = [];
      return ok;
    default:
      return unknownSubcommand(args);
  }
}

/** Latency isn't measured: there is nothing to tell. */
function latency(_server: Server, _client: Client, args: readonly string[]): Reply {
  const word = args[1]?.toUpperCase();
  if (word === 'LATEST' || word === 'HISTORY') return { list: [] };
  if (word === 'RESET') return integer(0);
  if (word === 'HISTOGRAM') return { map: [] };
  if (word === 'DOCTOR')
    return {
      verbatim:
        'I\'m sorry, Dave, I can\'t do that. Latency monitoring is disabled in this Redis instance. You may use "CONFIG SET latency-monitor-threshold <milliseconds>." in order to enable it.\n',
    };
  return unknownSubcommand(args);
}

const category = 'admin';

export const monitoringCommands: ServerCommands = {
  latency: { arity: -2, category, run: latency },
  monitor: {
    arity: 1,
    category,
    run: (_server, client) => {
      client.monitors = true;
      return ok;
    },
  },
  slowlog: { arity: -2, category, run: slowLog },
};
