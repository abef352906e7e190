import { serverError } from '../../../engine/docker/docker-error.ts';
import { describeRemote } from '../../../engine/docker/images/pull/describe.ts';
import { json } from '../respond.ts';
import type { DockerRoute } from '../route.ts';

const ID = /^[0-9a-f]{64}$/;

/** What a registry says of an image that wasn't pulled. */
export const distributionRoutes: readonly DockerRoute[] = [
  {
    method: 'GET',
    path: '/distribution/*name/json',
    answer: ({ params }) => {
      const name = params.name ?? '';
      if (ID.test(name)) throw serverError('no manifest found for full image ID');
      return json(describeRemote(name));
    },
  },
];
