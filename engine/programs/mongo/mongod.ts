import { SystemError } from '../../filesystem/errors.ts';
import type { Json, Next, Program, System } from '../../linux/system.ts';
import { accountOf } from '../accounts.ts';
import { become, commandOf, variable } from '../entrypoints.ts';
import { LivingStates } from '../living-states.ts';
import { mebibyte } from '../options.ts';
import { exitCodeOf, initScripts } from '../sql/init-scripts.ts';
import { doc } from './bson/values.ts';
import { userCommands } from './commands/users.ts';
import { newConnection } from './serving/connection.ts';
import { logLine } from './serving/log.ts';
import { MongoServer, type Settings, type StoredServer } from './serving/server.ts';
import { settingsOf } from './serving/settings.ts';
import { Files } from './store/files.ts';

const READY_AFTER_MS = 1200;
const INIT_AFTER_MS = 2000;
const RESTART_MS = 500;
const STOP_MS = 200;

/** What the process does now, as JSON. */
type Phase =
  | { readonly do: 'init' | 'start' | 'stop'; readonly atMs: number }
  | { readonly do: 'scripts'; readonly left: readonly string[]; readonly child?: number }
  | { readonly do: 'serve' };

interface Stored {
  readonly settings: Settings;
  readonly phase: Phase;
  readonly server?: StoredServer | undefined;
}

interface Running {
  readonly settings: Settings;
  phase: Phase;
  server: MongoServer | undefined;
}

const states = new LivingStates<Running, Stored>(
  ({ settings, phase, server }) => ({ settings, phase, server: server?.stored() }),
  (system, { settings, phase, server }) => ({
    settings,
    phase,
    server: server === undefined ? undefined : MongoServer.restore(system, server),
  }),
);

const unpaired = `
error: missing 'MONGO_INITDB_ROOT_USERNAME' or 'MONGO_INITDB_ROOT_PASSWORD'
       both must be specified for a user to be created

`;

/** The entrypoint of MongoDB: on a first start it makes a root user and runs the scripts that are there. */
export const mongoEntrypoint: Program = {
  start(system) {
    const argv = commandOf(system, 'mongod');
    if (argv[0] !== 'mongod') return become(system, argv, 420);
    const [user, password] = ['MONGO_INITDB_ROOT_USERNAME', 'MONGO_INITDB_ROOT_PASSWORD'].map(
      (name) => variable(system, name) ?? '',
    );
    if ((user === '') !== (password === '')) {
      system.write(2, unpaired);
      return { exit: 1 };
    }
    const auth = user === '' ? [] : ['--auth'];
    const isBound = argv.some((word) => /^--bind_ip(?:_all)?(?:=|$)/.test(word)) || argv.includes('--config');
    const settings = settingsOf(system, [...argv, ...auth, ...(isBound ? [] : ['--bind_ip_all'])], false);
    const initializes =
      (user !== '' || initScripts(system).length > 0) && !new Files(settings.folder).exists(system);
    return begin(system, settings, {
      do: initializes ? 'init' : 'start',
      atMs: system.now + (initializes ? INIT_AFTER_MS : READY_AFTER_MS),
    });
  },
  step,
};

export const mongod: Program = {
  start(system) {
    const { argv } = system;
    const version = system.executable.version ?? '';
    if (argv.includes('--version')) {
      system.write(
        1,
        `db version v${version}\nBuild Info: {\n    "version": "${version}",\n    "modules": [],\n    "allocator": "tcmalloc"\n}\n`,
      );
      return { exit: 0 };
    }
    if (argv.includes('--fork')) {
      system.write(2, 'mongod: --fork is not part of the simulation\n');
      return { exit: 1 };
    }
    return begin(system, settingsOf(system, argv, true), { do: 'start', atMs: system.now + READY_AFTER_MS });
  },
  step,
};

function begin(system: System, settings: Settings, phase: Phase): Next<Json> {
  system.onSignal('handle', ['SIGINT', 'SIGTERM', 'SIGQUIT']);
  system.onSignal('ignore', ['SIGPIPE', 'SIGHUP']);
  system.setMemory(150 * mebibyte);
  system.setTitle(settings.argv.join(' '));
  const account = accountOf(system, 'mongodb');
  if (system.uid === 0 && account !== undefined) {
    own(system, settings.folder, account.uid, account.gid);
    system.setUser(account.uid, account.gid, [account.gid]);
  }
  starting(system, settings);
  return waiting({ settings, phase, server: undefined });
}

/** The data are the server's user's, as the image's entrypoint sees to. */
function own(system: System, folder: string, uid: number, gid: number): void {
  try {
    system.changeOwner(folder, uid, gid);
    for (const { name } of system.readDirectory(folder)) system.changeOwner(`${folder}/${name}`, uid, gid);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
  }
}

function starting(system: System, { port, folder }: Settings): void {
  logLine(system, 'CONTROL', 4_615_611, 'initandlisten', 'MongoDB starting', {
    pid: system.pid,
    port,
    dbPath: folder,
    architecture: '64-bit',
    host: system.hostName(),
  });
  logLine(system, 'CONTROL', 23_403, 'initandlisten', 'Build Info', {
    buildInfo: { version: system.executable.version ?? '' },
  });
}

function waiting(running: Running): Next<Json> {
  const { phase } = running;
  return { state: states.stateOf(running), until: 'atMs' in phase ? { timeMs: phase.atMs } : {} };
}

function step(system: System, state: Json): Next<Json> {
  const running = states.runningOf(system, state);
  try {
    return advance(system, running);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    logLine(
      system,
      'STORAGE',
      20_557,
      'initandlisten',
      'DBException in initAndListen, terminating',
      { error: error.message },
      'E',
    );
    return { exit: 100 };
  }
}

function advance(system: System, running: Running): Next<Json> {
  const [signal] = system.takeSignals();
  if (signal !== undefined && running.phase.do !== 'stop') {
    logLine(system, 'CONTROL', 23_377, 'SignalHandler', 'Received signal', {
      signal: signal === 'SIGTERM' ? 15 : 2,
      error: signal === 'SIGTERM' ? 'Terminated' : 'Interrupt',
    });
    return halt(system, running);
  }
  const { phase } = running;
  if ('atMs' in phase && system.now < phase.atMs) return waiting(running);
  switch (phase.do) {
    case 'stop':
      logLine(system, 'CONTROL', 23_138, 'SignalHandler', 'Shutting down', { exitCode: 0 });
      return { exit: 0 };
    case 'init':
      return initialize(system, running);
    case 'scripts':
      return scripts(system, running, phase);
    case 'start':
      open(system, running, running.settings);
      running.phase = { do: 'serve' };
      return serving(system, running);
    default:
      return serving(system, running);
  }
}

function halt(system: System, running: Running): Next<Json> {
  running.server?.stop(system);
  running.server = undefined;
  running.phase = { do: 'stop', atMs: system.now + STOP_MS };
  return waiting(running);
}

function open(system: System, running: Running, settings: Settings): void {
  running.server = MongoServer.start(system, settings);
  logLine(system, 'STORAGE', 4_795_906, 'initandlisten', 'WiredTiger opened', { durationMillis: 400 });
  logLine(system, 'NETWORK', 23_015, 'listener', 'Listening on', {
    address: settings.everywhere ? '0.0.0.0' : '127.0.0.1',
  });
  logLine(system, 'NETWORK', 23_016, 'listener', 'Waiting for connections', {
    port: settings.port,
    ssl: 'off',
  });
}

function serving(system: System, running: Running): Next<Json> {
  const { server } = running;
  if (server === undefined) return { exit: 1 };
  const until = server.step(system);
  if (server.stopping) return halt(system, running);
  return { state: states.stateOf(running), until };
}

/** A server for itself, the root user, then the scripts. */
function initialize(system: System, running: Running): Next<Json> {
  open(system, running, { ...running.settings, authorizes: false, everywhere: false });
  const { server } = running;
  const [user, pwd] = ['MONGO_INITDB_ROOT_USERNAME', 'MONGO_INITDB_ROOT_PASSWORD'].map(
    (name) => variable(system, name) ?? '',
  );
  if (server !== undefined && user !== undefined && user !== '') {
    const context = server.context(newConnection(0, -1, ''));
    userCommands.createUser?.(
      context,
      doc({ createUser: user, pwd, roles: [doc({ role: 'root', db: 'admin' })] }),
      'admin',
    );
  }
  running.phase = { do: 'scripts', left: initScripts(system) };
  return advance(system, running);
}

function scripts(system: System, running: Running, phase: Extract<Phase, { do: 'scripts' }>): Next<Json> {
  const { server } = running;
  if (phase.child !== undefined) {
    const ended = system.wait(phase.child);
    if (ended === 'again') {
      const until = server?.step(system) ?? {};
      return { state: states.stateOf(running), until: { ...until, child: true } };
    }
    const code = ended === 'none' ? 0 : exitCodeOf(ended.status);
    if (code !== 0) {
      running.server?.stop(system);
      return { exit: code };
    }
  }
  const [path, ...left] = phase.left;
  if (path === undefined) {
    server?.stop(system);
    running.server = undefined;
    system.write(1, '\nMongoDB init process complete; ready for start up.\n\n');
    starting(system, running.settings);
    running.phase = { do: 'start', atMs: system.now + RESTART_MS };
    return waiting(running);
  }
  const child = startScript(system, path, running.settings.port);
  const runs = child === undefined ? 'ignoring' : 'running';
  system.write(1, `/usr/local/bin/docker-entrypoint.sh: ${runs} ${path}\n`);
  running.phase = { do: 'scripts', left, ...(child === undefined ? {} : { child }) };
  return advance(system, running);
}

/** @returns its pid; undefined: it is no script */
function startScript(system: System, path: string, port: number): number | undefined {
  const shell = system.findExecutable('bash') ?? '/bin/sh';
  if (path.endsWith('.sh')) return system.spawn({ path: shell, argv: [shell, path], env: system.env });
  const client = system.findExecutable('mongosh') ?? system.findExecutable('mongo');
  if (!path.endsWith('.js') || client === undefined) return undefined;
  const database = system.env.get('MONGO_INITDB_DATABASE') ?? 'test';
  const argv = [client, '--host', '127.0.0.1', '--port', String(port), '--quiet', database, path];
  return system.spawn({ path: client, argv, env: system.env });
}
