import { conflict } from '../../docker-error.ts';
import type { DockerWorld } from '../../world.ts';
import { type Container, isRunning } from '../container.ts';
import { logContainerEvent } from '../container-events.ts';
import { folderOf } from '../host-files.ts';

/** @throws DockerError where it runs and isn't to be killed */
export function requestRemove(
  world: DockerWorld,
  container: Container,
  { force, volumes }: { readonly force: boolean; readonly volumes: boolean },
): void {
  const { id, status } = container;
  if (isRunning(container) && !force) {
    throw conflict(
      status === 'paused'
        ? `You cannot remove a paused container ${id}. Unpause and then stop the container before attempting removal or force remove`
        : `You cannot remove a ${status} container ${id}. Stop the container before attempting removal or force remove`,
    );
  }
  removeContainer(world, container, { volumes });
}

/** Anonymous volumes are named like containers' ids. */
const ANONYMOUS = /^[0-9a-f]{64}$/;

/** Kills what still runs of it, and removes everything. */
export function removeContainer(
  world: DockerWorld,
  container: Container,
  { volumes }: { readonly volumes: boolean },
): void {
  const { id, host, mounts, netNamespace } = container;
  container.manuallyStopped = true;
  // From here on its end is no reason to remove it once more.
  const wasRunning = container.status === 'running' || container.status === 'paused';
  if (wasRunning) {
    if (container.status === 'paused') world.runtime.resume(id);
    logContainerEvent(world, container, 'kill', { signal: '9' });
    container.removing = true;
  }
  delete container.starting;
  delete container.restartMs;
  container.status = wasRunning ? 'running' : 'removing';
  world.runtime.remove(id);
  world.networks.release(container);
  if (
    container.hostConfig.NetworkMode !== 'host' &&
    !container.hostConfig.NetworkMode.startsWith('container:')
  ) {
    world.namespaces.give(netNamespace);
  }
  world.logs.remove(id);
  for (const exec of world.execs.of(id)) world.execs.delete(exec.id);
  world.files.removeTree(host, folderOf(container));
  world.containers.delete(id);
  if (volumes) {
    for (const { Name = '' } of mounts) {
      if (ANONYMOUS.test(Name)) world.volumes.removeUnused(host, Name);
    }
  }
  logContainerEvent(world, container, 'destroy');
  world.publisher.emit(`container/${id}`, { is: 'removed', exitCode: container.exitCode });
}
