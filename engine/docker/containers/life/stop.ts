import { parseSignal, type Signal, signalNumber } from '../../../linux/signals.ts';
import { conflict, type DockerError } from '../../docker-error.ts';
import type { DockerWorld } from '../../world.ts';
import { type Container, isRunning } from '../container.ts';
import { logContainerEvent } from '../container-events.ts';
import { invalidSignal } from '../validation/settings.ts';
import { changed, finishStart, requestStart } from './start.ts';

/** Between the stop signal and SIGKILL. */
const GRACE_SECONDS = 10;

export interface StopOptions {
  /** Undefined: the container's own. Negative: it is never killed. */
  readonly seconds: number | undefined;
  readonly signal: string | undefined;
  readonly startAgain: boolean;
}

/** What there is to wait for: nothing was to be done, it is done already, or it is under way. */
export type StopProgress = 'nothing to do' | 'done' | 'under way';

/** Begins to stop a container. @throws DockerError */
export function requestStop(world: DockerWorld, container: Container, options: StopOptions): StopProgress {
  const { config } = container;
  const text = options.signal || config.StopSignal || 'SIGTERM';
  const signal = parseSignal(text);
  if (signal === undefined) throw invalidSignal(text);
  if (container.starting !== undefined) finishStart(world, container);
  if (!isRunning(container)) return startAgainOr('nothing to do', world, container, options);
  container.manuallyStopped = true;
  if (container.status === 'restarting') {
    giveUpRestart(world, container);
    return startAgainOr('done', world, container, options);
  }
  const seconds = options.seconds ?? config.StopTimeout ?? GRACE_SECONDS;
  container.stopping = {
    startAgain: options.startAgain,
    ...(seconds < 0 ? {} : { killMs: world.simulation.now() + seconds * 1000 }),
  };
  changed(world, container);
  send(world, container, signal);
  return isRunning(container) || container.starting !== undefined ? 'under way' : 'done';
}

function startAgainOr(
  otherwise: StopProgress,
  world: DockerWorld,
  container: Container,
  { startAgain }: StopOptions,
): StopProgress {
  return startAgain && requestStart(world, container, true) ? 'under way' : otherwise;
}

/** Sends a signal. @returns true where its end is to be waited for: dockerd does so after SIGKILL. @throws DockerError */
export function requestKill(world: DockerWorld, container: Container, text: string): boolean {
  const signal = parseSignal(text || 'SIGKILL');
  if (signal === undefined) throw invalidSignal(text);
  if (!isRunning(container)) throw notRunning(container);
  const stops = parseSignal(container.config.StopSignal ?? 'SIGTERM');
  if (signal === 'SIGKILL' || signal === stops) container.manuallyStopped = true;
  if (container.status === 'restarting') {
    giveUpRestart(world, container);
    return false;
  }
  world.containers.set(container);
  send(world, container, signal);
  return signal === 'SIGKILL' && isRunning(container);
}

function notRunning({ id }: Container): DockerError {
  return conflict(`Container ${id} is not running`);
}

/** Its time to end by itself is up. */
export function killStopping(world: DockerWorld, container: Container): void {
  if (container.stopping !== undefined) delete container.stopping.killMs;
  world.containers.set(container);
  send(world, container, 'SIGKILL');
}

function send(world: DockerWorld, container: Container, signal: Signal): void {
  logContainerEvent(world, container, 'kill', { signal: String(signalNumber(signal)) });
  world.runtime.kill(container.id, signal);
  if (container.status !== 'paused') return;
  // A frozen process gets the signal when it thaws.
  world.runtime.resume(container.id);
  container.status = 'running';
  changed(world, container);
}

/** Between two runs there is no process: the policy just doesn't start the next one. */
function giveUpRestart(world: DockerWorld, container: Container): void {
  delete container.restartMs;
  container.status = 'exited';
  changed(world, container);
  logContainerEvent(world, container, 'stop');
  world.publisher.emit(`container/${container.id}`, { is: 'ended', exitCode: container.exitCode });
}

/** @throws DockerError */
export function pause(world: DockerWorld, container: Container): void {
  if (!isRunning(container)) throw notRunning(container);
  if (container.status === 'paused') throw conflict(`Container ${container.id} is already paused`);
  if (container.status === 'restarting') {
    throw conflict(`Container ${container.id} is restarting, wait until the container is running`);
  }
  world.runtime.pause(container.id);
  container.status = 'paused';
  changed(world, container);
  logContainerEvent(world, container, 'pause');
}

/** @throws DockerError */
export function unpause(world: DockerWorld, container: Container): void {
  if (container.status !== 'paused') throw conflict(`Container ${container.id} is not paused`);
  world.runtime.resume(container.id);
  container.status = 'running';
  changed(world, container);
  logContainerEvent(world, container, 'unpause');
}
