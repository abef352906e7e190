import { SystemError } from '../../../filesystem/errors.ts';
import type { Signal } from '../../../linux/signals.ts';
import type { Json, Next, Program, System } from '../../../linux/system.ts';
import { accountOf } from '../../accounts.ts';
import { become, commandOf, exists, variable } from '../../entrypoints.ts';
import { LivingStates } from '../../living-states.ts';
import { mebibyte, option, portNumber } from '../../options.ts';
import { SqlError } from '../errors.ts';
import { doingWith, exitCodeOf, initScripts, startScript } from '../init-scripts.ts';
import { makeCluster } from './cluster.ts';
import { ConfigurationError, configurationOf } from './configuration.ts';
import {
  asRoot,
  incompatible,
  initialized,
  logLine,
  passwordMissing,
  startupLines,
  stopLines,
} from './log.ts';
import { PostgresServer, type Settings, type StoredServer } from './server.ts';

/** initdb takes most of the time of a first start; then a server for the init scripts comes up and goes. */
const INITDB_MS = 1500;
const RESTART_MS = 400;
/** The process of that server, behind the entrypoint's. */
const SCRIPTS_SERVER = 47;
const START_MS = 250;
const STOP_MS = 100;

/** What the process does now, as JSON. */
type Phase =
  | { readonly do: 'initdb' | 'restart' | 'start'; readonly atMs: number }
  | { readonly do: 'scripts'; readonly left: readonly string[]; readonly child?: number }
  | { readonly do: 'serve' }
  | { readonly do: 'stop'; readonly atMs: number };

interface Stored {
  readonly argv: readonly string[];
  readonly folder: string;
  readonly phase: Phase;
  readonly server?: StoredServer | undefined;
}

interface Running {
  readonly argv: readonly string[];
  readonly folder: string;
  phase: Phase;
  server: PostgresServer | undefined;
}

const states = new LivingStates<Running, Stored>(
  ({ server, ...own }) => ({ ...own, server: server?.store() }),
  (system, { server, ...own }) => ({
    ...own,
    server: server === undefined ? undefined : PostgresServer.restore(system, server),
  }),
);

function dataFolder(system: System): string {
  return option(system.argv, '-D') ?? system.env.get('PGDATA') ?? '/var/lib/postgresql/data';
}

/** @throws ConfigurationError */
function settingsOf(system: System, { argv, folder }: Running): Settings {
  const configured = configurationOf(system, argv, folder);
  return { port: portNumber(configured.port, 5432), folder, configured };
}

function begin(system: System, argv: readonly string[], phase: Phase): Next<Json> {
  system.onSignal('handle', ['SIGINT', 'SIGTERM', 'SIGQUIT']);
  system.onSignal('ignore', ['SIGPIPE', 'SIGHUP']);
  system.setMemory(24 * mebibyte);
  system.setTitle(argv.join(' '));
  const account = accountOf(system, 'postgres');
  if (system.uid === 0 && account !== undefined) system.setUser(account.uid, account.gid, [account.gid]);
  return goOn(system, { argv, folder: dataFolder(system), phase, server: undefined });
}

/** The official image's entrypoint: it makes the database cluster before it starts the server. */
export const postgresEntrypoint: Program = {
  start(system) {
    const argv = commandOf(system, 'postgres');
    if (argv[0] !== 'postgres') return become(system, argv, 351);
    if (argv.includes('--version') || argv.includes('-V')) return become(system, argv, 351);
    if (exists(system, `${dataFolder(system)}/PG_VERSION`)) {
      system.write(
        1,
        '\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n\n',
      );
      return begin(system, argv, { do: 'start', atMs: system.now + START_MS });
    }
    const trusted = system.env.get('POSTGRES_HOST_AUTH_METHOD') === 'trust';
    if (!variable(system, 'POSTGRES_PASSWORD') && !trusted) {
      system.write(2, passwordMissing);
      return { exit: 1 };
    }
    return begin(system, argv, { do: 'initdb', atMs: system.now + INITDB_MS });
  },
  step,
};

/** The server itself: root may not start it. */
export const postgres: Program = {
  start(system) {
    const { argv } = system;
    if (argv.includes('--version') || argv.includes('-V')) {
      system.write(1, `postgres (PostgreSQL) ${system.executable.version ?? ''}\n`);
      return { exit: 0 };
    }
    if (system.uid === 0) {
      system.write(2, asRoot);
      return { exit: 1 };
    }
    if (exists(system, `${dataFolder(system)}/PG_VERSION`))
      return begin(system, argv, { do: 'start', atMs: system.now + START_MS });
    system.write(
      2,
      'postgres does not know where to find the server configuration file.\nYou must specify the --config-file or -D invocation option or set the PGDATA environment variable.\n',
    );
    return { exit: 2 };
  },
  step,
};

/** What a state stands for; undefined: its files can't be read any more. */
function woken(system: System, state: Json): Running | undefined {
  try {
    return states.runningOf(system, state);
  } catch (error) {
    if (!(error instanceof SystemError) && !(error instanceof SqlError)) throw error;
    return undefined;
  }
}

function step(system: System, state: Json): Next<Json> {
  const running = woken(system, state);
  if (running === undefined) return { exit: 1 };
  const [signal] = system.takeSignals();
  if (signal !== undefined && running.phase.do !== 'stop') return stop(system, running, signal);
  return goOn(system, running);
}

function goOn(system: System, running: Running): Next<Json> {
  try {
    return phaseStep(system, running);
  } catch (error) {
    if (error instanceof ConfigurationError) {
      for (const [level, words] of error.lines)
        system.write(2, `${error.missing ? words : logLine(system, system.pid, level, words)}\n`);
      return { exit: error.missing ? 2 : 1 };
    }
    if (!(error instanceof SystemError) && !(error instanceof SqlError) && !(error instanceof SyntaxError))
      throw error;
    const words = error instanceof SqlError ? String(error.details.words ?? error.problem) : error.message;
    system.write(2, `${logLine(system, system.pid, 'FATAL', `could not start: ${words}`)}\n`);
    return { exit: 1 };
  }
}

function phaseStep(system: System, running: Running): Next<Json> {
  const { phase } = running;
  const state = states.stateOf(running);
  if ('atMs' in phase && system.now < phase.atMs) return { state, until: { timeMs: phase.atMs } };
  switch (phase.do) {
    case 'initdb':
      initialize(system, running);
      return goOn(system, running);
    case 'scripts':
      return scripts(system, running, phase, state);
    case 'restart':
    case 'start': {
      const problem = incompatible(system, running.folder);
      if (problem !== undefined) {
        system.write(2, problem);
        return { exit: 1 };
      }
      running.server = PostgresServer.start(system, settingsOf(system, running), false);
      running.phase = { do: 'serve' };
      return goOn(system, running);
    }
    case 'stop':
      return { exit: 0 };
    default:
      return running.server === undefined ? { exit: 1 } : running.server.step(system, state);
  }
}

function first(system: System) {
  const user = variable(system, 'POSTGRES_USER') || 'postgres';
  return {
    user,
    password: variable(system, 'POSTGRES_PASSWORD') ?? '',
    database: variable(system, 'POSTGRES_DB') || user,
    method: system.env.get('POSTGRES_HOST_AUTH_METHOD'),
  };
}

function initialize(system: System, running: Running): void {
  const { folder } = running;
  const given = first(system);
  makeCluster(system, folder, system.executable.version ?? '', given);
  system.write(1, initialized(folder));
  const settings = settingsOf(system, running);
  running.server = PostgresServer.start(system, settings, true);
  const before = { running: false, atMs: system.now };
  const lines = startupLines(system, {
    ...settings,
    before,
    bytes: 0,
    pid: system.pid + SCRIPTS_SERVER,
  }).filter((line) => !line.includes(' address '));
  system.write(1, `waiting for server to start....${lines.join('\n')}\n done\nserver started\n`);
  system.write(1, given.database === 'postgres' ? '\n' : 'CREATE DATABASE\n\n\n');
  const left = initScripts(system);
  if (left.length === 0)
    system.write(1, '/usr/local/bin/docker-entrypoint.sh: ignoring /docker-entrypoint-initdb.d/*\n');
  running.phase = { do: 'scripts', left };
}

/** Runs the init scripts one after the other, while the server listens for them. */
function scripts(
  system: System,
  running: Running,
  phase: Extract<Phase, { do: 'scripts' }>,
  state: Json,
): Next<Json> {
  const { server } = running;
  if (server === undefined) return { exit: 1 };
  let { left, child } = phase;
  for (;;) {
    if (child !== undefined) {
      const ended = system.wait(child);
      if (ended === 'again') {
        running.phase = { do: 'scripts', left, child };
        const next = server.step(system, state);
        return 'until' in next ? { state, until: { ...next.until, child: true } } : next;
      }
      const code = ended === 'none' ? 0 : exitCodeOf(ended.status);
      if (code !== 0) return { exit: code };
      system.write(1, '\n');
      child = undefined;
    }
    const [path, ...rest] = left;
    if (path === undefined) break;
    left = rest;
    const { user, database } = first(system);
    const doing = doingWith(system, path);
    system.write(1, `/usr/local/bin/docker-entrypoint.sh: ${doing} ${path}\n`);
    const env = new Map([
      ...system.env,
      ['PGHOST', ''],
      ['PGHOSTADDR', ''],
      ['PGUSER', user],
      ['PGDATABASE', database],
      ['POSTGRES_USER', user],
      ['POSTGRES_DB', database],
    ]);
    child = startScript(
      system,
      path,
      [
        'psql',
        '-v',
        'ON_ERROR_STOP=1',
        '--no-password',
        '--no-psqlrc',
        '--username',
        user,
        '--dbname',
        database,
      ],
      env,
    );
    if (doing !== 'ignoring' && child === undefined) return { exit: 127 };
  }
  finishScripts(system, server);
  running.server = undefined;
  running.phase = { do: 'restart', atMs: system.now + RESTART_MS };
  return { state, until: { timeMs: system.now + RESTART_MS } };
}

function finishScripts(system: System, server: PostgresServer): void {
  server.stop(system, undefined);
  const line = (words: string) => logLine(system, system.pid + SCRIPTS_SERVER, 'LOG', words);
  const words = [
    'received fast shutdown request',
    'aborting any active transactions',
    'shutting down',
    'database system is shut down',
  ];
  const text = `\nwaiting for server to shut down....${words.map(line).join('\n')}\n done\nserver stopped\n\nPostgreSQL init process complete; ready for start up.\n\n`;
  system.write(1, text);
}

function stop(system: System, running: Running, signal: Signal): Next<Json> {
  const kind = signal === 'SIGINT' ? 'fast' : signal === 'SIGTERM' ? 'smart' : 'immediate';
  const wasReady = running.phase.do === 'serve';
  const bytes = running.server?.engine.cluster.bytes ?? 0;
  running.server?.stop(system, signal);
  for (const line of stopLines(system, { kind, ready: wasReady, bytes })) system.write(2, `${line}\n`);
  running.server = undefined;
  running.phase = { do: 'stop', atMs: system.now + (wasReady ? STOP_MS : 0) };
  return { state: states.stateOf(running), until: { timeMs: system.now + STOP_MS } };
}
