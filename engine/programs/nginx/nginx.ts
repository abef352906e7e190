import type { Next, Program, System } from '../../linux/system.ts';
import { builtWith } from './about.ts';
import { parseArguments, usage } from './arguments.ts';
import { checkHosts, continueHosts, type HostsCheck } from './hosts.ts';
import { configurationOf, load } from './load.ts';
import { type Logs, openLogs } from './logging.ts';
import { type Master, stepMaster } from './master.ts';
import { bind, prepareFolders, refuse, say, signalMaster, writePid } from './startup.ts';
import { ConfigurationError } from './syntax.ts';
import { stepWorker, type WorkerState } from './worker.ts';

const startMs = 60;

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
    addresses: state.hosts.found,
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
    system.fork(master satisfies State);
    return { exit: 0 };
  }
  return stepMaster(system, master);
}

function complaint(system: System, problem: string): Next<State> {
  system.write(2, `nginx: ${problem}\n`);
  return { exit: 1 };
}
