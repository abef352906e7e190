import {
  pruneContainers,
  renameContainer,
  updateContainer,
} from '../../../engine/docker/containers/change.ts';
import { bodyOf } from '../json-body.ts';
import { filtersOf } from '../parameters.ts';
import { empty, json } from '../respond.ts';
import type { DockerRoute } from '../route.ts';
import { containerOf } from './life.ts';
import { resourcesOf, updateSchema } from './schema.ts';

export const changeRoutes: readonly DockerRoute[] = [
  {
    method: 'POST',
    path: '/containers/*name/rename',
    answer: (call) => {
      renameContainer(call.docker.world, containerOf(call), call.query.get('name') ?? '');
      return empty();
    },
  },
  {
    method: 'POST',
    path: '/containers/*name/update',
    answer: (call) => {
      const asked = bodyOf(updateSchema, call, 'container.UpdateConfig');
      const container = containerOf(call);
      const warnings = updateContainer(call.docker.world, container, resourcesOf(asked), asked.RestartPolicy);
      return json({ Warnings: warnings });
    },
  },
  {
    method: 'POST',
    path: '/containers/prune',
    answer: ({ docker, host, query }) => {
      const { ids, bytes } = pruneContainers(docker.world, host, filtersOf(query));
      return json({ ContainersDeleted: ids.length === 0 ? null : ids, SpaceReclaimed: bytes });
    },
  },
];
