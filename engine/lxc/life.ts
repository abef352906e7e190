import { type ProcessEnd, RuntimeError } from '../container/runtime-spec.ts';
import { SystemError } from '../filesystem/errors.ts';
import { plugIn, unplug } from './bridge.ts';
import { containerKey, isActive, type OsContainer } from './container.ts';
import { monitorGroup } from './runtime-container.ts';
import { changed, LxcRefusal, type LxcWorld, madeContainer, stoppedContainer } from './world.ts';

/** From lxc-start to the container's init: namespaces, cgroups, network, mounts. */
const START_MS = 120;
const START_VARIES_MS = 80;
const ABORT_MS = 10;
const FREEZE_MS = 5;
/** lxc-stop waits so long for init to end before it kills it. */
const STOP_SECONDS = 60;
/** What init makes of it: halt. */
const HALT_SIGNAL = 'SIGPWR';

/** lxc-start. @throws LxcRefusal */
export function startContainer(world: LxcWorld, host: string, name: string): OsContainer {
  const container = stoppedContainer(world, host, name);
  beginStart(world, container);
  return container;
}

function beginStart(world: LxcWorld, container: OsContainer): void {
  const { now, random } = world.simulation;
  container.state = 'STARTING';
  container.startedMs = now();
  container.dueMs = now() + START_MS + random.below(START_VARIES_MS);
  for (const key of ['runningMs', 'readyMs', 'overheadBytes', 'error'] as const) delete container[key];
  world.consoles.delete(containerKey(container));
  changed(world, container);
}

/** What comes when a state is over. */
export function passOn(world: LxcWorld, container: OsContainer): void {
  delete container.dueMs;
  const { state, runtimeId } = container;
  const { runtime } = world.machines;
  if (state === 'STARTING') finishStart(world, container);
  else if (state === 'ABORTING') {
    container.state = 'STOPPED';
    container.stoppedMs = world.simulation.now();
  } else if (state === 'STOPPING') runtime.kill(runtimeId, 'SIGKILL');
  else if (state === 'FREEZING') {
    runtime.pause(runtimeId);
    container.state = 'FROZEN';
  } else if (state === 'THAWED') container.state = 'RUNNING';
  if (world.containers.has(containerKey(container))) changed(world, container);
}

function finishStart(world: LxcWorld, container: OsContainer): void {
  try {
    plugIn(world, container);
    world.machines.runtime.start(container.runtimeId);
    container.state = 'RUNNING';
    container.runningMs = world.simulation.now();
  } catch (error) {
    if (!(error instanceof SystemError) && !(error instanceof RuntimeError)) throw error;
    unplug(world, container);
    container.state = 'ABORTING';
    container.error = `The container failed to start: ${error.message}`;
    container.dueMs = world.simulation.now() + ABORT_MS;
  }
}

export interface StopRequest {
  /** Kills init at once (lxc-stop -k). */
  readonly kill: boolean;
  /** How long init gets to stop its services. */
  readonly timeoutSeconds?: number;
}

/** lxc-stop. @throws LxcRefusal */
export function stopContainer(
  world: LxcWorld,
  host: string,
  name: string,
  { kill, timeoutSeconds = STOP_SECONDS }: StopRequest,
): OsContainer {
  const container = madeContainer(world, host, name);
  if (!isActive(container)) throw new LxcRefusal('container stopped');
  const { runtime } = world.machines;
  const signalled = kill ? 'SIGKILL' : HALT_SIGNAL;
  if (container.state !== 'STOPPING') container.state = 'STOPPING';
  container.dueMs = world.simulation.now() + timeoutSeconds * 1000;
  changed(world, container);
  runtime.kill(container.runtimeId, signalled);
  return container;
}

/** lxc-freeze. @throws LxcRefusal */
export function freezeContainer(world: LxcWorld, host: string, name: string): OsContainer {
  const container = madeContainer(world, host, name);
  if (container.state === 'FROZEN' || container.state === 'FREEZING')
    throw new LxcRefusal('container frozen');
  if (container.state !== 'RUNNING') throw new LxcRefusal('container stopped');
  container.state = 'FREEZING';
  container.dueMs = world.simulation.now() + FREEZE_MS;
  changed(world, container);
  return container;
}

/** lxc-unfreeze. @throws LxcRefusal */
export function unfreezeContainer(world: LxcWorld, host: string, name: string): OsContainer {
  const container = madeContainer(world, host, name);
  if (container.state !== 'FROZEN') throw new LxcRefusal('container not frozen');
  world.machines.runtime.resume(container.runtimeId);
  container.state = 'THAWED';
  container.dueMs = world.simulation.now() + FREEZE_MS;
  changed(world, container);
  return container;
}

/** Init ended, and everything with it. By SIGHUP the kernel says that it asked for a reboot. */
export function initEnded(world: LxcWorld, container: OsContainer, { status, oomKilled }: ProcessEnd): void {
  const wasAsked = container.state === 'STOPPING';
  unplug(world, container);
  world.machines.kernel.cgroups.remove(container.host, monitorGroup(container));
  delete container.dueMs;
  container.state = 'STOPPED';
  container.stoppedMs = world.simulation.now();
  if ('code' in status) container.error = `init ended with exit code ${status.code}.`;
  else if (status.signal === 'SIGKILL' && !wasAsked)
    container.error = oomKilled ? 'init was killed: the container was out of memory.' : 'init was killed.';
  const reboots = 'signal' in status && status.signal === 'SIGHUP' && !wasAsked;
  if (reboots) beginStart(world, container);
  else changed(world, container);
}
