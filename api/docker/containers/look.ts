import { inspectContainer } from '../../../engine/docker/containers/inspect.ts';
import { listContainers } from '../../../engine/docker/containers/list.ts';
import { filtersOf, flag, integer } from '../parameters.ts';
import type { DockerReply } from '../reply.ts';
import { json } from '../respond.ts';
import type { DockerCall, DockerRoute } from '../route.ts';
import { adaptNetworks } from './by-version.ts';
import { containerOf } from './life.ts';

export const lookRoutes: readonly DockerRoute[] = [
  {
    method: 'GET',
    path: '/containers/json',
    answer: ({ docker, host, query }) =>
      json(
        listContainers(docker.world, host, {
          all: flag(query, 'all'),
          limit: Math.max(0, integer(query, 'limit') ?? 0),
          size: flag(query, 'size'),
          filters: filtersOf(query),
        }),
      ),
  },
  {
    method: 'GET',
    path: '/containers/*name/json',
    answer: answerInspect,
  },
];

function answerInspect(call: DockerCall): DockerReply {
  const container = containerOf(call);
  const networks = adaptNetworks(call.version, container);
  return json(inspectContainer(call.docker.world, { ...container, networks }, flag(call.query, 'size')));
}
