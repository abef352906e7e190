import type { Next, Program, System } from '../../linux/system.ts';
import { bytesOf } from '../../shell/commands/bytes.ts';
import { Heap, type HeapFacts } from '../heap/heap.ts';
import { keep } from '../heap/keep.ts';
import { anywhere, mebibyte, option, portNumber } from '../options.ts';
import { type Client, talk, talkWait } from '../sockets.ts';
import { type Context, execute, ITEM_BYTES_MAX, STORING, store } from './commands.ts';
import { DATA_BYTES_MAX, Items, itemsDialect } from './items.ts';

/** Commands one client is answered in one step, and bytes of answers. */
const COMMANDS_PER_STEP = 2000;
const ANSWER_BYTES_PER_STEP = 4_194_304;
const LINE_CHARS_MAX = 65_536;
const STANDARD_MEBIBYTES = 64;

type Facts = {
  port: number;
  mebibytes: number;
  threads: number;
  listeners: number[];
  clients: Client[];
  startedMs: number;
  counts: { [name: string]: number };
};

type State = Facts & { readonly root: number; readonly heap: HeapFacts };

class Server {
  readonly facts: Facts;
  readonly items: Items;
  readonly heap: Heap;

  constructor(facts: Facts, items: Items, heap: Heap) {
    this.facts = facts;
    this.items = items;
    this.heap = heap;
  }
}

/** What states stand for while they are in memory. */
const living = new WeakMap<object, Server>();

function stored(system: System, server: Server, work: number): State {
  const { facts, heap, items } = server;
  const root = keep(system, heap, items, work);
  const state: State = {
    ...facts,
    root,
    get heap() {
      return heap.facts;
    },
  };
  living.set(state, server);
  return state;
}

function restored(system: System, state: State): Server {
  const known = living.get(state);
  if (known !== undefined) return known;
  const { root, heap: heapFacts, ...facts } = state;
  const heap = Heap.read(itemsDialect, system.readPages(), heapFacts);
  const items = heap.node(root);
  if (!(items instanceof Items)) throw new Error('not a server of memcached');
  return new Server(facts, items, heap);
}

/** memcached with its text protocol. It refuses to run as root unless told to with -u. */
export const memcached: Program<State> = {
  start(system) {
    const { argv } = system;
    if (argv.includes('-V') || argv.includes('--version')) {
      system.write(1, `memcached ${system.executable.version ?? ''}\n`);
      return { exit: 0 };
    }
    if (system.uid === 0 && option(argv, '-u', '--user') === undefined) {
      system.write(2, "can't run as root without the -u switch\n");
      return { exit: 71 };
    }
    system.onSignal('handle', ['SIGINT', 'SIGTERM']);
    system.onSignal('ignore', ['SIGPIPE']);
    const port = portNumber(option(argv, '-p', '--port'), 11_211);
    const facts: Facts = {
      port,
      mebibytes: Number(option(argv, '-m', '--memory-limit')) || STANDARD_MEBIBYTES,
      threads: Number(option(argv, '-t', '--threads')) || 4,
      listeners: [system.listen(anywhere(port))],
      clients: [],
      startedMs: system.now,
      counts: {},
    };
    system.setMemory(3 * mebibyte);
    const server = new Server(facts, new Items(), new Heap(itemsDialect));
    return { state: stored(system, server, 0), until: { readable: facts.listeners } };
  },
  step(system, state): Next<State> {
    const server = restored(system, state);
    const { facts } = server;
    const [signal] = system.takeSignals();
    if (signal !== undefined) {
      system.write(2, `Signal handled: ${signal === 'SIGTERM' ? 'Terminated' : 'Interrupt'}.\n`);
      return { exit: 0 };
    }
    let work = 0;
    let busy = false;
    facts.clients = talk(
      system,
      facts.listeners,
      facts.clients,
      (client) => {
        const done = converse(system, server, client);
        work += done.commands;
        busy ||= done.busy;
        return done.stays;
      },
      () => {
        count(server, 'total_connections', 1);
        return true;
      },
    );
    system.setMemory(3 * mebibyte + server.items.bytes);
    const wait = talkWait(system, facts.listeners, facts.clients);
    return { state: stored(system, server, work), until: busy ? { ...wait, cpuMs: 5 } : wait };
  },
};

function count({ facts }: Server, name: string, by: number): void {
  facts.counts[name] = (facts.counts[name] ?? 0) + by;
}

function contextOf(system: System, server: Server): Context {
  return {
    items: server.items,
    now: system.now,
    limitBytes: Math.min(DATA_BYTES_MAX, server.facts.mebibytes * mebibyte),
    random: () => system.random(),
    count: (name, by = 1) => count(server, name, by),
    statistics: (of) => statistics(system, server, of),
    version: system.executable.version ?? '',
  };
}

/** Takes whole commands off a client's input and answers them. */
function converse(system: System, server: Server, client: Client) {
  const context = contextOf(system, server);
  const answers: string[] = [];
  let [at, bytes, commands, stays] = [0, 0, 0, true];
  let busy = false;
  while (stays) {
    if (commands >= COMMANDS_PER_STEP || bytes >= ANSWER_BYTES_PER_STEP) {
      busy = client.input.indexOf('\n', at) >= 0;
      break;
    }
    const end = client.input.indexOf('\n', at);
    if (end < 0) {
      stays = client.input.length - at <= LINE_CHARS_MAX + ITEM_BYTES_MAX;
      break;
    }
    const words = client.input
      .slice(at, end)
      .replace(/\r$/, '')
      .split(' ')
      .filter((word) => word !== '');
    let next = end + 1;
    let reply: string;
    if (STORING.has(words[0] ?? '')) {
      const size = Number(words[4]);
      if (words.length < 5 || !Number.isInteger(size) || size < 0) reply = 'ERROR';
      else if (size > ITEM_BYTES_MAX) reply = 'SERVER_ERROR object too large for cache';
      else {
        if (client.input.length < next + size + 2) break;
        const data = client.input.slice(next, next + size);
        const isWhole = client.input.slice(next + size, next + size + 2) === '\r\n';
        next += size + 2;
        reply = isWhole ? store(context, words, data) : 'CLIENT_ERROR bad data chunk';
      }
    } else if (words[0] === 'quit') {
      stays = false;
      reply = '';
    } else reply = words.length === 0 ? 'ERROR' : execute(context, words);
    at = next;
    commands++;
    if (reply !== '' && words.at(-1) !== 'noreply') {
      answers.push(`${reply}\r\n`);
      bytes += reply.length;
    }
  }
  client.input = client.input.slice(at);
  system.spend(commands * 3);
  if (answers.length > 0) system.write(client.descriptor, bytesOf(answers.join('')));
  return { stays, busy, commands };
}

const COUNTED =
  'total_connections cmd_get cmd_set cmd_flush cmd_touch get_hits get_misses delete_misses delete_hits incr_misses incr_hits decr_misses decr_hits cas_misses cas_hits cas_badval total_items evictions'.split(
    ' ',
  );

function statistics(system: System, { facts, items }: Server, of: string | undefined): string {
  const lines = (values: Readonly<Record<string, string | number>>) =>
    `${Object.entries(values)
      .map(([name, value]) => `STAT ${name} ${value}\r\n`)
      .join('')}END`;
  const limit = facts.mebibytes * mebibyte;
  if (of === 'settings')
    return lines({
      maxbytes: limit,
      maxconns: 1024,
      tcpport: facts.port,
      udpport: 0,
      inter: 'NULL',
      verbosity: 0,
      evictions: 'on',
      num_threads: facts.threads,
      item_size_max: ITEM_BYTES_MAX,
    });
  if (of === 'reset') {
    facts.counts = {};
    return 'RESET';
  }
  if (of === 'items') return items.table.size === 0 ? 'END' : lines({ 'items:1:number': items.table.size });
  if (of === 'slabs')
    return lines({ active_slabs: items.table.size === 0 ? 0 : 1, total_malloced: items.bytes });
  if (of !== undefined) return 'END';
  return lines({
    pid: system.pid,
    uptime: Math.floor((system.now - facts.startedMs) / 1000),
    time: Math.floor(system.now / 1000),
    version: system.executable.version ?? '',
    pointer_size: 64,
    max_connections: 1024,
    curr_connections: facts.clients.length,
    ...Object.fromEntries(COUNTED.map((name) => [name, facts.counts[name] ?? 0])),
    limit_maxbytes: limit,
    threads: facts.threads,
    bytes: items.bytes,
    curr_items: items.table.size,
  });
}
