import type { Container } from '../containers/container.ts';
import { createContainer } from '../containers/create.ts';
import { removeContainer } from '../containers/life/remove.ts';
import { type StoredImage, shortId } from '../images/image.ts';
import type { DockerWorld } from '../world.ts';
import { type Build, BuildError } from './build.ts';

/** What a build says, as the stream of its client has it. */
export type Say = (text: string) => void;

/** The image that the stage has come to. */
export function imageOf({ images }: DockerWorld, { host, image }: Build): StoredImage | undefined {
  if (image === undefined) return undefined;
  const found = images.byId(host, image);
  if (found === undefined) throw new BuildError(`No such image: ${image}`);
  return found;
}

/** The container that a step is done in. @throws DockerError */
export function stepContainer(
  world: DockerWorld,
  build: Build,
  say: Say,
  command: readonly string[],
  env: readonly string[] = [],
): Container {
  const { host, options, config } = build;
  const { container, warnings } = createContainer(world, host, {
    name: '',
    config: {
      ...options.config,
      Image: build.image ?? '',
      // An empty entrypoint takes the image's away.
      Entrypoint: [''],
      Cmd: command,
      Env: env,
      Healthcheck: { Test: ['NONE'] },
      WorkingDir: config.WorkingDir ?? '',
      AttachStdout: true,
      AttachStderr: true,
    },
    hostConfig: options.hostConfig,
    endpoints: {},
  });
  build.containers.push(container.id);
  for (const warning of warnings) say(` ---> [Warning] ${warning}\n`);
  say(` ---> Running in ${shortId(container.id)}\n`);
  return container;
}

/** Removes the containers of the steps so far. */
export function removeContainers(world: DockerWorld, build: Build, say: Say): void {
  for (const id of build.containers) {
    const container = world.containers.byId(id);
    if (container === undefined) continue;
    removeContainer(world, container, { volumes: true });
    say(` ---> Removed intermediate container ${shortId(id)}\n`);
  }
  build.containers = [];
}
