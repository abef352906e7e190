import { SystemError } from '../../filesystem/errors.ts';
import type { Next, Program, System } from '../../linux/system.ts';
import { atLeast } from '../../registry/catalogue/repository.ts';
import { anywhere, mebibyte } from '../options.ts';
import { type Client, talk, talkWait } from '../sockets.ts';
import { append, replay, rewrite } from './append-only.ts';
import { run } from './command.ts';
import { dataCommands } from './commands.ts';
import { configure } from './configure.ts';
import { encodeReply, ok, type Reply, takeRequest } from './resp.ts';
import { information, log, restore, type State, save } from './state.ts';
import { type Database, hasRoom, Store } from './store.ts';
import { transaction } from './transactions.ts';

const databasesMax = 16;
const readyAfterMs = 50;
/** Requests one client is answered in one step. */
const requestsMax = 1000;
/** `save 3600 1 300 100 60 10000`: after so long a change is written. */
const saveAfterMs = 3_600_000;

/** redis-server, with a configuration file or options. */
export const redisServer: Program<State> = {
  start(system) {
    const configuration = configure(system);
    if (typeof configuration === 'number') return { exit: configuration };
    system.onSignal('handle', ['SIGINT', 'SIGTERM']);
    system.onSignal('ignore', ['SIGPIPE', 'SIGHUP']);
    system.setMemory(8 * mebibyte);
    greet(system, configuration.configured);
    const state: State = {
      ...configuration,
      databases: Array.from({ length: databasesMax }, () => ({})),
      listeners: [],
      clients: [],
      journalBytes: 0,
      readyAtMs: system.now + readyAfterMs,
      startedMs: system.now,
      changes: 0,
      lastSaveMs: system.now,
      commands: 0,
      connections: 0,
    };
    return { state, until: { timeMs: state.readyAtMs } };
  },
  step(system, state) {
    const [signal] = system.takeSignals();
    if (signal !== undefined)
      return shutDown(system, state, signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM', true);
    if (state.listeners.length === 0) {
      if (system.now < state.readyAtMs) return { state, until: { timeMs: state.readyAtMs } };
      const problem = open(system, state);
      if (problem !== undefined) return problem;
    }
    return serve(system, state);
  },
};

function serve(system: System, state: State): Next<State> {
  let ending: Next<State> | undefined;
  state.clients = talk(
    system,
    state.listeners,
    state.clients,
    (client) => {
      const result = converse(system, state, client);
      if (result === 'shutdown') ending ??= shutDown(system, state, undefined, true);
      if (result === 'shutdown nosave') ending ??= shutDown(system, state, undefined, false);
      return result === 'stay';
    },
    () => {
      state.connections++;
      return true;
    },
  );
  if (ending !== undefined) return ending;
  if (state.saveAtMs !== undefined && system.now >= state.saveAtMs) save(system, state);
  const wait = talkWait(state.listeners, state.clients);
  return { state, until: state.saveAtMs === undefined ? wait : { ...wait, timeMs: state.saveAtMs } };
}

type Verdict = 'stay' | 'close' | 'shutdown' | 'shutdown nosave';

function converse(system: System, state: State, client: Client): Verdict {
  const replies: string[] = [];
  let verdict: Verdict = 'stay';
  for (let count = 0; count < requestsMax && verdict === 'stay'; count++) {
    const request = client.input === '' ? 'more' : takeRequest(client.input);
    if (request === 'more') break;
    if ('error' in request) {
      replies.push(encodeReply({ error: `ERR ${request.error}` }));
      verdict = 'close';
      break;
    }
    client.input = client.input.slice(request.end);
    if (request.value.length === 0) continue;
    system.spend(5);
    const answer = execute(system, state, client, request.value);
    if (answer === 'close') replies.push(encodeReply({ status: 'OK' }));
    if (typeof answer === 'string') verdict = answer;
    else replies.push(encodeReply(answer));
  }
  const text = replies.join('');
  if (text !== '')
    system.write(
      client.descriptor,
      Uint8Array.from(text, (character) => character.charCodeAt(0)),
    );
  return verdict;
}

function execute(system: System, state: State, client: Client, args: readonly string[]): Reply | Verdict {
  const name = (args[0] ?? '').toLowerCase();
  state.commands++;
  if (
    state.password !== '' &&
    client.session.authenticated !== true &&
    !['auth', 'hello', 'quit'].includes(name)
  ) {
    return { error: 'NOAUTH Authentication required.' };
  }
  if (name === 'quit') return 'close';
  if (name === 'shutdown') return args[1]?.toUpperCase() === 'NOSAVE' ? 'shutdown nosave' : 'shutdown';
  const problem = () => problemOf(args);
  const queued = transaction(state.databases, client, args, problem, (each) =>
    perform(system, state, client, each),
  );
  return queued ?? problem() ?? perform(system, state, client, args);
}

/** What is wrong with a command before it is tried. */
function problemOf(args: readonly string[]): Reply | undefined {
  const name = (args[0] ?? '').toLowerCase();
  if (Object.hasOwn(serverCommands, name)) return undefined;
  const command = dataCommands.get(name);
  if (command === undefined) {
    const shown = args
      .slice(1)
      .map((word) => `'${word.slice(0, 128)}' `)
      .join('');
    return { error: `ERR unknown command '${args[0]}', with args beginning with: ${shown}` };
  }
  if (command.arity > 0 ? args.length !== command.arity : args.length < -command.arity) {
    return { error: `ERR wrong number of arguments for '${name}' command` };
  }
  return undefined;
}

function perform(system: System, state: State, client: Client, args: readonly string[]): Reply {
  const name = (args[0] ?? '').toLowerCase();
  const own = Object.hasOwn(serverCommands, name) ? serverCommands[name] : undefined;
  const index = Number(client.session.database ?? 0);
  if (own !== undefined) {
    const reply = own(system, state, client, args);
    if (name.startsWith('flush')) append(system, state, index, args);
    return reply;
  }
  const command = dataCommands.get(name);
  if (command === undefined) return problemOf(args) ?? { error: 'ERR' };
  const size = args.reduce((sum, word) => sum + word.length, 0);
  if (command.writes === true && !hasRoom(state.databases, size)) {
    return { error: "OOM command not allowed when used memory > 'maxmemory'." };
  }
  const reply = run(command, { store: new Store(databaseOf(state, client), system.now), args });
  if (command.writes === true && !('error' in reply)) {
    changed(system, state);
    append(system, state, index, args);
  }
  return reply;
}

function databaseOf(state: State, client: Client): Database {
  const index = Number(client.session.database ?? 0);
  return state.databases[index] ?? {};
}

function changed(system: System, state: State): void {
  state.changes++;
  state.saveAtMs ??= system.now + saveAfterMs;
}

type ServerCommand = (system: System, state: State, client: Client, args: readonly string[]) => Reply;

const serverCommands: Readonly<Record<string, ServerCommand>> = {
  auth: (_system, state, client, args) => {
    if (state.password === '') {
      return {
        error:
          'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
      };
    }
    if (args.at(-1) !== state.password)
      return { error: 'WRONGPASS invalid username-password pair or user is disabled.' };
    client.session.authenticated = true;
    return ok;
  },
  bgsave: (system, state) => {
    save(system, state);
    return { status: 'Background saving started' };
  },
  client: (_system, _state, client, args) => {
    const what = args[1]?.toLowerCase();
    if (what === 'setname') client.session.name = args[2] ?? '';
    if (what === 'getname') return { bulk: String(client.session.name ?? '') || null };
    if (what === 'id') return { integer: client.descriptor };
    return ok;
  },
  command: () => ({ list: [] }),
  config: (_system, state, _client, args) => {
    if (args[1]?.toLowerCase() !== 'get')
      return args[1]?.toLowerCase() === 'resetstat' ? ok : { error: 'ERR CONFIG SET is not supported here' };
    const values: Readonly<Record<string, string>> = {
      dir: state.folder,
      dbfilename: state.file,
      port: String(state.port),
      databases: String(databasesMax),
      maxmemory: '0',
      appendonly: state.appendOnly ? 'yes' : 'no',
      save: '3600 1 300 100 60 10000',
      requirepass: state.password,
    };
    const wanted = args[2] ?? '';
    const found = Object.entries(values).filter(([name]) => wanted === '*' || name === wanted);
    return { list: found.flat().map((bulk) => ({ bulk })) };
  },
  dbsize: (system, state, client) => ({
    integer: new Store(databaseOf(state, client), system.now).keys().length,
  }),
  echo: (_system, _state, _client, args) => ({ bulk: args[1] ?? '' }),
  flushall: (system, state) => {
    state.databases = state.databases.map(() => ({}));
    changed(system, state);
    return ok;
  },
  flushdb: (system, state, client) => {
    state.databases[Number(client.session.database ?? 0)] = {};
    changed(system, state);
    return ok;
  },
  info: (system, state) => ({ bulk: information(system, state) }),
  lastsave: (_system, state) => ({ integer: Math.floor(state.lastSaveMs / 1000) }),
  ping: (_system, _state, _client, args) => (args[1] === undefined ? { status: 'PONG' } : { bulk: args[1] }),
  publish: () => ({ integer: 0 }),
  role: () => ({ list: [{ bulk: 'master' }, { integer: 0 }, { list: [] }] }),
  save: (system, state) => (save(system, state) ? ok : { error: 'ERR' }),
  select: (_system, _state, client, args) => {
    const index = Number(args[1]);
    if (!Number.isInteger(index)) return { error: 'ERR value is not an integer or out of range' };
    if (index < 0 || index >= databasesMax) return { error: 'ERR DB index is out of range' };
    client.session.database = index;
    return ok;
  },
  time: (system) => ({
    list: [{ bulk: String(Math.floor(system.now / 1000)) }, { bulk: String((system.now % 1000) * 1000) }],
  }),
};

function greet(system: System, configured: boolean): void {
  const version = system.executable.version ?? '';
  log(system, 'C', '*', 'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo');
  log(
    system,
    'C',
    '*',
    `Redis version=${version}, bits=64, commit=00000000, modified=0, pid=${system.pid}, just started`,
  );
  if (configured) log(system, 'C', '*', 'Configuration loaded');
  else {
    log(
      system,
      'C',
      '#',
      'Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf',
    );
  }
}

function open(system: System, state: State): Next<State> | undefined {
  log(system, 'M', '*', 'monotonic clock: POSIX clock_gettime');
  try {
    state.listeners = [system.listen(anywhere(state.port))];
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    log(
      system,
      'M',
      '#',
      `Warning: Could not create server TCP listening socket *:${state.port}: bind: ${error.message}`,
    );
    log(system, 'M', '#', `Failed listening on port ${state.port} (tcp), aborting.`);
    return { exit: 1 };
  }
  log(system, 'M', '*', `Running mode=standalone, port=${state.port}.`);
  log(system, 'M', '*', 'Server initialized');
  if (!state.appendOnly || !replay(system, state)) {
    restore(system, state);
    if (state.appendOnly) rewrite(system, state);
  }
  const ready = atLeast(system.executable.version ?? '', '7.2') ? ' tcp' : '';
  log(system, 'M', '*', `Ready to accept connections${ready}`);
  return undefined;
}

function shutDown(
  system: System,
  state: State,
  signal: 'SIGINT' | 'SIGTERM' | undefined,
  saves: boolean,
): Next<State> {
  const who =
    signal === 'SIGINT'
      ? 'Received SIGINT scheduling shutdown...'
      : 'Received SIGTERM scheduling shutdown...';
  if (signal !== undefined)
    system.write(1, `${system.pid}:signal-handler (${Math.floor(system.now / 1000)}) ${who}\n`);
  log(system, 'M', '*', 'User requested shutdown...');
  if (saves) {
    log(system, 'M', '*', 'Saving the final RDB snapshot before exiting.');
    if (!save(system, state)) log(system, 'M', '#', 'Error trying to save the DB, exiting.');
  }
  log(system, 'M', '#', 'Redis is now ready to exit, bye bye...');
  return { exit: 0 };
}
