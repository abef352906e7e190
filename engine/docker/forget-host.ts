import type { Builds } from './build/builds.ts';
import { removeContainer } from './containers/life/remove.ts';
import { freeLayers } from './images/layers.ts';
import type { Pulls } from './images/pull/pulls.ts';
import type { Pushes } from './images/registry/pushes.ts';
import type { DockerWorld } from './world.ts';

/** Removes everything that the daemon of a host has: the machine is about to go. */
export function forgetHost(
  world: DockerWorld,
  works: { readonly builds: Builds; readonly pulls: Pulls; readonly pushes: Pushes },
  host: string,
): void {
  for (const work of [works.builds, works.pulls, works.pushes]) work.cancelAll(host);
  for (const container of world.containers.all(host)) removeContainer(world, container, { volumes: true });
  for (const image of world.images.all(host)) {
    world.images.remove(host, image.id);
    freeLayers(world, image);
  }
  world.volumes.forgetHost(host);
  world.networks.forgetHost(host);
  world.events.forgetHost(host);
  world.publisher.emit(`events/${host}`, { is: 'closed' });
}
