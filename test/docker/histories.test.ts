import { expect, it } from 'vitest';
import { runDockerHistory } from '../campaign/docker-history.ts';

/** One seed to replay; `npm run campaign:docker` tries hundreds. Those at the end once found something. */
const replayed = process.env.DOCKER_SEED;

const SEEDS =
  replayed === undefined
    ? [...Array.from({ length: 12 }, (_, index) => index + 1), 440, 694, 1208]
    : [Number(replayed)];

it.each(SEEDS)(
  'nothing is left of what was removed, and no restart changes anything: seed %i',
  async (seed) => {
    await expect(runDockerHistory(seed)).resolves.toBeUndefined();
  },
);
