import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerKubernetes } from '../../api/kubernetes/answer.ts';
import { readRequest } from '../../api/kubernetes/request.ts';
import { openDatabase, preparer } from '../../db/node.ts';
import { SandboxDatabase } from '../../db/sandbox/database.ts';
import * as schema from '../../db/sandbox/schema.ts';
import { Sandbox } from '../../engine/sandbox.ts';
import { deployment } from './atoll.ts';
import { type Figure, percentile, times } from './measure.ts';
import { rawCommitMs } from './raw-sqlite.ts';

const START_MS = Date.UTC(2026, 0, 1);
const NODES = 100;
const USER = { name: 'bench', uid: '', groups: [], extra: {} };
const SETTLE_MS = 600_000;
const STEPS_MAX = 10_000_000;

/** A sandbox in this process on a database of its own, asked as the door asks it: no sockets in between. */
interface Server {
  readonly sandbox: Sandbox;
  /** @throws Error where it is refused */
  ask(method: string, path: string, body?: string, type?: string): Promise<string>;
  settle(): void;
  stop(): void;
}

function openServer(): Server {
  const folder = mkdtempSync(join(tmpdir(), 'atoll-bench-'));
  const { db, sqlite } = openDatabase(join(folder, 'sandbox.db'), 'sandbox', schema);
  const nodes = Array.from({ length: NODES }, (_, index) => ({
    name: `node-${index}`,
    cpu: '64',
    memory: '256Gi',
    labels: {},
    taints: [],
  }));
  const sandbox = Sandbox.create(new SandboxDatabase(db, preparer(sqlite)), {
    seed: 'bench',
    startMs: START_MS,
    kubernetes: { nodes },
    history: 'window',
  });
  return {
    sandbox,
    async ask(method, path, body, type = 'application/json') {
      const init = body === undefined ? { method } : { method, body, headers: { 'Content-Type': type } };
      const request = new Request(`http://bench${path}`, init);
      const answer = answerKubernetes(sandbox, await readRequest(request, path.split('?')[0] ?? path, USER));
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${text}`);
      return text;
    },
    settle: () => void sandbox.runUntilIdle(sandbox.now + SETTLE_MS, STEPS_MAX),
    stop() {
      sqlite.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const PODS = '/api/v1/namespaces/default/pods';
/** Pods that are written over and over, apart from those that are listed. */
const WRITTEN = '/api/v1/namespaces/kube-public/pods';
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';

/** Reads and writes as the API server answers them, once their bytes are there. */
export async function apiServerFigures(): Promise<Figure[]> {
  const server = openServer();
  const figures: Figure[] = [];
  await server.ask('POST', DEPLOYMENTS, JSON.stringify(deployment('web', 1000)));
  const heap = process.memoryUsage().heapUsed;
  server.settle();
  globalThis.gc?.();
  figures.push(...(await readFigures(server, 1000)));
  const grown = (process.memoryUsage().heapUsed - heap) / 1000;
  figures.push({ what: 'memory a running pod takes', value: grown / 1024, unit: 'KiB' });
  figures.push(...(await writeFigures(server)));
  await server.ask(
    'PATCH',
    `${DEPLOYMENTS}/web`,
    '{"spec":{"replicas":10000}}',
    'application/merge-patch+json',
  );
  server.settle();
  figures.push(...(await listFigures(server, 10_000)));
  server.stop();
  return figures;
}

interface Item {
  readonly metadata: { readonly name: string };
}

async function itemsOf(server: Server, expected: number): Promise<readonly Item[]> {
  const { items }: { items: readonly Item[] } = JSON.parse(await server.ask('GET', PODS));
  if (items.length !== expected) throw new Error(`${items.length} pods instead of ${expected}`);
  return items;
}

const STRINGIFY = 'JSON.stringify of the same objects';

function against(
  what: string,
  sorted: readonly number[],
  baseline: Figure['baseline'],
  aim?: string,
): Figure[] {
  const mean = sorted.reduce((sum, one) => sum + one, 0) / sorted.length;
  return [
    {
      what: `${what}, p50`,
      value: percentile(sorted, 0.5),
      unit: 'ms',
      ...(aim === undefined ? {} : { aim }),
      ...(baseline === undefined ? {} : { baseline }),
    },
    { what: `${what}, p99`, value: percentile(sorted, 0.99), unit: 'ms' },
    { what: `${what}, each after the other`, value: 1000 / mean, unit: '/s' },
  ];
}

async function readFigures(server: Server, count: number): Promise<Figure[]> {
  const items = await itemsOf(server, count);
  const nameOf = (index: number) => items[index % items.length]?.metadata.name ?? '';
  const get = (index: number) => server.ask('GET', `${PODS}/${nameOf(index)}`);
  await times(1000, get);
  const base = percentile(await times(1000, (index) => JSON.stringify(items[index % count])), 0.5);
  const gets = await times(2000, get);
  const ratio = percentile(gets, 0.5) / base;
  return [
    ...against('get a pod, in process', gets, { name: STRINGIFY, ratio }, '3 ×'),
    ...(await listFigures(server, count)),
  ];
}

async function listFigures(server: Server, count: number): Promise<Figure[]> {
  const items = await itemsOf(server, count);
  const rounds = Math.ceil(30_000 / count);
  const base = percentile(await times(rounds, () => JSON.stringify({ items })), 0.5);
  const lists = await times(rounds, () => server.ask('GET', PODS));
  const ratio = percentile(lists, 0.5) / base;
  return against(`list ${count} pods, in process`, lists, { name: STRINGIFY, ratio }, '2 ×');
}

/** Writes of pods that nothing moves, against the bare writing of what they store. */
async function writeFigures(server: Server): Promise<Figure[]> {
  const count = 300;
  const pod = (index: number) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `still-${index}`, labels: { app: 'still' } },
    spec: { schedulerName: 'nobody', containers: [{ name: 'c', image: 'nginx:1.27' }] },
  });
  const path = (index: number) => `${WRITTEN}/still-${index}`;
  const written: string[] = [];
  const note = async (answer: Promise<string>) => void written.push(await answer);
  const applied = (index: number, round: number) =>
    JSON.stringify({
      ...pod(index),
      metadata: { name: `applied-${index}`, annotations: { round: String(round) } },
    });
  const apply = (index: number, round: number) =>
    server.ask(
      'PATCH',
      `${WRITTEN}/applied-${index}?fieldManager=bench`,
      applied(index, round),
      'application/apply-patch+yaml',
    );
  const patches: readonly [string, string, string][] = [
    [
      'JSON patch',
      'application/json-patch+json',
      '[{"op":"add","path":"/metadata/labels/json","value":"1"}]',
    ],
    ['merge patch', 'application/merge-patch+json', '{"metadata":{"labels":{"merge":"1"}}}'],
    [
      'strategic merge patch',
      'application/strategic-merge-patch+json',
      '{"spec":{"containers":[{"name":"c","image":"nginx:1.28"}]}}',
    ],
  ];
  const measured: [string, number[]][] = [
    [
      'create a pod',
      await times(count, (index) => note(server.ask('POST', WRITTEN, JSON.stringify(pod(index))))),
    ],
  ];
  for (const [what, type, patch] of patches) {
    const run = (index: number) => note(server.ask('PATCH', path(index), patch, type));
    measured.push([`${what} of a pod`, await times(count, run)]);
  }
  measured.push(['apply a new pod', await times(count, (index) => note(apply(index, 1)))]);
  measured.push(['apply a changed pod', await times(count, (index) => note(apply(index, 2)))]);
  measured.push(['apply an unchanged pod', await times(count, (index) => apply(index, 2))]);
  const raw = percentile(rawCommitMs(written.slice(0, count)), 0.5);
  return measured.flatMap(([what, sorted]) =>
    against(`${what}, in process`, sorted, {
      name: 'raw prepared insert of it, committed',
      ratio: percentile(sorted, 0.5) / raw,
    }),
  );
}
