import { invalidParameter } from '../../../engine/docker/docker-error.ts';
import type { StoredImage } from '../../../engine/docker/images/image.ts';
import { imageHistory, inspectImage } from '../../../engine/docker/images/inspect.ts';
import { type ImageSummary, listImages } from '../../../engine/docker/images/list.ts';
import { checkPlatform } from '../../../engine/docker/images/platform.ts';
import { tagImage } from '../../../engine/docker/images/tag.ts';
import { filtersOf, flag } from '../parameters.ts';
import { empty, json } from '../respond.ts';
import type { DockerCall, DockerRoute } from '../route.ts';
import { platformIn } from './platform.ts';

/** The image that a path names. @param since the version that brought its platform @throws DockerError */
function imageOf(call: DockerCall, since: number): StoredImage {
  const { docker, host, params } = call;
  const platform = platformIn(call, since);
  const image = docker.world.images.get(host, params.name ?? '');
  checkPlatform(image, params.name ?? '', platform);
  return image;
}

const INSPECT_PLATFORM = 49;
const HISTORY_PLATFORM = 48;
const MANIFESTS = 48;

function inspected(call: DockerCall): object {
  const { query, version } = call;
  const both = version >= MANIFESTS && flag(query, 'manifests') && platformIn(call, INSPECT_PLATFORM) !== '';
  if (both) {
    throw invalidParameter('conflicting options: manifests and platform options cannot both be set');
  }
  return inspectImage(call.docker.world, imageOf(call, INSPECT_PLATFORM));
}

/** From these versions on, images without names have empty lists of them, and one size. */
const EMPTY_LISTS = 43;
const ONE_SIZE = 44;

/** As clients of older versions expect an image in a list. */
function asIn(version: number, image: ImageSummary): object {
  const isNameless = image.RepoTags.length === 0 && image.RepoDigests.length === 0;
  return {
    ...image,
    ...(version < EMPTY_LISTS && isNameless
      ? { RepoTags: ['<none>:<none>'], RepoDigests: ['<none>@<none>'] }
      : {}),
    ...(version < ONE_SIZE ? { VirtualSize: image.Size } : {}),
  };
}

export const lookRoutes: readonly DockerRoute[] = [
  {
    method: 'GET',
    path: '/images/json',
    answer: ({ docker, host, query, version }) => {
      const images = listImages(docker.world, host, {
        all: flag(query, 'all'),
        sharedSize: flag(query, 'shared-size'),
        filters: filtersOf(query),
      });
      return json(images.map((image) => asIn(version, image)));
    },
  },
  {
    method: 'GET',
    path: '/images/*name/json',
    answer: (call) => json(inspected(call)),
  },
  {
    method: 'GET',
    path: '/images/*name/history',
    answer: (call) => json(imageHistory(call.docker.world, imageOf(call, HISTORY_PLATFORM))),
  },
  {
    method: 'POST',
    path: '/images/*name/tag',
    answer: ({ docker, host, params, query }) => {
      const [repository, tag] = [query.get('repo') ?? '', query.get('tag') ?? ''];
      tagImage(docker.world, host, params.name ?? '', { repository, tag });
      return empty(201);
    },
  },
];
