import type { Next, Program, System } from '../../linux/system.ts';
import { osRelease, report, say } from './console.ts';
import { type Ending, ended, signalAll, signalOne } from './halting.ts';
import { moveToGroup, type Services, serviceEnded, startService, title } from './service-state.ts';
import { bootUnits, loadUnit } from './unit-file.ts';

const MEMORY_BYTES = 8_650_752;
/** From its first step to its first service: generators, mounts and sockets. */
const EARLY_MS = 250;
/** What passes between the starts of two services, at least, and by how much it varies. */
const BETWEEN_MS = 40;
const BETWEEN_VARIES_MS = 60;
/** What remains after all services were stopped gets so long between SIGTERM and SIGKILL. */
const REMAINING_MS = 100;

type State = {
  phase: 'starting' | 'running' | 'stopping' | 'remaining';
  /** Services that are still to be started, or to be stopped. */
  queue: string[];
  services: Services;
  /** When the next of the queue is due, or is killed that doesn't stop. */
  nextMs: number;
  /** The one that is being started, or stopped. */
  current: string | null;
  ending: Ending;
};

/** The init of a distribution: starts its services in order, looks after them, and stops them in the end. */
export const systemdManager: Program<State> = {
  start(system) {
    system.onSignal('handle', ['SIGCHLD', 'SIGPWR', 'SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2']);
    system.onSignal('ignore', ['SIGPIPE']);
    system.setMemory(MEMORY_BYTES);
    moveToGroup(system, 'init.scope', 1);
    greet(system);
    const nextMs = system.now + EARLY_MS;
    const queue = bootUnits(system);
    const state: State = {
      phase: 'starting',
      queue,
      services: {},
      nextMs,
      current: null,
      ending: 'poweroff',
    };
    return { state, until: { timeMs: nextMs } };
  },
  step(system, state) {
    for (const signal of system.takeSignals()) {
      if (signal === 'SIGPWR') beginStop(system, state, 'poweroff');
      if (signal === 'SIGINT') beginStop(system, state, 'reboot');
    }
    const isStopping = state.phase === 'stopping' || state.phase === 'remaining';
    for (let child = system.wait(); typeof child === 'object'; child = system.wait()) {
      serviceEnded(system, state.services, child.pid, child.status, isStopping);
    }
    return PHASES[state.phase](system, state);
  },
};

const PHASES: Readonly<Record<State['phase'], (system: System, state: State) => Next<State>>> = {
  starting,
  running,
  stopping,
  remaining,
};

function greet(system: System): void {
  say(system, `systemd ${system.executable.version ?? ''} running in system mode`);
  say(system, 'Detected virtualization lxc.');
  say(system, 'Detected architecture x86-64.');
  say(system, `\nWelcome to ${osRelease(system, 'PRETTY_NAME') ?? 'Linux'}!\n`);
  say(system, `Hostname set to <${system.hostName()}>.`);
}

function starting(system: System, state: State): Next<State> {
  const { current, services } = state;
  if (current !== null && services[current]?.state === 'activating') return waiting(state, undefined);
  state.current = null;
  if (system.now < state.nextMs) return waiting(state, state.nextMs);
  const name = state.queue.shift();
  if (name === undefined) {
    report(system, 'ok', 'Reached target multi-user.target - Multi-User System');
    state.phase = 'running';
    return running(system, state);
  }
  startService(system, services, name);
  state.current = name;
  state.nextMs = system.now + BETWEEN_MS + Math.floor(system.random() * BETWEEN_VARIES_MS);
  return waiting(state, services[name]?.state === 'activating' ? undefined : state.nextMs);
}

/** Starts those again that are to be. */
function running(system: System, state: State): Next<State> {
  for (const [name, { restartMs }] of Object.entries(state.services)) {
    if (restartMs !== null && restartMs <= system.now) startService(system, state.services, name);
  }
  const dues = Object.values(state.services).flatMap(({ restartMs }) => restartMs ?? []);
  return waiting(state, dues.length === 0 ? undefined : Math.min(...dues));
}

function beginStop(system: System, state: State, ending: Ending): void {
  if (state.phase === 'stopping' || state.phase === 'remaining') return;
  const isActive = (name: string) => state.services[name]?.pid !== 0;
  state.queue = Object.keys(state.services).filter(isActive).reverse();
  state.phase = 'stopping';
  state.ending = ending;
  state.current = null;
  say(system, '');
}

/** The last to be started is the first to be stopped. */
function stopping(system: System, state: State): Next<State> {
  const { current, services } = state;
  const service = current === null ? undefined : services[current];
  if (current !== null && service !== undefined && service.pid !== 0) {
    if (system.now >= state.nextMs) signalOne(system, service.pid, 'SIGKILL');
    return waiting(state, system.now >= state.nextMs ? undefined : state.nextMs);
  }
  const stopped = current === null ? undefined : loadUnit(system, current);
  if (stopped !== undefined) report(system, 'ok', `Stopped ${title(system, stopped)}`);
  for (let name = state.queue.shift(); name !== undefined; name = state.queue.shift()) {
    const pid = services[name]?.pid ?? 0;
    if (pid === 0) continue;
    state.current = name;
    state.nextMs = system.now + (loadUnit(system, name)?.stopMs ?? 0);
    signalOne(system, pid, 'SIGTERM');
    signalOne(system, pid, 'SIGCONT');
    return waiting(state, state.nextMs);
  }
  say(system, 'Sending SIGTERM to remaining processes...');
  signalAll(system, 'SIGTERM');
  state.phase = 'remaining';
  state.nextMs = system.now + REMAINING_MS;
  return waiting(state, state.nextMs);
}

function remaining(system: System, state: State): Next<State> {
  if (system.now < state.nextMs) return waiting(state, state.nextMs);
  say(system, 'Sending SIGKILL to remaining processes...');
  signalAll(system, 'SIGKILL');
  say(system, state.ending === 'reboot' ? 'Rebooting.' : 'Powering off.');
  return ended(state.ending);
}

/** It hears of its children by SIGCHLD. */
function waiting(state: State, timeMs: number | undefined): Next<State> {
  return { state, until: timeMs === undefined ? {} : { timeMs } };
}
