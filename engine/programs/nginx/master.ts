import { SystemError } from '../../filesystem/errors.ts';
import type { Next, System, Wait } from '../../linux/system.ts';
import { mebibyte } from '../options.ts';
import { announce } from './about.ts';
import { checkHosts, continueHosts, type HostsCheck } from './hosts.ts';
import { configurationOf, load } from './load.ts';
import { type Logs, logError, openLogs } from './logging.ts';
import { bind, removeFiles, writePid } from './startup.ts';
import { ConfigurationError } from './syntax.ts';
import { reap, startWorkers } from './workers.ts';

export type Master = {
  role: 'master';
  configurationPath: string;
  globals: string;
  /** Of its configuration: see `configurationOf`. */
  source: string;
  /** Of names in the configuration, as they were when it was read. */
  addresses: HostsCheck['found'];
  logs: Logs;
  /** `address:port` → descriptor. */
  listeners: Record<string, number>;
  workers: number[];
  old: number[];
  /** It has begun its work. */
  started: boolean;
  ending: boolean;
  /** A configuration whose names are being looked up. */
  reloading?: { source: string; hosts: HostsCheck } | undefined;
};

/** The first step of a master starts its workers; each other looks after them. */
export function stepMaster(system: System, master: Master): Next<Master> {
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
  const lookup = continueReload(system, master);
  // Without workers it has only signals to wait for.
  return { state: master, until: { child: master.workers.length + master.old.length > 0, ...lookup } };
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
    master.reloading = { source, hosts: checkHosts(configurationOf(source).hosts) };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    logError(system, master, 'emerg', error.message);
  }
}

/** Goes over to a new configuration once its names are known. @returns what it waits for until then */
function continueReload(system: System, master: Master): Wait {
  const { reloading } = master;
  if (reloading === undefined || master.ending) return {};
  const found = continueHosts(system, reloading.hosts);
  if (found !== 'done' && 'until' in found) return found.until;
  master.reloading = undefined;
  const configuration = configurationOf(reloading.source);
  const problem = found === 'done' ? bind(system, configuration, master.listeners) : found.problem;
  if (problem !== undefined) {
    logError(system, master, 'emerg', problem);
    return {};
  }
  const logs = openLogs(system, configuration);
  if (!('problem' in logs)) master.logs = { ...master.logs, ...logs };
  master.source = reloading.source;
  master.addresses = reloading.hosts.found;
  const before = master.workers;
  master.workers = [];
  logError(system, master, 'notice', 'using the "epoll" event method');
  startWorkers(system, master);
  master.old.push(...before);
  stop(system, before, 'SIGQUIT');
  return {};
}
