import { parseArgs } from 'node:util';
import { runDockerHistory } from './docker-history.ts';

/** Runs histories until one fails: `npm run campaign:docker -- --seeds 500 --from 1`. */
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '200' }, from: { type: 'string', default: '1' } },
});
const from = Number(values.from);
const count = Number(values.seeds);
if (!Number.isSafeInteger(from) || !Number.isSafeInteger(count)) {
  throw new Error('--seeds and --from are whole numbers');
}
for (let seed = from; seed < from + count; seed++) {
  await runDockerHistory(seed);
  if ((seed - from + 1) % 20 === 0)
    process.stdout.write(`${seed - from + 1} histories left nothing behind\n`);
}
process.stdout.write(`seeds ${from} to ${from + count - 1}: nothing was wrong, and nothing was left\n`);
