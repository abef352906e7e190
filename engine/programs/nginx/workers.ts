import { SystemError } from '../../filesystem/errors.ts';
import type { ExitStatus, System } from '../../linux/system.ts';
import { configurationOf } from './load.ts';
import { logError } from './logging.ts';
import type { Master } from './master.ts';
import { keyOf } from './startup.ts';
import { workerState } from './worker.ts';

const workersMax = 8;

export function startWorkers(system: System, master: Master): void {
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
  for (let index = 0; index < count; index++) startOne(system, master, listeners);
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

/** Looks after workers that have ended: others take their place. */
export function reap(system: System, master: Master): void {
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
    if (isCurrent && !master.ending && !isFatal) startOne(system, master, Object.values(master.listeners));
  }
}

/** A worker's exit code that says: another one would fare no better. */
const FATAL = 2;

function how(status: ExitStatus): string {
  return 'code' in status ? `with code ${status.code}` : `on signal ${status.signal}`;
}

function startOne(system: System, master: Master, listeners: readonly number[]): void {
  const { source, logs, addresses } = master;
  const pid = system.fork({ role: 'worker', worker: workerState(source, logs, addresses, listeners) });
  master.workers.push(pid);
  logError(system, master, 'notice', `start worker process ${pid}`);
}
