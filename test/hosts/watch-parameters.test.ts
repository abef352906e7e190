import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { ask, eventsOf } from '../harness/ask.ts';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';

let atoll: TestAtoll;
let student: Student;

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
const ONE = 'fieldSelector=metadata.name%3Dwatched';

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 0 } });
  await ask(student, CONFIG_MAPS, {
    method: 'POST',
    body: '{"metadata":{"name":"watched"},"data":{"a":"1"}}',
  });
});

afterAll(() => atoll.stop());

const watch = (query: string, headers: Record<string, string> = {}) =>
  ask(student, `${CONFIG_MAPS}?watch=true&timeoutSeconds=1&${query}`, { headers });

async function newest(): Promise<string> {
  return JSON.parse((await ask(student, CONFIG_MAPS)).text).metadata.resourceVersion;
}

async function change(value: string): Promise<void> {
  const headers = { 'Content-Type': 'application/merge-patch+json' };
  const body = JSON.stringify({ data: { a: value } });
  expect((await ask(student, `${CONFIG_MAPS}/watched`, { method: 'PATCH', headers, body })).status).toBe(200);
}

const summary = (text: string) =>
  eventsOf(text).map(({ type, object }) => [type, Object(object.data).a ?? object.kind]);

test('without a resourceVersion, the state comes first', async () => {
  expect(summary((await watch(ONE)).text)[0]).toEqual(['ADDED', '1']);
  expect(summary((await watch(`${ONE}&resourceVersion=0`)).text)[0]).toEqual(['ADDED', '1']);
});

test('from a resourceVersion, every change comes again, and a bookmark before the end', async () => {
  const since = await newest();
  await change('2');
  await change('3');
  const { text, headers } = await watch(`${ONE}&resourceVersion=${since}&allowWatchBookmarks=true`);
  expect(headers.get('Content-Type')).toBe('application/json');
  expect(summary(text)).toEqual([
    ['MODIFIED', '2'],
    ['MODIFIED', '3'],
    ['BOOKMARK', 'ConfigMap'],
  ]);
  expect(eventsOf(text).at(-1)?.object).toEqual({
    kind: 'ConfigMap',
    apiVersion: 'v1',
    metadata: { resourceVersion: await newest(), creationTimestamp: null },
  });
});

test('from a resourceVersion that is yet to come, nothing comes until then', async () => {
  expect((await watch('resourceVersion=99999999')).text).toBe('');
});

test('from a resourceVersion that is compacted, an event says so', async () => {
  const since = await newest();
  await change('4');
  await student.advance(601);
  const { status, text } = await watch(`resourceVersion=${since}`);
  expect(status).toBe(200);
  const [event, ...more] = eventsOf(text);
  expect(more).toEqual([]);
  expect(event).toMatchObject({
    type: 'ERROR',
    object: {
      kind: 'Status',
      code: 410,
      reason: 'Expired',
      message: expect.stringMatching(/^too old resource version: \d+ \(\d+\)$/),
    },
  });
});

describe('sendInitialEvents', () => {
  const WATCH_LIST = 'allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan&sendInitialEvents';

  it('sends the state, and a bookmark that says it was all', async () => {
    const events = eventsOf((await watch(`${ONE}&${WATCH_LIST}=true`)).text);
    expect(events.map(({ type }) => type).slice(0, 2)).toEqual(['ADDED', 'BOOKMARK']);
    expect(events[1]?.object).toMatchObject({
      metadata: { annotations: { 'k8s.io/initial-events-end': 'true' }, resourceVersion: await newest() },
    });
  });

  it('sends only what changes, where it is false', async () => {
    expect(summary((await watch(`${ONE}&${WATCH_LIST}=false`)).text)).toEqual([['BOOKMARK', 'ConfigMap']]);
  });

  it('can not send a state that is yet to come', async () => {
    const [event] = eventsOf((await watch(`${WATCH_LIST}=true&resourceVersion=99999999`)).text);
    expect(event).toMatchObject({ type: 'ERROR', object: { code: 504, reason: 'Timeout' } });
  });
});

test('a watch in a namespace that does not exist is empty', async () => {
  const { status, text } = await ask(student, '/api/v1/namespaces/nowhere/pods?watch=1&timeoutSeconds=1');
  expect([status, text]).toEqual([200, '']);
});

test('a limit does not matter to a watch', async () => {
  expect(eventsOf((await watch('limit=1')).text).length).toBeGreaterThan(1);
});

describe('/watch/', () => {
  it.each([
    ['/api/v1/watch/namespaces/default/configmaps/watched', 1],
    ['/api/v1/watch/namespaces/default/configmaps', 2],
    ['/api/v1/watch/namespaces/default', 1],
    ['/apis/apps/v1/watch/deployments', 0],
  ])('%s is a watch', async (path, count) => {
    const { status, text } = await ask(student, `${path}?timeoutSeconds=1`);
    expect([status, eventsOf(text).length]).toEqual([200, count]);
  });

  it('can only be read', async () => {
    const path = '/api/v1/watch/namespaces/default/configmaps';
    expect((await ask(student, path, { method: 'DELETE' })).status).toBe(405);
  });

  it('selects by the name in its path', async () => {
    const { status, json } = await ask(
      student,
      '/api/v1/watch/namespaces/default/configmaps/watched?fieldSelector=metadata.name%3Dother',
    );
    expect([status, json().message]).toEqual([
      400,
      "fieldSelector metadata.name doesn't match requested name",
    ]);
  });
});

test('a named object is read, not watched', async () => {
  const { json } = await ask(student, `${CONFIG_MAPS}/watched?watch=true`);
  expect(json().kind).toBe('ConfigMap');
});

test('events carry no more than metadata where that is asked for', async () => {
  const Accept = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json';
  const query = `${ONE}&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan&sendInitialEvents=true`;
  const [added, bookmark] = eventsOf((await watch(query, { Accept })).text);
  expect(Object.keys(added?.object ?? {})).toEqual(['kind', 'apiVersion', 'metadata']);
  expect(added?.object).toMatchObject({ kind: 'PartialObjectMetadata', metadata: { name: 'watched' } });
  expect(bookmark?.object).toMatchObject({ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1' });
});

test('only the first table of a watch has columns', async () => {
  const since = await newest();
  await change('5');
  await change('6');
  const Accept = 'application/json;as=Table;g=meta.k8s.io;v=v1';
  const events = eventsOf((await watch(`resourceVersion=${since}`, { Accept })).text);
  expect(events.map(({ object }) => Object(object.columnDefinitions).length > 0)).toEqual([true, false]);
});

const LIST_OPTIONS = 'ListOptions.meta.k8s.io "" is invalid: ';

test.each([
  [
    'sendInitialEvents=true',
    422,
    `${LIST_OPTIONS}resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan`,
  ],
  [
    'resourceVersionMatch=NotOlderThan&resourceVersion=1',
    422,
    `${LIST_OPTIONS}resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided`,
  ],
  [
    'sendInitialEvents=true&resourceVersionMatch=Exact',
    422,
    `${LIST_OPTIONS}[resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan, resourceVersionMatch: Unsupported value: "Exact": supported values: "NotOlderThan"]`,
  ],
  [
    'resourceVersion=x',
    422,
    'configmaps "" is invalid: resourceVersion: Invalid value: "x": strconv.ParseUint: parsing "x": invalid syntax',
  ],
])('a watch with %s is refused', async (query, code, message) => {
  const { status, json } = await watch(query);
  expect([status, json().message]).toEqual([code, message]);
});
