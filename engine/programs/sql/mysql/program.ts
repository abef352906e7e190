import { SystemError } from '../../../filesystem/errors.ts';
import type { Json, Next, Program, System } from '../../../linux/system.ts';
import { accountOf } from '../../accounts.ts';
import { become, commandOf, exists, variable } from '../../entrypoints.ts';
import { LivingStates } from '../../living-states.ts';
import { mebibyte, option, portNumber } from '../../options.ts';
import { iso, plainTime } from '../../timestamps.ts';
import { SqlError } from '../errors.ts';
import { doingWith, exitCodeOf, initScripts, startScript } from '../init-scripts.ts';
import { Job } from '../job.ts';
import { factsOf, Session } from '../session.ts';
import { parseStatements } from '../syntax/statements.ts';
import { configurationOf, unknownOption } from './configuration.ts';
import { mariadbProduct, mysqlProduct, type Product, prefixedVariables } from './products.ts';
import { MysqlServer, makeCluster, type Settings, type StoredServer } from './server.ts';

const STOP_MS = 1200;
const START_MS = 1500;
const DATA_FOLDER = '/var/lib/mysql';

type Phase =
  | { readonly do: 'initialize' | 'start'; readonly atMs: number }
  | { readonly do: 'scripts'; readonly left: readonly string[]; readonly child?: number }
  | { readonly do: 'serve' }
  | { readonly do: 'stop'; readonly atMs: number };

interface Stored {
  readonly settings: Settings;
  readonly phase: Phase;
  readonly server?: StoredServer | undefined;
}

interface Running {
  readonly settings: Settings;
  phase: Phase;
  server: MysqlServer | undefined;
}

const states = new LivingStates<Running, Stored>(
  ({ settings, phase, server }) => ({ settings, phase, server: server?.store() }),
  (system, { settings, phase, server }) => ({
    settings,
    phase,
    server: server === undefined ? undefined : MysqlServer.restore(system, server),
  }),
);

const productOf = ({ mariadb }: Settings): Product => (mariadb ? mariadbProduct : mysqlProduct);

function begin(system: System, product: Product, argv: readonly string[], phase: Phase): Next<Json> {
  system.onSignal('handle', ['SIGINT', 'SIGTERM', 'SIGQUIT']);
  system.onSignal('ignore', ['SIGPIPE', 'SIGHUP']);
  system.setMemory((product.mariadb ? 90 : 360) * mebibyte);
  system.setTitle(argv.join(' '));
  const account = accountOf(system, 'mysql');
  if (system.uid === 0 && account !== undefined) system.setUser(account.uid, account.gid, [account.gid]);
  const settings: Settings = {
    port: portNumber(option(argv, '--port', '-P'), 3306),
    folder: option(argv, '--datadir') ?? DATA_FOLDER,
    mariadb: product.mariadb,
    configured: configurationOf(system, argv),
  };
  return goOn(system, { settings, phase, server: undefined });
}

function entrypointOf(product: Product): Program {
  return {
    start(system) {
      const argv = commandOf(system, product.server[0] ?? '');
      if (!product.server.includes(argv[0] ?? '')) return become(system, argv, 0);
      const first = !exists(system, `${DATA_FOLDER}/mysql.ibd`);
      const unknown = product.mariadb ? undefined : unknownOption(system, argv);
      const [started = ''] = greeting(system, product);
      if (unknown !== undefined) {
        system.write(1, `${started}\n`);
        const words = `mysqld failed while attempting to check config\n\tcommand was: ${argv.join(' ')} --verbose --help\n\t`;
        system.write(2, note(system, words, 'ERROR'));
        log(system, product, [
          `[ERROR] [MY-000067] [Server] unknown variable '${unknown}'.`,
          '[ERROR] [MY-010119] [Server] Aborting',
        ]);
        return { exit: 1 };
      }
      for (const text of greeting(system, product)) system.write(1, `${text}\n`);
      if (!first) return begin(system, product, argv, { do: 'start', atMs: system.now + START_MS });
      if (!hasPassword(system, product)) {
        const problem = note(
          system,
          'Database is uninitialized and password option is not specified',
          'ERROR',
        );
        system.write(2, `${problem}\n${product.passwordMissing(system.executable.version ?? '')}\n`);
        return { exit: 1 };
      }
      system.write(1, `${note(system, 'Initializing database files')}\n`);
      return begin(system, product, argv, { do: 'initialize', atMs: system.now + product.initializedMs });
    },
    step,
  };
}

export const mysqlEntrypoint = entrypointOf(mysqlProduct);
export const mariadbEntrypoint = entrypointOf(mariadbProduct);

/** The server without its entrypoint: as root it refuses to run. */
export const mysqld: Program = {
  start(system) {
    const version = system.executable.version ?? '';
    const mariadb = /maria/.test(system.argv[0] ?? '') || exists(system, '/usr/bin/mariadb');
    if (system.argv.includes('--version') || system.argv.includes('-V')) {
      const about = mariadb
        ? `${version}-MariaDB-ubu2404 for debian-linux-gnu on x86_64 (mariadb.org binary distribution)`
        : `${version} for Linux on x86_64 (MySQL Community Server - GPL)`;
      system.write(1, `${system.argv[0]}  Ver ${about}\n`);
      return { exit: 0 };
    }
    if (system.uid !== 0 && exists(system, `${DATA_FOLDER}/mysql.ibd`))
      return begin(system, mariadb ? mariadbProduct : mysqlProduct, system.argv, {
        do: 'start',
        atMs: system.now + START_MS,
      });
    const time = `${iso(system.now).slice(0, 23)}000Z`;
    const words =
      system.uid === 0
        ? '[MY-010123] [Server] Fatal error: Please read "Security" section of the manual to find out how to run mysqld as root!'
        : '[MY-010457] [Server] --initialize specified but the data directory has files in it. Aborting.';
    system.write(2, `${time} 0 [ERROR] ${words}\n${time} 0 [ERROR] [MY-010119] [Server] Aborting\n`);
    return { exit: 1 };
  },
  step,
};

function settingOf(system: System, product: Product, name: string): string | undefined {
  return product.variablePrefixes
    .map((prefix) => variable(system, `${prefix}_${name}`))
    .find((found) => found !== undefined && found !== '');
}

function hasPassword(system: System, product: Product): boolean {
  return product.variablePrefixes.some((prefix) =>
    prefixedVariables.some((name) => Boolean(system.env.get(`${prefix}_${name}`))),
  );
}

function note(system: System, text: string, level = 'Note'): string {
  return `${plainTime(system.now)}+00:00 [${level}] [Entrypoint]: ${text}`;
}

function greeting(system: System, product: Product): string[] {
  const packaged = product.packageVersion(system.executable.version ?? '');
  const started = `Entrypoint script for ${product.title} ${packaged} started.`;
  return [note(system, started), note(system, "Switching to dedicated user 'mysql'"), note(system, started)];
}

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
  if (signal === undefined || running.phase.do === 'stop') return goOn(system, running);
  const product = productOf(running.settings);
  log(system, product, product.stopLines(system.executable.version ?? ''));
  const wait = running.phase.do === 'serve' ? STOP_MS : 0;
  running.server?.stop(system);
  running.server = undefined;
  running.phase = { do: 'stop', atMs: system.now + wait };
  return { state: states.stateOf(running), until: { timeMs: system.now + wait } };
}

/** Lines of the server's own log, each with the time. */
function log(system: System, { mariadb }: Product, lines: readonly string[]): void {
  const stamp = mariadb ? `${plainTime(system.now)} 0` : `${iso(system.now).slice(0, 23)}000Z 0`;
  for (const line of lines) system.write(2, `${stamp} ${line}\n`);
}

function goOn(system: System, running: Running): Next<Json> {
  try {
    return phaseStep(system, running);
  } catch (error) {
    if (!(error instanceof SystemError) && !(error instanceof SqlError) && !(error instanceof SyntaxError))
      throw error;
    const words = error instanceof SqlError ? String(error.details.words ?? error.problem) : error.message;
    system.write(
      2,
      `${iso(system.now).slice(0, 23)}000Z 0 [ERROR] [MY-010119] [Server] Aborting: ${words}\n`,
    );
    return { exit: 1 };
  }
}

function phaseStep(system: System, running: Running): Next<Json> {
  const { phase, settings } = running;
  const state = states.stateOf(running);
  if ('atMs' in phase && system.now < phase.atMs) return { state, until: { timeMs: phase.atMs } };
  switch (phase.do) {
    case 'initialize':
      initialize(system, running);
      return goOn(system, running);
    case 'scripts':
      return scripts(system, running, phase, state);
    case 'start': {
      running.server = MysqlServer.start(system, settings, false);
      const product = productOf(settings);
      const version = system.executable.version ?? '';
      log(system, product, product.startLines(version, settings.port, system.pid, running.server.crashed));
      running.phase = { do: 'serve' };
      return goOn(system, running);
    }
    case 'stop':
      return { exit: 0 };
    default:
      return running.server === undefined ? { exit: 1 } : running.server.step(system, state);
  }
}

function initialize(system: System, running: Running): void {
  const { settings } = running;
  const product = productOf(settings);
  const value = (name: string) => settingOf(system, product, name);
  const say = (text: string) => system.write(1, `${note(system, text)}\n`);
  const random =
    value('RANDOM_ROOT_PASSWORD') === undefined
      ? undefined
      : Array.from({ length: 32 }, () =>
          'abcdefghijklmnopqrstuvwxyz0123456789'.charAt(Math.floor(system.random() * 36)),
        ).join('');
  makeCluster(system, settings, value('ROOT_PASSWORD') ?? random ?? '', value('ROOT_HOST') ?? '%');
  for (const text of ['Database files initialized', 'Starting temporary server', 'Temporary server started.'])
    say(text);
  if (random !== undefined) say(`GENERATED ROOT PASSWORD: ${random}`);
  running.server = MysqlServer.start(system, settings, true);
  const [database, user, password] = [value('DATABASE'), value('USER'), value('PASSWORD')];
  const run = (sql: string) => runStatement(system, running.server, sql);
  if (database !== undefined) {
    say(`Creating database ${database}`);
    run(`CREATE DATABASE IF NOT EXISTS \`${database}\``);
  }
  if (user !== undefined && password !== undefined) {
    say(`Creating user ${user}`);
    run(
      `CREATE USER '${user}'@'%' IDENTIFIED BY '${password.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
    );
    if (database !== undefined) {
      say(`Giving user ${user} access to schema ${database}`);
      run(`GRANT ALL ON \`${database}\`.* TO '${user}'@'%'`);
    }
  }
  running.phase = { do: 'scripts', left: initScripts(system) };
}

/** What the entrypoint asks of the server it has just started. */
function runStatement(system: System, server: MysqlServer | undefined, sql: string): void {
  if (server === undefined) return;
  const session = new Session(
    factsOf({
      database: 'def',
      user: 'root',
      clientHost: 'localhost',
      accountHost: 'localhost',
      id: 5,
      connectedMs: system.now,
    }),
  );
  for (const { statement } of parseStatements(sql, true)) {
    const outcome = new Job(server.engine, session, statement).advance(system.now, 10_000);
    if (outcome !== undefined && 'error' in outcome) throw outcome.error;
  }
}

function scripts(
  system: System,
  running: Running,
  phase: Extract<Phase, { do: 'scripts' }>,
  state: Json,
): Next<Json> {
  const { server, settings } = running;
  const product = productOf(settings);
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
      child = undefined;
    }
    const [path, ...rest] = left;
    if (path === undefined) break;
    left = rest;
    const doing = doingWith(system, path);
    system.write(
      1,
      `${doing === 'ignoring' ? '\n' : ''}${note(system, `/usr/local/bin/docker-entrypoint.sh: ${doing} ${path}`)}\n`,
    );
    const password = settingOf(system, product, 'ROOT_PASSWORD');
    const env = new Map([
      ...system.env,
      ...(password === undefined ? [] : [['MYSQL_PWD', password] as const]),
    ]);
    const database = settingOf(system, product, 'DATABASE');
    const client = [
      product.mariadb ? 'mariadb' : 'mysql',
      '-uroot',
      '-hlocalhost',
      ...(database === undefined ? [] : [`--database=${database}`]),
    ];
    child = startScript(system, path, client, env);
    if (doing !== 'ignoring' && child === undefined) return { exit: 127 };
  }
  server.stop(system);
  running.server = undefined;
  const words = ['Stopping temporary server', 'Temporary server stopped'].map(
    (text) => `${note(system, text)}\n`,
  );
  const title = product.mariadb ? 'MariaDB' : 'MySQL';
  system.write(
    1,
    `${words.join('')}\n${note(system, `${title} init process done. Ready for start up.`)}\n\n`,
  );
  const atMs = system.now + Math.max(500, product.readyMs - product.initializedMs);
  running.phase = { do: 'start', atMs };
  return { state, until: { timeMs: atMs } };
}
