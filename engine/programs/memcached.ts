import type { Json, Next, Program, System } from '../linux/system.ts';
import { anywhere, mebibyte, option, portNumber } from './options.ts';
import { type Client, talk, talkWait } from './sockets.ts';

const itemBytesMax = 1_048_576;
const itemsMax = 5000;
/** Longer times are moments since the epoch. */
const relativeSecondsMax = 2_592_000;

type Item = { text: string; flags: string; expiresMs: number };

type State = {
  port: number;
  listeners: number[];
  clients: Client[];
  items: { [key: string]: Item };
  startedMs: number;
};

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
    system.setMemory(3 * mebibyte);
    const port = portNumber(option(argv, '-p', '--port'), 11_211);
    const state: State = {
      port,
      listeners: [system.listen(anywhere(port))],
      clients: [],
      items: {},
      startedMs: system.now,
    };
    return { state, until: { readable: state.listeners } };
  },
  step(system, state): Next<State> {
    const [signal] = system.takeSignals();
    if (signal !== undefined) {
      system.write(2, `Signal handled: ${signal === 'SIGTERM' ? 'Terminated' : 'Interrupt'}.\n`);
      return { exit: 0 };
    }
    state.clients = talk(system, state.listeners, state.clients, (client) => converse(system, state, client));
    return { state, until: talkWait(state.listeners, state.clients) };
  },
};

function converse(system: System, state: State, client: Client): boolean {
  for (;;) {
    const end = client.input.indexOf('\n');
    if (end < 0) return true;
    const words = client.input
      .slice(0, end)
      .replace(/\r$/, '')
      .split(' ')
      .filter((word) => word !== '');
    const [name = '', key = ''] = words;
    let rest = end + 1;
    let data = '';
    if (['set', 'add', 'replace', 'append', 'prepend'].includes(name)) {
      const size = Number(words[4]);
      if (!Number.isInteger(size) || size < 0 || size > itemBytesMax) {
        client.input = client.input.slice(rest);
        say(
          system,
          client,
          size > itemBytesMax
            ? 'SERVER_ERROR object too large for cache'
            : 'CLIENT_ERROR bad command line format',
        );
        continue;
      }
      if (client.input.length < rest + size + 2) return true;
      data = client.input.slice(rest, rest + size);
      rest += size + 2;
    }
    client.input = client.input.slice(rest);
    if (name === 'quit') return false;
    const reply = execute(system, state, name, key, words, data);
    if (words.at(-1) !== 'noreply') say(system, client, reply);
  }
}

function say(system: System, client: Client, reply: string): void {
  system.write(
    client.descriptor,
    Uint8Array.from(`${reply}\r\n`, (character) => character.charCodeAt(0)),
  );
}

function find(system: System, { items }: State, key: string): Item | undefined {
  const item = Object.hasOwn(items, key) ? items[key] : undefined;
  if (item === undefined || item.expiresMs === 0 || item.expiresMs > system.now) return item;
  delete items[key];
  return undefined;
}

function execute(
  system: System,
  state: State,
  name: string,
  key: string,
  words: readonly string[],
  data: string,
): string {
  const item = find(system, state, key);
  switch (name) {
    case 'get':
    case 'gets': {
      const found = words.slice(1).flatMap((each) => {
        const value = find(system, state, each);
        return value === undefined
          ? []
          : [`VALUE ${each} ${value.flags} ${value.text.length}\r\n${value.text}\r\n`];
      });
      return `${found.join('')}END`;
    }
    case 'set':
    case 'add':
    case 'replace':
    case 'append':
    case 'prepend':
      return store(system, state, name, key, words, data);
    case 'delete':
      if (item === undefined) return 'NOT_FOUND';
      delete state.items[key];
      return 'DELETED';
    case 'incr':
    case 'decr': {
      if (item === undefined) return 'NOT_FOUND';
      if (!/^\d+$/.test(item.text)) return 'CLIENT_ERROR cannot increment or decrement non-numeric value';
      const by = Number(words[2]) || 0;
      item.text = String(Math.max(0, Number(item.text) + (name === 'incr' ? by : -by)));
      return item.text;
    }
    case 'flush_all':
      state.items = {};
      return 'OK';
    case 'version':
      return `VERSION ${system.executable.version ?? ''}`;
    case 'stats':
      return statistics(system, state);
    default:
      return 'ERROR';
  }
}

function store(
  system: System,
  state: State,
  name: string,
  key: string,
  words: readonly string[],
  data: string,
): string {
  const item = find(system, state, key);
  if ((name === 'add') === (item !== undefined) && name !== 'set') return 'NOT_STORED';
  if (item === undefined && Object.keys(state.items).length >= itemsMax)
    return 'SERVER_ERROR out of memory storing object';
  const seconds = Number(words[3]) || 0;
  const expiresMs =
    seconds === 0 ? 0 : seconds > relativeSecondsMax ? seconds * 1000 : system.now + seconds * 1000;
  const before = item?.text ?? '';
  const text = name === 'append' ? before + data : name === 'prepend' ? data + before : data;
  const value: Item = { text, flags: words[2] ?? '0', expiresMs };
  Object.defineProperty(state.items, key, { value, configurable: true, enumerable: true, writable: true });
  return 'STORED';
}

function statistics(system: System, { items, clients, startedMs }: State): string {
  const values: Readonly<Record<string, Json>> = {
    pid: system.pid,
    uptime: Math.floor((system.now - startedMs) / 1000),
    time: Math.floor(system.now / 1000),
    version: system.executable.version ?? '',
    pointer_size: 64,
    curr_connections: clients.length,
    curr_items: Object.keys(items).length,
    limit_maxbytes: 67_108_864,
  };
  return `${Object.entries(values)
    .map(([name, value]) => `STAT ${name} ${value}\r\n`)
    .join('')}END`;
}
