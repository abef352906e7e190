import { expect, it } from 'vitest';
import { Layers } from '../../engine/container/layers.ts';
import type { Layer, LayerEntry } from '../../engine/registry/layer.ts';
import { Random } from '../../engine/simulation/random.ts';
import { RecordStore } from '../../engine/simulation/records.ts';
import { errorOf } from './fixture.ts';

const common = { mode: 0o644, uid: 0, gid: 0 };
/** What a row of a Durable Object's SQLite may hold. */
const ROW_BYTES_MAX = 2_000_000;

function open(): { layers: Layers; records: RecordStore } {
  const records = new RecordStore();
  const random = Random.fromSeed('layers');
  const layers = new Layers({
    now: () => 0,
    random,
    records,
    enqueue: () => {},
    afterCommit: () => {},
    work: () => {},
    toil: () => {},
  });
  return { layers, records };
}

function layerOf(entries: readonly LayerEntry[], key = 'sha256:1'): Layer {
  return { key, modifiedMs: 1000, entries };
}

it.each<[string, LayerEntry[]]>([
  ['a long text', [{ ...common, type: 'file', path: '/text', text: '\u0001é'.repeat(1_000_000) }]],
  ['long bytes', [{ ...common, type: 'bytes', path: '/bytes', bytes: new Uint8Array(3_000_000).fill(200) }]],
  [
    'long paths',
    Array.from({ length: 1000 }, (_, index) => ({
      ...common,
      type: 'symbolic link',
      path: `/${'\u0001'.repeat(250)}/${'é'.repeat(3000)}${index}`,
      target: '\u0002'.repeat(4000),
    })),
  ],
])('a layer with %s fits into rows, comes back as it was, and leaves nothing', (_what, entries) => {
  const { layers, records } = open();
  layers.store(layerOf(entries));
  const rows = records.takeDirty();
  for (const { value = '' } of rows) expect(Buffer.byteLength(value)).toBeLessThan(ROW_BYTES_MAX);
  const again = open();
  again.records.load(rows.flatMap(({ value, ...row }) => (value === undefined ? [] : [{ ...row, value }])));
  const back = again.layers.layer('sha256:1').entries;
  expect(back.map(({ path }) => path)).toEqual(entries.map(({ path }) => path));
  const [first] = back;
  if (first?.type === 'bytes') expect(first.bytes.length).toBe(3_000_000);
  again.layers.remove('sha256:1');
  expect(again.records.takeDirty().every(({ value }) => value === undefined)).toBe(true);
  expect(again.layers.has('sha256:1')).toBe(false);
});

it('all layers together have a limit', () => {
  const { layers } = open();
  const bytes = new Uint8Array(40_000_000);
  const store = (key: string) =>
    errorOf(() => layers.store(layerOf([{ ...common, type: 'bytes', path: '/b', bytes }], key)));
  expect(['a', 'b', 'c', 'd'].map(store)).toEqual(['none', 'none', 'none', 'ENOSPC']);
  layers.remove('a');
  expect(store('d')).toBe('none');
});
