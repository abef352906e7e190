import { conflict } from '../../docker-error.ts';
import { freeLayers } from '../../images/layers.ts';
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
  const { id } = container;
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
  world.logs.remove(id);
  for (const exec of world.execs.of(id)) world.execs.delete(exec.id);
  freeResources(world, container);
  world.containers.delete(id);
  // Its images may have gone before it.
  const images = { ...container.mountedImages, [container.imageId]: container.layers };
  for (const [image, layers] of Object.entries(images)) {
    if (world.images.byId(container.host, image) !== undefined) continue;
    freeLayers(world, { layers: layers.map((key) => ({ key })) });
  }
  if (volumes) removeAnonymous(world, container);
  logContainerEvent(world, container, 'destroy');
  world.publisher.emit(`container/${id}`, { is: 'removed', exitCode: container.exitCode });
}

/** What a container was given before it was one: its namespace, and its folder. */
function freeResources(world: DockerWorld, container: Container): void {
  const { host, hostConfig, netNamespace } = container;
  if (hostConfig.NetworkMode !== 'host' && !hostConfig.NetworkMode.startsWith('container:')) {
    world.namespaces.give(netNamespace);
  }
  world.files.removeTree(host, folderOf(container));
}

function removeAnonymous(world: DockerWorld, { host, mounts }: Container): void {
  for (const { Name = '' } of mounts) {
    if (ANONYMOUS.test(Name)) world.volumes.removeUnused(host, Name);
  }
}

/** A container that couldn't be made to its end leaves nothing. */
export function discard(world: DockerWorld, container: Container): void {
  if (world.runtime.has(container.id)) world.runtime.remove(container.id);
  freeResources(world, container);
  removeAnonymous(world, container);
}
