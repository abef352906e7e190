import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../harness/ask.ts';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';

let atoll: TestAtoll;
let student: Student;

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 0 } });
});

afterAll(() => atoll.stop());

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';

test.each([
  ['/openapi/v2', 'application/json', 'no-cache, private'],
  ['/openapi/v2', 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf', 'no-cache, private'],
  ['/openapi/v3', 'application/json', 'no-cache, private'],
  ['/openapi/v3/apis/apps/v1', 'application/json', 'no-cache, private'],
  ['/api', AGGREGATED, 'public'],
  ['/apis', AGGREGATED, 'public'],
])('%s as %s has a version, and is not sent again to who has it', async (path, Accept, kept) => {
  const first = await ask(student, path, { headers: { Accept } });
  expect(first.status).toBe(200);
  expect(first.headers.get('Cache-Control') ?? 'no-cache, private').toBe(kept);
  const tag = first.headers.get('ETag') ?? '';
  expect(tag).toMatch(/^"[0-9A-F]{128}"$/);
  const again = await ask(student, path, { headers: { Accept, 'If-None-Match': tag } });
  expect([again.status, again.text, again.headers.get('ETag')]).toEqual([304, '', tag]);
  const other = await ask(student, path, { headers: { Accept, 'If-None-Match': '"another"' } });
  expect(other.status).toBe(200);
});

test('a document that is asked for by its hash may be kept for ever; by another, it is elsewhere', async () => {
  const { paths } = JSON.parse((await ask(student, '/openapi/v3')).text);
  const url = paths['apis/apps/v1'].serverRelativeURL;
  const { status, headers } = await ask(student, url);
  expect([status, headers.get('Cache-Control'), headers.get('Vary')]).toEqual([
    200,
    'public, immutable',
    expect.stringMatching(/^Accept\b/),
  ]);
  const moved = await ask(student, '/openapi/v3/apis/apps/v1?hash=OLD');
  expect(moved.status).toBe(301);
  const there = new URL(moved.headers.get('Location') ?? '', `${student.server}/openapi/v3/apis/apps/v1`);
  expect((await fetch(there)).status).toBe(200);
});

test('an OpenAPI document is compressed for those who accept that', async () => {
  const { headers, text } = await ask(student, '/openapi/v2', { headers: { 'Accept-Encoding': 'gzip' } });
  expect(headers.get('Content-Encoding')).toBe('gzip');
  expect(JSON.parse(text).swagger).toBe('2.0');
});
