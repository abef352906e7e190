import { statSync } from 'node:fs';
import { sandboxFile } from '../../api/node/sandbox-storage.ts';
import { type BenchAtoll, dataOf, kubernetes, serverOf } from './atoll.ts';
import { type Figure, percentile, timed, times } from './measure.ts';
import { rawWriteMs, revisionsOf } from './raw-sqlite.ts';

/** Creating sandboxes: one ready to use, and a class of a thousand. */
export async function sandboxFigures({ client, folder, atoll }: BenchAtoll): Promise<Figure[]> {
  const ids: string[] = [];
  const make = async () => {
    const sandbox = dataOf(await client.POST('/v1/sandboxes', { body: {} }));
    await kubernetes('GET', `${await serverOf(client, sandbox.id)}/api/v1/nodes`);
    ids.push(sandbox.id);
  };
  // A server is warm after its first few.
  await times(50, make);
  const ready = await times(100, make);
  await atoll.host.sleepAll();
  const file = sandboxFile(folder, ids[0] ?? '');
  const raw = rawWriteMs(revisionsOf(file));
  const prepared = await timed(async () => {
    const path = { id: ids[0] ?? '' };
    dataOf(await client.POST('/v1/sandboxes/{id}/fork', { params: { path }, body: { count: 100 } }));
  });
  const batch = await timed(async () => {
    const sandboxes = Array.from({ length: 1000 }, (_, index) => ({ externalId: `bench/${index}` }));
    const { items } = dataOf(await client.POST('/v1/sandboxes/batch', { body: { sandboxes } }));
    if (items.some(({ outcome }) => outcome !== 'created')) throw new Error('not all were created');
  });
  const median = percentile(ready, 0.5);
  return [
    {
      what: 'sandbox created and its nodes read, 3 requests, p50',
      value: median,
      unit: 'ms',
      aim: '5 ms',
      baseline: { name: 'raw better-sqlite3 writes of the same rows', ratio: median / raw },
    },
    { what: 'the same, p99', value: percentile(ready, 0.99), unit: 'ms' },
    {
      what: 'sandbox from a prepared one (fork by 100, each)',
      value: prepared / 100,
      unit: 'ms',
      aim: '1 ms',
    },
    { what: 'batch of 1,000 sandboxes', value: batch / 1000, unit: 's', aim: '5 s' },
  ];
}

/** What a sandbox costs that nobody uses: bytes on disk, and memory. */
export async function idleFigures({ client, folder, atoll }: BenchAtoll): Promise<Figure[]> {
  const { items } = dataOf(await client.GET('/v1/sandboxes', { params: { query: { limit: 100 } } }));
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (const { id } of items) await kubernetes('GET', `${await serverOf(client, id)}/api/v1/nodes`);
  globalThis.gc?.();
  const awake = process.memoryUsage().heapUsed;
  await atoll.host.sleepAll();
  globalThis.gc?.();
  const asleep = process.memoryUsage().heapUsed;
  const bytes = items.reduce((sum, { id }) => sum + statSync(sandboxFile(folder, id)).size, 0);
  return [
    { what: 'disk of an idle sandbox', value: bytes / items.length / 1000, unit: 'KB', aim: '100 KB' },
    {
      what: 'memory of an idle sandbox',
      value: Math.max(0, asleep - before) / items.length / 1000,
      unit: 'KB',
      aim: '0',
    },
    { what: 'memory of an awake sandbox', value: (awake - asleep) / items.length / 1000, unit: 'KB' },
  ];
}
