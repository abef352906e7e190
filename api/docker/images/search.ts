import { invalidParameter } from '../../../engine/docker/docker-error.ts';
import { searchHub } from '../../../engine/docker/images/search.ts';
import { filtersOf, integer } from '../parameters.ts';
import { json } from '../respond.ts';
import type { DockerRoute } from '../route.ts';

export const searchRoutes: readonly DockerRoute[] = [
  {
    method: 'GET',
    path: '/images/search',
    answer: ({ query }) => {
      const limit = integer(query, 'limit') ?? 0;
      if (limit < 0) throw invalidParameter('invalid limit specified');
      return json(searchHub({ term: query.get('term') ?? '', limit, filters: filtersOf(query) }));
    },
  },
];
