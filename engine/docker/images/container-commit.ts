import { rootId } from '../../container/root-filesystem.ts';
import type { Work } from '../../simulation/work.ts';
import { withChanges } from '../build/changes.ts';
import type { ContainerConfig } from '../containers/config.ts';
import type { Container } from '../containers/container.ts';
import { logContainerEvent } from '../containers/container-events.ts';
import { pause, unpause } from '../containers/life/stop.ts';
import { notFound } from '../docker-error.ts';
import type { ImageConfig } from '../parts.ts';
import type { DockerWorld } from '../world.ts';
import { changingFiles, commitStep } from './commit.ts';
import type { StoredImage } from './image.ts';
import { logImageEvent } from './image-events.ts';

export interface CommitRequest {
  readonly comment: string;
  readonly author: string;
  readonly changes: readonly string[];
  /** What is to be in place of the container's configuration; what it leaves out stays. */
  readonly config?: ContainerConfig;
}

/**
 * Makes an image of a container: `docker commit`.
 * @param stops the container stands still meanwhile
 * @throws DockerError; whether it is committed or not, it goes on
 */
export function* commitContainer(
  world: DockerWorld,
  container: Container,
  request: CommitRequest,
  stops: boolean,
): Work<StoredImage> {
  if (!stops) return yield* committing(world, container, request);
  pause(world, container);
  container.committing = true;
  try {
    return yield* committing(world, container, request);
  } finally {
    goOn(world, container);
  }
}

/** Ends the standstill of a container that was to be committed. */
export function goOn(world: DockerWorld, container: Container): void {
  if (container.committing !== true) return;
  delete container.committing;
  if (container.status === 'paused') unpause(world, container);
  else if (world.containers.byId(container.id) !== undefined) world.containers.set(container);
}

function* committing(
  world: DockerWorld,
  container: Container,
  { comment, author, changes, config }: CommitRequest,
): Work<StoredImage> {
  const { host, imageId } = container;
  const parent = world.images.byId(host, imageId);
  if (parent === undefined) {
    const path = `/var/lib/docker/image/overlay2/imagedb/content/${imageId.replace(':', '/')}`;
    throw notFound(`failed to get digest ${imageId}: open ${path}: no such file or directory`);
  }
  const own = imageConfigOf(container.config);
  const image = commitStep(world, host, {
    parent,
    config: withChanges(config === undefined ? own : merged(imageConfigOf(config), own), changes),
    layer: yield* changingFiles(world, rootId(container)),
    createdBy: (container.config.Cmd ?? []).join(' '),
    ...(author === '' ? {} : { author }),
    comment,
  });
  logImageEvent(world, world.images, host, 'create', { id: image.id, name: image.id });
  return image;
}

/** Says that a container was committed. @param name of the image, or nothing */
export function logCommit(
  world: DockerWorld,
  container: Container,
  { comment, imageId, name }: { readonly comment: string; readonly imageId: string; readonly name: string },
): void {
  logContainerEvent(world, container, 'commit', { comment, imageID: imageId, imageRef: name });
}

/** What of a container's configuration belongs to an image. */
function imageConfigOf(config: ContainerConfig): ImageConfig {
  const { User, ExposedPorts, Env, Cmd, Entrypoint, Volumes, WorkingDir, Labels, OnBuild } = config;
  const { StopSignal, Healthcheck, Shell } = config;
  return {
    ...(User === '' ? {} : { User }),
    ...(ExposedPorts === undefined ? {} : { ExposedPorts }),
    Env: Env ?? [],
    ...(Cmd === null ? {} : { Cmd }),
    ...(Entrypoint === null ? {} : { Entrypoint }),
    ...(Volumes === null ? {} : { Volumes }),
    ...(WorkingDir === '' ? {} : { WorkingDir }),
    ...(Object.keys(Labels).length === 0 ? {} : { Labels }),
    ...(OnBuild === null ? {} : { OnBuild }),
    ...(StopSignal === undefined ? {} : { StopSignal }),
    ...(Healthcheck === undefined ? {} : { Healthcheck }),
    ...(Shell === undefined ? {} : { Shell }),
  };
}

/** As the daemon merges the configuration of an image into that of a container. */
function merged(wanted: ImageConfig, own: ImageConfig): ImageConfig {
  const names = new Set((wanted.Env ?? []).map((variable) => variable.split('=')[0]));
  const inherited = (own.Env ?? []).filter((variable) => !names.has(variable.split('=')[0] ?? ''));
  return {
    ...own,
    ...wanted,
    ...(wanted.Entrypoint !== undefined && wanted.Cmd === undefined ? { Cmd: null } : {}),
    Env: [...(wanted.Env ?? []), ...inherited],
    Labels: { ...own.Labels, ...wanted.Labels },
    ExposedPorts: { ...own.ExposedPorts, ...wanted.ExposedPorts },
    Volumes: { ...own.Volumes, ...wanted.Volumes },
  };
}
