import { apiServerFigures } from './api-server.ts';
import { startBenchAtoll } from './atoll.ts';
import { dockerFigures } from './docker.ts';
import { gradingFigures } from './grading.ts';
import { type Figure, print } from './measure.ts';
import { forkFigures, podFigures } from './pods.ts';
import { idleFigures, sandboxFigures } from './sandboxes.ts';
import { watcherFigures } from './watchers.ts';

/** Everything in one process on a Node host over HTTP, with the baselines of the ratios taken in the same run. */
async function main(): Promise<void> {
  const bench = await startBenchAtoll();
  const parts = [
    sandboxFigures,
    idleFigures,
    podFigures,
    forkFigures,
    gradingFigures,
    watcherFigures,
    dockerFigures,
    // The last: it holds the thread for so long that idle connections are closed meanwhile.
    apiServerFigures,
  ];
  const figures: Figure[] = [];
  for (const [index, part] of parts.entries()) {
    process.stderr.write(`measuring ${index + 1} of ${parts.length}: ${part.name}\n`);
    figures.push(...(await part(bench)));
  }
  print(figures);
  await bench.stop();
}

await main();
