import { digestOf } from '../../registry/manifest.ts';
import type { StoredImage } from '../images/image.ts';
import type { DockerWorld } from '../world.ts';
import type { Build } from './build.ts';
import type { Say } from './step-containers.ts';

/** What makes a step the same as another one: the configuration, and the command that the step stands for. */
export function cacheKeyOf({ config }: Build, command: readonly string[]): string {
  const sorted = Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1));
  return digestOf(JSON.stringify([sorted, command]));
}

/** Takes the image that the step made earlier. @returns whether there is one */
export function takeCached(world: DockerWorld, build: Build, say: Say, cacheKey: string): boolean {
  if (build.options.noCache || build.cacheMissed) return false;
  const cached = cachedImage(world, build, cacheKey);
  if (cached === undefined) {
    build.cacheMissed = true;
    return false;
  }
  say(' ---> Using cache\n');
  build.image = cached.id;
  if (cached.facts.author !== undefined) build.author = cached.facts.author;
  return true;
}

function cachedImage({ images }: DockerWorld, { host, image }: Build, key: string): StoredImage | undefined {
  return images.all(host).find(({ parent, cacheKey }) => parent === image && cacheKey === key);
}
