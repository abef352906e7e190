import { invalidParameter } from '../../../engine/docker/docker-error.ts';
import { createdMsOf } from '../../../engine/docker/images/image.ts';
import { danglingOf } from '../../../engine/docker/images/list.ts';
import { checkPlatform, platformOfJson } from '../../../engine/docker/images/platform.ts';
import { pruneImages, removeImage } from '../../../engine/docker/images/remove.ts';
import { parseUntil } from '../../../engine/docker/until.ts';
import { filtersOf, flag } from '../parameters.ts';
import type { DockerReply } from '../reply.ts';
import { json } from '../respond.ts';
import type { DockerCall, DockerRoute } from '../route.ts';

/** The version that brought platforms. */
const PLATFORMS = 50;

export const removeRoutes: readonly DockerRoute[] = [
  { method: 'POST', path: '/images/prune', answer: answerPrune },
  {
    method: 'DELETE',
    path: '/images/*name',
    answer: ({ docker, host, params, query, version }) => {
      const wanted = version < PLATFORMS ? [] : query.getAll('platforms').map(platformOfJson);
      if (wanted.length > 1) throw invalidParameter('multiple platforms are not supported');
      const [platform = ''] = wanted;
      const name = params.name ?? '';
      if (platform !== '') checkPlatform(docker.world.images.get(host, name), name, platform);
      const options = { force: flag(query, 'force'), prune: !flag(query, 'noprune') };
      return json(removeImage(docker.world, host, name, options));
    },
  },
];

const FILTERS = ['dangling', 'label', 'label!', 'until'];

function answerPrune({ docker, host, query }: DockerCall): DockerReply {
  const filters = filtersOf(query);
  filters.checkNames(FILTERS);
  const now = docker.world.simulation.now();
  const untils = filters.get('until').map((text) => parseUntil(text, now));
  const all = danglingOf(filters) === false;
  const { removed, reclaimedBytes } = pruneImages(docker.world, host, all, (image) => {
    const labels = image.facts.config.Labels ?? {};
    const isExcluded = filters.has('label!') && filters.matchesLabels(labels, 'label!');
    return (
      filters.matchesLabels(labels) && !isExcluded && untils.every((until) => createdMsOf(image) < until)
    );
  });
  return json({ ImagesDeleted: removed.length === 0 ? null : removed, SpaceReclaimed: reclaimedBytes });
}
