import { sandboxFile } from '../../api/node/sandbox-storage.ts';
import { type BenchAtoll, dataOf, deployment, kubernetes, serverOf } from './atoll.ts';
import { type Figure, percentile, timed, times } from './measure.ts';
import { rawWriteMs, revisionsOf } from './raw-sqlite.ts';

const PODS = 1000;

function running(list: string): number {
  const pods: { items: { status: { phase: string } }[] } = JSON.parse(list);
  return pods.items.filter(({ status }) => status.phase === 'Running').length;
}

/** A thousand replicas on a hundred nodes, from the request to Running; then reads and writes among them. */
export async function podFigures({ client, folder, atoll }: BenchAtoll): Promise<Figure[]> {
  const clock = { mode: 'manual' as const };
  const sandbox = dataOf(await client.POST('/v1/sandboxes', { body: { clock, kubernetes: { nodes: 100 } } }));
  const params = { path: { id: sandbox.id } };
  const server = await serverOf(client, sandbox.id);
  await kubernetes('GET', `${server}/api/v1/nodes`);
  const pods = `${server}/api/v1/namespaces/default/pods`;
  const rollout = await timed(async () => {
    await kubernetes(
      'POST',
      `${server}/apis/apps/v1/namespaces/default/deployments`,
      deployment('web', PODS),
    );
    const body = { until: 'idle' as const, maxSeconds: 600 };
    dataOf(await client.POST('/v1/sandboxes/{id}/clock/advance', { params, body }));
  });
  const list = await kubernetes('GET', pods);
  if (running(list) !== PODS) throw new Error(`only ${running(list)} of ${PODS} pods run`);
  // An awake sandbox keeps its file to itself.
  await atoll.host.sleepAll();
  const raw = rawWriteMs(revisionsOf(sandboxFile(folder, sandbox.id)));

  const { items }: { items: { metadata: { name: string } }[] } = JSON.parse(list);
  const nameOf = (index: number) => items[index % items.length]?.metadata.name ?? '';
  const one = await kubernetes('GET', `${pods}/${nameOf(0)}`);
  const parseOne = percentile(await times(500, () => JSON.parse(one)), 0.5);
  const parseAll = percentile(await times(20, () => JSON.parse(list)), 0.5);
  const gets = await times(500, (index) => kubernetes('GET', `${pods}/${nameOf(index)}`));
  const lists = await times(30, () => kubernetes('GET', pods));
  const patch = { metadata: { annotations: { note: 'x' } } };
  const patches = await times(300, (index) =>
    kubernetes('PATCH', `${pods}/${nameOf(index)}`, patch, 'application/merge-patch+json'),
  );
  const figure = (what: string, sorted: readonly number[], parse: number): Figure[] => [
    {
      what: `${what}, p50`,
      value: percentile(sorted, 0.5),
      unit: 'ms',
      baseline: { name: 'JSON.parse of the same bytes', ratio: percentile(sorted, 0.5) / parse },
    },
    { what: `${what}, p99`, value: percentile(sorted, 0.99), unit: 'ms' },
  ];
  return [
    {
      what: `${PODS} pods from create to Running on 100 nodes`,
      value: (PODS / rollout) * 1000,
      unit: 'pods/s',
      aim: '500, then 2,000',
      baseline: { name: 'raw better-sqlite3 writes of the same rows', ratio: rollout / raw },
    },
    ...figure('get a pod', gets, parseOne),
    ...figure(`list ${PODS} pods`, lists, parseAll),
    ...figure('patch a pod', patches, parseOne),
  ];
}

/** Copies of a sandbox with a thousand objects. */
export async function forkFigures({ client }: BenchAtoll): Promise<Figure[]> {
  const sandbox = dataOf(await client.POST('/v1/sandboxes', { body: { clock: { mode: 'manual' } } }));
  const server = await serverOf(client, sandbox.id);
  for (let index = 0; index < 1000; index++) {
    const body = { metadata: { name: `c${index}` }, data: { key: 'value'.repeat(20) } };
    await kubernetes('POST', `${server}/api/v1/namespaces/default/configmaps`, body);
  }
  const params = { path: { id: sandbox.id } };
  const forks = await times(30, async () =>
    dataOf(await client.POST('/v1/sandboxes/{id}/fork', { params, body: { count: 1 } })),
  );
  return [
    {
      what: 'fork of a sandbox with 1,000 objects, p50',
      value: percentile(forks, 0.5),
      unit: 'ms',
      aim: '10 ms',
    },
  ];
}
