import { SystemError } from '../../filesystem/errors.ts';
import type { ExitStatus, Next, Program, System } from '../../linux/system.ts';
import { mebibyte } from '../options.ts';
import { announce, builtWith } from './about.ts';
import { parseArguments, usage } from './arguments.ts';
import { checkHosts, continueHosts, type HostsCheck } from './hosts.ts';
import { configurationOf, load } from './load.ts';
import { type Logs, logError, openLogs } from './logging.ts';
import { bind, keyOf, prepareFolders, refuse, removeFiles, say, signalMaster, writePid } from './startup.ts';
import { ConfigurationError } from './syntax.ts';
import { stepWorker, type WorkerState, workerState } from './worker.ts';

const workersMax = 8;
const startMs = 60;

type Master = {
  role: 'master';
  configurationPath: string;
  globals: string;
  /** Of its configuration: see `configurationOf`. */
  source: string;
  logs: Logs;
  /** `address:port` → descriptor. */
  listeners: Record<string, number>;
  workers: number[];
  old: number[];
  /** It has begun its work. */
  started: boolean;
  ending: boolean;
};

type Starting = {
  role: 'starting';
  configurationPath: string;
  globals: string;
  test: boolean;
  source: string;
  hosts: HostsCheck;
};

type State = Master | Starting | { role: 'worker'; worker: WorkerState };

/** The web server: a master process and its workers. */
export const nginx: Program<State> = {
  start: (system) => start(system),
  step: (system, state) => {
    if (state.role === 'starting') return starting(system, state);
    if (state.role === 'master') return stepMaster(system, state);
    const next = stepWorker(system, state.worker);
    return 'state' in next ? { ...next, state: { role: 'worker', worker: next.state } } : next;
  },
};

function start(system: System): Next<State> {
  const parsed = parseArguments(system.argv.slice(1));
  if (typeof parsed === 'string') return complaint(system, parsed);
  const version = `nginx version: nginx/${system.executable.version ?? ''}\n`;
  if (parsed.help) {
    system.write(2, version + usage);
    return { exit: 0 };
  }
  if (parsed.version) {
    system.write(2, version + (parsed.details ? builtWith(system) : ''));
    return { exit: 0 };
  }
  try {
    const source = load(system, parsed.configurationPath, parsed.globals);
    const configuration = configurationOf(source);
    if (parsed.signal !== undefined) return signalMaster(system, configuration, parsed.signal);
    const hosts = checkHosts(configuration.hosts);
    return starting(system, {
      role: 'starting',
      configurationPath: parsed.configurationPath,
      globals: parsed.globals,
      test: parsed.test,
      source,
      hosts,
    });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const exit = refuse(system, error.message);
    if (parsed.test) system.write(2, `nginx: configuration file ${parsed.configurationPath} test failed\n`);
    return exit;
  }
}

/** Names in the configuration are looked up before anything else. */
function starting(system: System, state: Starting): Next<State> {
  const found = continueHosts(system, state.hosts);
  if (found !== 'done')
    return 'problem' in found ? refuse(system, found.problem) : { state, until: found.until };
  if (state.test) {
    const path = state.configurationPath;
    system.write(
      2,
      `nginx: the configuration file ${path} syntax is ok\nnginx: configuration file ${path} test is successful\n`,
    );
    return { exit: 0 };
  }
  return launch(system, state);
}

function launch(system: System, state: Starting): Next<State> {
  const configuration = configurationOf(state.source);
  if (system.uid !== 0 && configuration.user !== null) {
    say(
      system,
      'warn',
      `the "user" directive makes sense only if the master process runs with super-user privileges, ignored in ${configuration.userPlace}`,
    );
  }
  const logs = openLogs(system, configuration);
  if ('problem' in logs && typeof logs.problem === 'string') return refuse(system, logs.problem);
  const opened: Logs = 'problem' in logs ? {} : logs;
  const listeners: Record<string, number> = {};
  const problem =
    bind(system, configuration, listeners) ??
    prepareFolders(system, configuration) ??
    writePid(system, configuration);
  if (problem !== undefined) return refuse(system, problem);
  const master: Master = {
    role: 'master',
    configurationPath: state.configurationPath,
    globals: state.globals,
    source: state.source,
    logs: opened,
    listeners,
    workers: [],
    old: [],
    started: false,
    ending: false,
  };
  system.spend(startMs * 300);
  if (configuration.daemon) {
    // The foreground process ends; the daemon goes on as a process of its own.
    system.fork(master);
    return { exit: 0 };
  }
  return stepMaster(system, master);
}

/** The first step of a master starts its workers; each other looks after them. */
function stepMaster(system: System, master: Master): Next<State> {
  if (!master.started) {
    master.started = true;
    system.onSignal('handle', [
      'SIGHUP',
      'SIGINT',
      'SIGTERM',
      'SIGQUIT',
      'SIGUSR1',
      'SIGUSR2',
      'SIGWINCH',
      'SIGCHLD',
    ]);
    system.onSignal('ignore', ['SIGPIPE']);
    system.setMemory(5 * mebibyte);
    system.setTitle(`nginx: master process ${system.argv.join(' ')}`);
    writePid(system, configurationOf(master.source));
    announce(system, (text) => logError(system, master, 'notice', text));
    startWorkers(system, master);
  }
  for (const signal of system.takeSignals()) signals[signal]?.(system, master);
  reap(system, master);
  if (master.ending && master.workers.length + master.old.length === 0) {
    removeFiles(system, configurationOf(master.source));
    logError(system, master, 'notice', 'exit');
    return { exit: 0 };
  }
  // Without workers it has only signals to wait for.
  return { state: master, until: { child: master.workers.length + master.old.length > 0 } };
}

const signals: Readonly<Record<string, (system: System, master: Master) => void>> = {
  SIGHUP: reload,
  SIGQUIT: (system, master) => end(system, master, 'SIGQUIT', 'signal 3 (SIGQUIT) received', 'shutting down'),
  SIGTERM: (system, master) => end(system, master, 'SIGTERM', 'signal 15 (SIGTERM) received', 'exiting'),
  SIGINT: (system, master) => end(system, master, 'SIGTERM', 'signal 2 (SIGINT) received', 'exiting'),
  SIGWINCH: (system, master) => {
    stop(system, [...master.workers], 'SIGQUIT');
    master.old.push(...master.workers);
    master.workers = [];
  },
  SIGUSR1: (system, master) => {
    logError(system, master, 'notice', 'signal 10 (SIGUSR1) received, reopening logs');
    logError(system, master, 'notice', 'reopening logs');
  },
};

function end(system: System, master: Master, pass: 'SIGQUIT' | 'SIGTERM', text: string, doing: string): void {
  logError(system, master, 'notice', `${text}, ${doing}`);
  master.ending = true;
  stop(system, [...master.workers, ...master.old], pass);
}

function stop(system: System, pids: readonly number[], signal: 'SIGQUIT' | 'SIGTERM'): void {
  for (const pid of pids) {
    try {
      system.kill(pid, signal);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
    }
  }
}

function reload(system: System, master: Master): void {
  logError(system, master, 'notice', 'signal 1 (SIGHUP) received, reconfiguring');
  logError(system, master, 'notice', 'reconfiguring');
  try {
    const source = load(system, master.configurationPath, master.globals);
    const configuration = configurationOf(source);
    const problem = bind(system, configuration, master.listeners);
    if (problem !== undefined) throw new ConfigurationError(problem);
    const logs = openLogs(system, configuration);
    if (!('problem' in logs)) master.logs = { ...master.logs, ...logs };
    master.source = source;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    logError(system, master, 'emerg', error.message);
    return;
  }
  const before = master.workers;
  master.workers = [];
  logError(system, master, 'notice', 'using the "epoll" event method');
  startWorkers(system, master);
  master.old.push(...before);
  stop(system, before, 'SIGQUIT');
}

function startWorkers(system: System, master: Master): void {
  logError(system, master, 'notice', 'start worker processes');
  const wanted = new Set(
    configurationOf(master.source).servers.flatMap(({ listen }) =>
      listen.map(({ address, port }) => keyOf(address, port)),
    ),
  );
  const listeners = Object.entries(master.listeners)
    .filter(([key]) => wanted.has(key))
    .map(([, descriptor]) => descriptor);
  const count = workerCount(system, configurationOf(master.source).workers);
  for (let index = 0; index < count; index++) {
    const pid = system.fork({
      role: 'worker',
      worker: workerState(master.source, master.logs, listeners),
    } satisfies State);
    master.workers.push(pid);
    logError(system, master, 'notice', `start worker process ${pid}`);
  }
}

function workerCount(system: System, wanted: string): number {
  if (/^\d+$/.test(wanted)) return Math.min(workersMax, Math.max(1, Number(wanted)));
  try {
    const processors = system.readText('/proc/cpuinfo').match(/^processor\b/gm)?.length ?? 1;
    return Math.min(workersMax, Math.max(1, processors));
  } catch (error) {
    if (error instanceof SystemError) return 1;
    throw error;
  }
}

function reap(system: System, master: Master): void {
  for (;;) {
    const child = system.wait();
    if (typeof child === 'string') return;
    const { pid, status } = child;
    const known = master.workers.includes(pid) || master.old.includes(pid);
    if (!known) continue;
    logError(system, master, 'notice', `signal 17 (SIGCHLD) received from ${pid}`);
    const isFatal = 'code' in status && status.code === FATAL;
    logError(
      system,
      master,
      'code' in status ? 'notice' : 'alert',
      `worker process ${pid} exited ${how(status)}`,
    );
    if (isFatal) {
      logError(
        system,
        master,
        'alert',
        `worker process ${pid} exited with fatal code 2 and cannot be respawned`,
      );
    }
    const isCurrent = master.workers.includes(pid);
    master.workers = master.workers.filter((each) => each !== pid);
    master.old = master.old.filter((each) => each !== pid);
    if (isCurrent && !master.ending && !isFatal) startOne(system, master);
  }
}

/** A worker's exit code that says: another one would fare no better. */
const FATAL = 2;

function how(status: ExitStatus): string {
  return 'code' in status ? `with code ${status.code}` : `on signal ${status.signal}`;
}

function startOne(system: System, master: Master): void {
  const pid = system.fork({
    role: 'worker',
    worker: workerState(master.source, master.logs, Object.values(master.listeners)),
  } satisfies State);
  master.workers.push(pid);
  logError(system, master, 'notice', `start worker process ${pid}`);
}

function complaint(system: System, problem: string): Next<State> {
  system.write(2, `nginx: ${problem}\n`);
  return { exit: 1 };
}
