import { systemError } from '../../filesystem/errors.ts';
import type { Next, Program, System, Wait } from '../../linux/system.ts';
import { advance, type Exchange } from '../../shell/commands/network/exchange.ts';
import { goDuration } from '../../simulation/go-duration.ts';
import { ask, unreachable } from '../docker-client/daemon.ts';
import { mebibyte } from '../options.ts';
import { type Client, talk, talkWait } from '../sockets.ts';
import { type Filter, filterOf, parseQuery } from './filters.ts';
import { type Journal, journal } from './journal.ts';
import { beginReaping, look, type Reaping, remove } from './reaping.ts';
import { readSettings, type Settings } from './settings.ts';

const PING = { method: 'GET', path: '/_ping' };
const FILTERS_MAX = 1000;

type State = {
  settings: Settings;
  /** The daemon is asked first whether it is there; null when it was. */
  ping: Exchange | null;
  /** Empty before it listens, and after it was told to stop. */
  listeners: number[];
  clients: Client[];
  filters: Filter[];
  /** When it looks for what is to be reaped; null while somebody is connected. */
  checkMs: number | null;
  /** Until then it waits for clients after a signal; null before one. */
  shutdownMs: number | null;
  reaping: Reaping | null;
};

/**
 * testcontainers/ryuk: removes what the clients have named by labels, when the last of them has been gone for a while.
 * The rules are those of moby-ryuk.
 */
export const ryuk: Program<State> = {
  start(system) {
    const settings = readSettings(system.env);
    if (typeof settings === 'string') {
      return journal(system, false).fail(`new reaper: load config: parse env: ${settings}`);
    }
    system.onSignal('ignore', ['SIGPIPE']);
    system.onSignal('handle', ['SIGINT', 'SIGTERM']);
    system.setMemory(8 * mebibyte);
    journal(system, settings.verbose).sayBefore('Pinging Docker...');
    const ping = ask(system, PING, 'Go-http-client/1.1', { deadlineMs: system.now + settings.requestMs });
    const state: State = {
      settings,
      ping,
      listeners: [],
      clients: [],
      filters: [],
      checkMs: null,
      shutdownMs: null,
      reaping: null,
    };
    return ryuk.step(system, state);
  },
  step(system, state) {
    const log = journal(system, state.settings.verbose);
    if (state.ping !== null) {
      const result = advance(system, state.ping, {});
      if (result !== 'done' && !('problem' in result)) return { state, until: result };
      if (result !== 'done') return log.fail(`new reaper: ping: ${unreachable(system, PING, result)}`);
      state.ping = null;
      const failed = open(system, log, state);
      if (failed !== undefined) return failed;
    }
    return state.reaping === null ? serve(system, log, state) : reap(system, log, state, state.reaping);
  },
};

function open(system: System, log: Journal, state: State): Next<State> | undefined {
  const { settings } = state;
  log.say('INFO', 'starting', told(settings));
  log.sayBefore('Docker daemon is available!');
  log.sayBefore(`Starting on port ${settings.port}...`);
  try {
    state.listeners = [system.listen({ address: '0.0.0.0', port: settings.port })];
  } catch (error) {
    const { message } = systemError(error);
    return log.fail(`new reaper: listen: listen tcp :${settings.port}: bind: ${message.toLowerCase()}`);
  }
  log.say('INFO', 'Started', { address: `[::]:${settings.port}` });
  log.sayBefore('Started!');
  log.say('INFO', 'client processing started');
  state.checkMs = system.now + settings.connectionMs;
  return undefined;
}

function told(settings: Settings) {
  return {
    connection_timeout: goDuration(settings.connectionMs),
    reconnection_timeout: goDuration(settings.reconnectionMs),
    request_timeout: goDuration(settings.requestMs),
    shutdown_timeout: goDuration(settings.shutdownMs),
    remove_retries: settings.removeRetries,
    retry_offset: goDuration(settings.retryOffsetMs),
    changes_retry_interval: goDuration(settings.changesRetryMs),
    port: settings.port,
    verbose: settings.verbose,
  };
}

function serve(system: System, log: Journal, state: State): Next<State> {
  hearClients(system, log, state);
  if (system.takeSignals().length > 0 && state.shutdownMs === null) {
    const { shutdownMs } = state.settings;
    const clients = state.clients.length;
    log.say('INFO', 'signal received', { clients, shutdown_timeout: goDuration(shutdownMs) });
    log.sayBefore('Signal received');
    closeListeners(system, log, state);
    state.shutdownMs = system.now + shutdownMs;
    state.checkMs = clients === 0 ? system.now : state.shutdownMs;
  }
  if (state.checkMs !== null && system.now >= state.checkMs) {
    const clients = state.clients.length;
    log.say(clients > 0 ? 'WARN' : 'INFO', 'prune check', { clients });
    if (state.shutdownMs === null) log.sayBefore('Timeout waiting for connection');
    state.reaping = beginReaping(system.now + state.settings.retryOffsetMs, state.filters);
    return reap(system, log, state, state.reaping);
  }
  return { state, until: waitOf(system, state) };
}

function waitOf(system: System, { listeners, clients, checkMs }: State): Wait {
  const wait = talkWait(system, listeners, clients);
  return checkMs === null ? wait : { ...wait, timeMs: checkMs };
}

function hearClients(system: System, log: Journal, state: State): void {
  const { clients } = state;
  let count = clients.length;
  state.clients = talk(
    system,
    state.listeners,
    clients,
    (client) => hear(system, log, state, client),
    (client) => {
      const { address, port } = system.peerAddress(client.descriptor);
      client.session.address = `${address}:${port}`;
      count++;
      const at = String(client.session.address);
      log.say('INFO', 'client connected', { address: at, clients: count });
      log.sayBefore(`New client connected: ${at}`);
      state.checkMs = null;
      return true;
    },
  );
  const gone = clients.filter((client) => !state.clients.includes(client));
  for (const { session } of gone) {
    count--;
    const at = String(session.address);
    log.say('INFO', 'client disconnected', { address: at, clients: count });
    log.sayBefore(`Client disconnected: ${at}`);
    if (count === 0) state.checkMs = system.now + state.settings.reconnectionMs;
  }
}

/** Takes a client's whole lines. */
function hear(system: System, log: Journal, state: State, client: Client): boolean {
  const address = String(client.session.address);
  const lines = client.input.split('\n');
  client.input = lines.pop() ?? '';
  for (const line of lines) {
    const text = line.replace(/\r$/, '');
    if (text === '') log.say('WARN', 'empty filter received', { address });
    else {
      addFilter(log, state, address, text);
      system.write(client.descriptor, 'ACK\n');
    }
  }
  return true;
}

function addFilter(log: Journal, state: State, address: string, line: string): void {
  const parts = parseQuery(line);
  if ('error' in parts) {
    log.say('ERROR', 'add filter', { address, error: `parse query: ${parts.error}` });
    log.sayBefore(parts.error);
    return;
  }
  for (const [type, values] of parts)
    log.say('INFO', 'adding filter', { type, values: `[${values.join(' ')}]` });
  const filter = filterOf(parts);
  log.sayBefore(`Adding ${filter}`);
  if (!state.filters.includes(filter) && state.filters.length < FILTERS_MAX) state.filters.push(filter);
}

function closeListeners(system: System, log: Journal, state: State): void {
  if (state.listeners.length === 0) return;
  for (const listener of state.listeners) system.close(listener);
  state.listeners = [];
  log.say('INFO', 'client processing stopped');
}

function reap(system: System, log: Journal, state: State, reaping: Reaping): Next<State> {
  const { settings } = state;
  if (reaping.removing === null) {
    const wait = look(system, settings, log, reaping);
    if (wait !== undefined) return { state, until: wait };
    const isLate = state.shutdownMs !== null && system.now >= state.shutdownMs;
    if (reaping.changes.length > 0 && reaping.errors.length === 0 && !isLate) {
      log.say('WARN', 'change detected, waiting again', { error: reaping.changes.join('\n') });
      state.reaping = null;
      state.checkMs = system.now + settings.changesRetryMs;
      return { state, until: waitOf(system, state) };
    }
    closeListeners(system, log, state);
  }
  const wait = remove(system, settings, log, reaping);
  if (wait !== undefined) return { state, until: wait };
  const { container, network, volume, image } = reaping.removed;
  log.say('INFO', 'removed', { containers: container, networks: network, volumes: volume, images: image });
  log.sayBefore(
    `Removed ${container} container(s), ${network} network(s), ${volume} volume(s) ${image} image(s)`,
  );
  log.say('INFO', 'done');
  return reaping.errors.length === 0 ? { exit: 0 } : log.fail(`run: ${reaping.errors.join('\n')}`);
}
