import { parseArgs } from 'node:util';
import { runWatchHistory } from './watch-history.ts';

/** Runs histories until one fails: `npm run campaign:watch -- --seeds 5000 --from 1`. */
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '1000' }, from: { type: 'string', default: '1' } },
});
const from = Number(values.from);
const count = Number(values.seeds);
if (!Number.isSafeInteger(from) || !Number.isSafeInteger(count)) {
  throw new Error('--seeds and --from are whole numbers');
}
for (let seed = from; seed < from + count; seed++) {
  runWatchHistory(seed);
  if ((seed - from + 1) % 500 === 0)
    process.stdout.write(`${seed - from + 1} histories agree with the model\n`);
}
process.stdout.write(`seeds ${from} to ${from + count - 1}: every watcher saw what the model has\n`);
