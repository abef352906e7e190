import { expect, it } from 'vitest';
import { runWatchHistory } from '../../campaign/watch-history.ts';

/** One seed to replay; `npm run campaign:watch` tries thousands. */
const replayed = process.env.WATCH_SEED;

const SEEDS =
  replayed === undefined ? Array.from({ length: 40 }, (_, index) => index + 1) : [Number(replayed)];

it.each(SEEDS)('every watcher sees each change once, in order and without a gap: seed %i', (seed) => {
  expect(() => runWatchHistory(seed)).not.toThrow();
});
