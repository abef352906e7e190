import { digestOf } from '../../registry/manifest.ts';
import { parseReference } from '../../registry/reference.ts';
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

function cachedImage(
  { images }: DockerWorld,
  { host, image, options }: Build,
  key: string,
): StoredImage | undefined {
  const found = images.all(host).find(({ parent, cacheKey }) => parent === image && cacheKey === key);
  if (found === undefined || options.cacheFrom.length === 0) return found;
  return options.cacheFrom.some((name) => isBuiltOn(images, host, name, found)) ? found : undefined;
}

/** Whether an image is another one, or made from it by further steps. */
function isBuiltOn(images: DockerWorld['images'], host: string, name: string, base: StoredImage): boolean {
  if ('error' in parseReference(name)) return false;
  let current = images.lookUp(host, name);
  while (current !== undefined && current.id !== base.id) {
    current = current.parent === undefined ? undefined : images.lookUp(host, current.parent);
  }
  return current !== undefined;
}
