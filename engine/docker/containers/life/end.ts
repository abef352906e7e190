import type { ProcessEnd } from '../../../container/runtime-spec.ts';
import type { DockerWorld } from '../../world.ts';
import type { Container } from '../container.ts';
import { logContainerEvent } from '../container-events.ts';
import { removeContainer } from './remove.ts';
import { changed, requestStart } from './start.ts';

/** Restart policies wait that long, and twice as long with each further time … */
const BACKOFF_FIRST_MS = 100;
const BACKOFF_MAX_MS = 60_000;
/** … unless the container ran for so long. */
const BACKOFF_RESET_MS = 10_000;

/** The main process of a container has ended. */
export function containerEnded(world: DockerWorld, container: Container, end: ProcessEnd): void {
  const { id, host } = container;
  const now = world.simulation.now();
  const ranMs = now - (container.startedMs ?? now);
  world.logs.end(id);
  world.networks.release(container);
  for (const { Name } of container.mounts) {
    if (Name !== undefined) world.volumes.unmounted(host, Name, container);
  }
  for (const exec of world.execs.of(id)) if (exec.isProbe) world.execs.delete(exec.id);
  if (container.health !== undefined) delete container.health.probe;
  container.exitCode = end.exitCode;
  container.finishedMs = now;
  const restarts = container.removing !== true && restartsAgain(container, end.exitCode);
  if (restarts) scheduleRestart(container, now, ranMs);
  else container.status = 'exited';
  logContainerEvent(world, container, 'die', {
    exitCode: String(end.exitCode),
    execDuration: String(Math.floor(ranMs / 1000)),
  });
  const { stopping } = container;
  delete container.stopping;
  if (stopping !== undefined) logContainerEvent(world, container, 'stop');
  // Whoever is attached has heard everything before anybody is told of the end.
  world.publisher.emit(`output/${id}/`, { is: 'end of output' });
  world.publisher.emit(`container/${id}`, { is: 'ended', exitCode: end.exitCode });
  if (container.removing === true) return;
  changed(world, container);
  if (stopping?.startAgain === true) requestStart(world, container, true);
  else if (!restarts && container.hostConfig.AutoRemove) removeContainer(world, container, { volumes: true });
}

/** The OOM killer ends a process of it, be it the main one or another. */
export function containerOutOfMemory(world: DockerWorld, container: Container): void {
  container.oomKilled = true;
  world.containers.set(container);
  logContainerEvent(world, container, 'oom');
}

function restartsAgain({ hostConfig, manuallyStopped, restartCount }: Container, exitCode: number): boolean {
  const { Name, MaximumRetryCount } = hostConfig.RestartPolicy;
  if (manuallyStopped) return false;
  if (Name === 'always' || Name === 'unless-stopped') return true;
  if (Name !== 'on-failure' || exitCode === 0) return false;
  return MaximumRetryCount === 0 || restartCount < MaximumRetryCount;
}

function scheduleRestart(container: Container, now: number, ranMs: number): void {
  const before = ranMs >= BACKOFF_RESET_MS ? 0 : container.backoffMs;
  container.backoffMs = before === 0 ? BACKOFF_FIRST_MS : Math.min(2 * before, BACKOFF_MAX_MS);
  container.restartMs = now + container.backoffMs;
  container.restartCount++;
  container.status = 'restarting';
}
