import { type BenchAtoll, dataOf, kubernetes, serverOf } from './atoll.ts';
import { type Figure, percentile, timed, times } from './measure.ts';

const WATCHERS = 100;
const CHANGES = 200;

/** A watch over HTTP: how many events have come, and a promise of the next. */
interface Watching {
  events(count: number): Promise<void>;
  stop(): void;
}

async function watch(url: string): Promise<Watching> {
  const abort = new AbortController();
  const answer = await fetch(url, { signal: abort.signal });
  let seen = 0;
  let look = () => {};
  void (async () => {
    for await (const chunk of answer.body ?? []) {
      for (const byte of chunk) if (byte === 10) seen++;
      look();
    }
  })().catch(() => undefined);
  return {
    events: (count) =>
      new Promise((resolve) => {
        look = () => {
          if (seen >= count) resolve();
        };
        look();
      }),
    stop: () => abort.abort(),
  };
}

/** From a change to the last of a hundred watchers that hear of it, over HTTP, all in this process. */
export async function watcherFigures({ client }: BenchAtoll): Promise<Figure[]> {
  const sandbox = dataOf(await client.POST('/v1/sandboxes', { body: { clock: { mode: 'manual' } } }));
  const server = await serverOf(client, sandbox.id);
  const maps = `${server}/api/v1/namespaces/default/configmaps`;
  await kubernetes('POST', maps, { metadata: { name: 'watched' }, data: { n: '0' } });
  const change = (n: number) =>
    kubernetes('PATCH', `${maps}/watched`, { data: { n: String(n) } }, 'application/merge-patch+json');
  const alone = await times(CHANGES, change);
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed;
  const { metadata }: { metadata: { resourceVersion: string } } = JSON.parse(await kubernetes('GET', maps));
  const url = `${maps}?watch=true&resourceVersion=${metadata.resourceVersion}`;
  const watchers = await Promise.all(Array.from({ length: WATCHERS }, () => watch(url)));
  let count = 0;
  const heard: number[] = [];
  for (let n = 0; n < CHANGES; n++) {
    count++;
    heard.push(
      await timed(async () => {
        await change(CHANGES + n);
        await Promise.all(watchers.map((watcher) => watcher.events(count)));
      }),
    );
  }
  globalThis.gc?.();
  const grown = (process.memoryUsage().heapUsed - heap) / WATCHERS / 1024;
  for (const watcher of watchers) watcher.stop();
  heard.sort((a, b) => a - b);
  const mean = heard.reduce((sum, one) => sum + one, 0) / heard.length;
  const what = `a change until ${WATCHERS} watchers have it`;
  const ratio = percentile(heard, 0.5) / percentile(alone, 0.5);
  return [
    {
      what: `${what}, p50`,
      value: percentile(heard, 0.5),
      unit: 'ms',
      baseline: { name: 'the same change that nobody watches', ratio },
    },
    { what: `${what}, p99`, value: percentile(heard, 0.99), unit: 'ms' },
    { what: 'events delivered', value: (WATCHERS * 1000) / mean, unit: '/s' },
    { what: 'memory a watcher takes, with its client', value: grown, unit: 'KiB' },
  ];
}
