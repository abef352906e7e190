import { rootId } from '../../container/root-filesystem.ts';
import { withChanges } from '../build/changes.ts';
import type { ContainerConfig } from '../containers/config.ts';
import type { Container } from '../containers/container.ts';
import { logContainerEvent } from '../containers/container-events.ts';
import type { ImageConfig } from '../parts.ts';
import type { DockerWorld } from '../world.ts';
import { changedFiles, commitStep } from './commit.ts';
import type { StoredImage } from './image.ts';

export interface CommitRequest {
  readonly comment: string;
  readonly author: string;
  readonly changes: readonly string[];
}

/** Makes an image of a container: `docker commit`. @throws DockerError */
export function commitContainer(
  world: DockerWorld,
  container: Container,
  { comment, author, changes }: CommitRequest,
): StoredImage {
  const { host, config, imageId } = container;
  const image = commitStep(world, host, {
    parent: world.images.byId(host, imageId),
    config: withChanges(imageConfigOf(config), changes),
    layer: changedFiles(world, rootId(container)),
    createdBy: (config.Cmd ?? []).join(' '),
    ...(author === '' ? {} : { author }),
    comment,
  });
  logContainerEvent(world, container, 'commit', { comment, imageID: image.id, imageRef: '' });
  return image;
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
