import { SystemError } from '../../filesystem/errors.ts';
import type { Next, Program, System, Wait } from '../../linux/system.ts';
import { atLeast } from '../../registry/catalogue/repository.ts';
import { anywhere } from '../options.ts';
import { defaultUser } from './serving/access.ts';
import { beginJournal, readJournal } from './serving/append-only.ts';
import { RESIDENT_BYTES } from './serving/memory.ts';
import { load, save } from './serving/persistence.ts';
import { newLink } from './serving/replication.ts';
import { serve, serveWait } from './serving/serve.ts';
import { type Given, given } from './serving/start.ts';
import { log, newServer, restored, type Server, type State, stored } from './serving/state.ts';
import { openUnixSocket, removeUnixSocket } from './serving/unix-socket.ts';

const READY_AFTER_MS = 50;
const HEX = '0123456789abcdef';

/** redis-server, with a configuration file or options. */
export const redisServer: Program<State> = {
  start(system) {
    const configuration = given(system);
    if (typeof configuration === 'number') return { exit: configuration };
    system.onSignal('handle', ['SIGINT', 'SIGTERM']);
    system.onSignal('ignore', ['SIGPIPE', 'SIGHUP']);
    system.setMemory(RESIDENT_BYTES);
    greet(system, configuration);
    name(system, configuration);
    const server = begin(system, configuration);
    return { state: stored(server), until: { timeMs: server.facts.readyAtMs } };
  },
  step(system, state) {
    const server = restored(system, state);
    const [signal] = system.takeSignals();
    if (signal !== undefined) {
      const name = signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM';
      const seconds = Math.floor(system.now / 1000);
      system.write(1, `${system.pid}:signal-handler (${seconds}) Received ${name} scheduling shutdown...\n`);
      return shutDown(server, server.setting('save') !== '');
    }
    if (server.facts.listeners.length === 0) {
      const { readyAtMs } = server.facts;
      if (system.now < readyAtMs) return { state, until: { timeMs: readyAtMs } };
      const problem = open(server);
      if (problem !== undefined) return problem;
    }
    serve(server);
    if (server.stopping !== undefined) return shutDown(server, server.stopping === 'save');
    system.setMemory(RESIDENT_BYTES + server.keyspace.bytes);
    const until: Wait = serveWait(server);
    return { state: stored(server), until };
  },
};

function begin(system: System, { configuration, file }: Given): Server {
  const server = newServer(system, {
    configuration,
    file,
    listeners: [],
    clients: [],
    nextClient: 3,
    users: [defaultUser(configuration.requirepass ?? '')],
    readyAtMs: system.now + READY_AFTER_MS,
    startedMs: system.now,
    runId: Array.from({ length: 40 }, () => HEX[Math.floor(system.random() * 16)]).join(''),
    changes: 0,
    lastSaveMs: system.now,
    lastSaveFailed: false,
    journalBytes: 0,
    journalDatabase: -1,
    slow: [],
    nextSlow: 0,
    denied: [],
    counts: {},
    perCommand: {},
    sleepsUntilMs: 0,
    pausedUntilMs: 0,
    link: undefined,
    replicationOffset: 0,
  });
  const [host = '', port = ''] = (configuration.replicaof ?? '').split(/\s+/);
  if (/^\d+$/.test(port)) server.facts.link = newLink(server, host, Number(port));
  return server;
}

/** As ps shows it: with the first address that it listens at. */
function name(system: System, { configuration: { bind = '*', port = '6379' } }: Given): void {
  const [address = '*'] = bind.split(/\s+/).filter((each) => each !== '');
  system.setTitle(`${system.argv[0] ?? 'redis-server'} ${address.replace(/^-/, '')}:${port}`);
}

function greet(system: System, { isConfigured }: Given): void {
  const version = system.executable.version ?? '';
  log(system, 'C', '*', 'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo');
  log(
    system,
    'C',
    '*',
    `Redis version=${version}, bits=64, commit=00000000, modified=0, pid=${system.pid}, just started`,
  );
  if (isConfigured) log(system, 'C', '*', 'Configuration loaded');
  else {
    log(
      system,
      'C',
      '#',
      'Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf',
    );
  }
}

function open(server: Server): Next<State> | undefined {
  const { facts, system } = server;
  const port = Number(server.setting('port'));
  server.log('*', 'monotonic clock: POSIX clock_gettime');
  const addresses = server
    .setting('bind')
    .split(/\s+/)
    .filter((each) => /^-?(?:\*|[\d.]+)$/.test(each));
  const onlyLocal =
    addresses.length > 0 && addresses.every((each) => each.replace('-', '').startsWith('127.'));
  const path = server.setting('unixsocket');
  if (port === 0 && path === '') {
    server.log('#', 'Configured to not listen anywhere, exiting.');
    return { exit: 1 };
  }
  try {
    if (port !== 0)
      facts.listeners = [system.listen(onlyLocal ? { address: '127.0.0.1', port } : anywhere(port))];
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    server.log(
      '#',
      `Warning: Could not create server TCP listening socket *:${port}: bind: ${error.message}`,
    );
    server.log('#', `Failed listening on port ${port} (tcp), aborting.`);
    return { exit: 1 };
  }
  if (path !== '' && !openUnixSocket(server, path)) return { exit: 1 };
  server.log('*', `Running mode=standalone, port=${port}.`);
  server.log('*', 'Server initialized');
  const appendOnly = server.setting('appendonly') === 'yes';
  if (!appendOnly || !readJournal(server)) {
    if (!load(server)) return { exit: 1 };
    if (appendOnly) beginJournal(server);
  }
  const isNew = atLeast(server.version, '7.2');
  if (port !== 0) server.log('*', `Ready to accept connections${isNew ? ' tcp' : ''}`);
  if (path !== '')
    server.log(
      '*',
      isNew ? 'Ready to accept connections unix' : `The server is now ready to accept connections at ${path}`,
    );
  return undefined;
}

function shutDown(server: Server, saves: boolean): Next<State> {
  server.log('*', 'User requested shutdown...');
  if (saves) {
    server.log('*', 'Saving the final RDB snapshot before exiting.');
    if (!save(server)) server.log('#', 'Error trying to save the DB, exiting.');
  }
  removeUnixSocket(server);
  server.log('#', 'Redis is now ready to exit, bye bye...');
  return { exit: 0 };
}
