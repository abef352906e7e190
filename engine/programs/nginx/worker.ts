import { systemError } from '../../filesystem/errors.ts';
import type { Next, System } from '../../linux/system.ts';
import { accountOf } from '../accounts.ts';
import { type HttpServer, type ServerState, serveConnections } from '../http/server.ts';
import { mebibyte } from '../options.ts';
import { answer, errorPage } from './answer.ts';
import { remember } from './balancing.ts';
import type { Bucket } from './limits.ts';
import { configurationOf } from './load.ts';
import { aboutRequest, type Logs, logAccess, logError } from './logging.ts';
import { errorReply, type Worker } from './replies.ts';
import { chooseLocation, chooseServer } from './routing.ts';

/** How long a worker that shuts down gracefully waits for what is under way. */
const drainMs = 60_000;

type WorkerOwn = {
  /** Of its configuration: see `configurationOf`. */
  readonly source: string;
  readonly logs: Logs;
  /** Of names in the configuration, as they were when it was read. */
  readonly addresses: Readonly<Record<string, readonly string[]>>;
  failed: Record<string, number>;
  buckets: Record<string, Bucket>;
  requests: number;
  started: boolean;
};

export type WorkerState = ServerState<WorkerOwn>;

const server: HttpServer<WorkerOwn> = {
  begin: () => 0,
  answer: (system, own, request) => answer(workerOf(system, own), request),
  refuse: (system, own, status, request, problem) => {
    const worker = workerOf(system, own);
    if (problem !== undefined && request !== undefined) {
      worker.log(
        'error',
        `${problem}${problem.includes('while') ? '' : ' while connecting to upstream'}`,
        request,
      );
    }
    const page = request === undefined ? undefined : errorPage(worker, request, status);
    return page === undefined || 'forward' in page ? errorReply(worker, status) : page;
  },
  sent: (system, own, request, status, bytes) => {
    const configuration = configurationOf(own.source);
    const chosen = chooseServer(configuration, request);
    const path = request.target.split('?', 1)[0] ?? '/';
    const settings = (chosen && chooseLocation(chosen, path).location?.settings) ?? chosen?.settings;
    logAccess(system, configuration, own.logs, settings?.accessLog ?? null, request, status, bytes);
  },
  serverName: (system) => `nginx/${system.executable.version ?? ''}`,
  failed: (system, own, addresses) => remember(own.failed, addresses, system.now),
  saysKeepAlive: true,
};

export function workerState(
  source: string,
  logs: Logs,
  addresses: WorkerOwn['addresses'],
  listeners: readonly number[],
): WorkerState {
  return {
    own: { source, logs, addresses, failed: {}, buckets: {}, requests: 0, started: false },
    addresses: [],
    listeners: [...listeners],
    connections: [],
    readyAtMs: 0,
  };
}

/** One step of a worker process. */
export function stepWorker(system: System, state: WorkerState): Next<WorkerState> {
  const { own } = state;
  if (!own.started && !becomeWorker(system, own)) return { exit: 2 };
  for (const signal of system.takeSignals()) {
    if (signal === 'SIGQUIT' && state.stopping === undefined) {
      logError(system, own, 'notice', 'gracefully shutting down');
      for (const listener of state.listeners) system.close(listener);
      state.listeners = [];
      state.stopping = { exit: 0, deadlineMs: system.now + drainMs };
    } else if (signal === 'SIGTERM' || signal === 'SIGINT') {
      return ending(system, own);
    }
  }
  const next = serveConnections(server, system, state);
  return 'exit' in next ? ending(system, own) : next;
}

/** A worker of a master that is root gives that up. @returns false: it may not */
function becomeWorker(system: System, own: WorkerOwn): boolean {
  own.started = true;
  system.setTitle('nginx: worker process');
  system.setMemory(3 * mebibyte);
  const { user: name } = configurationOf(own.source);
  const user = name === null ? undefined : accountOf(system, name);
  if (system.uid !== 0 || user === undefined) return true;
  try {
    system.setUser(user.uid, user.gid, [user.gid]);
    return true;
  } catch (error) {
    const call = system.capable('CAP_SETGID') ? `setuid(${user.uid})` : `setgid(${user.gid})`;
    logError(system, own, 'emerg', `${call} failed (1: ${systemError(error).message})`);
    return false;
  }
}

function ending(system: System, own: WorkerOwn): Next<WorkerState> {
  logError(system, own, 'notice', 'exiting');
  logError(system, own, 'notice', 'exit');
  return { exit: 0 };
}

function workerOf(system: System, own: WorkerOwn): Worker {
  const configuration = configurationOf(own.source);
  return {
    system,
    configuration,
    addresses: own.addresses,
    failed: own.failed,
    buckets: own.buckets,
    next: () => ++own.requests,
    log: (level, problem, request) => {
      const name = chooseServer(configuration, request)?.names[0] ?? '';
      logError(system, own, level, `*${own.requests + 1} ${problem}, ${aboutRequest(request, name)}`);
    },
  };
}
