import { expect, it } from 'vitest';
import { openDatabase, preparer } from '../../../db/node.ts';
import { SandboxDatabase, type TableChunk } from '../../../db/sandbox/database.ts';
import * as schema from '../../../db/sandbox/schema.ts';

/** Of a message between Durable Objects. */
const MESSAGE_BYTES_MAX = 32 * 1024 * 1024;

/** So many programs hold so much each, in characters that may take two bytes. */
const PROGRAMS = 26;
const CHARS = 1_200_000;

it('takes a database apart into messages that are not too long, and puts them together again', () => {
  const original = open();
  const records = Array.from({ length: PROGRAMS }, (_, at) => ({
    kind: 'process',
    key: String(at),
    value: 'é'.repeat(CHARS) + at,
  }));
  original.commit({ ...NOTHING, meta: new Map([['clock', '{}']]), records });
  const copy = open();
  for (const chunk of chunksOf(original)) {
    expect(bytesOf(chunk)).toBeLessThan(MESSAGE_BYTES_MAX);
    copy.restore(chunk);
  }
  expect([...chunksOf(copy)]).toEqual([...chunksOf(original)]);
});

const NOTHING = { revisions: [], meta: new Map(), records: [], timers: new Map(), compactTo: undefined };

function open(): SandboxDatabase {
  const { db, sqlite } = openDatabase(':memory:', 'sandbox', schema);
  return new SandboxDatabase(db, preparer(sqlite));
}

function* chunksOf(database: SandboxDatabase): Generator<TableChunk> {
  for (let chunk = database.dump(undefined); chunk !== undefined; chunk = database.dump(chunk)) yield chunk;
}

function bytesOf({ rows }: TableChunk): number {
  return rows.flatMap(Object.values).reduce((sum, value) => sum + 2 * String(value).length, 0);
}
