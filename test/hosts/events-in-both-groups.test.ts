import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';

/** v1 and events.k8s.io/v1 show the same events under other names, as upstream's conversion has it. */

let atoll: TestAtoll;
let student: Student;

beforeAll(async () => {
  atoll = await startAtoll();
});

beforeEach(async () => {
  student = await newStudent(atoll, { kubernetes: { nodes: 1 } });
});

afterAll(() => atoll.stop());

const CORE = '/api/v1/namespaces/default/events';
const EVENTS = '/apis/events.k8s.io/v1/namespaces/default/events';
const TIME = '2026-01-01T00:00:00.000000Z';

const REGARDING = { kind: 'Pod', namespace: 'default', name: 'p' };
const NEW = {
  apiVersion: 'events.k8s.io/v1',
  kind: 'Event',
  metadata: { name: 'p.1' },
  eventTime: TIME,
  reportingController: 'example.com/c',
  reportingInstance: 'c-1',
  action: 'Do',
  reason: 'Done',
  type: 'Normal',
  note: 'hello',
  regarding: REGARDING,
};
const OLD = {
  metadata: { name: 'p.2' },
  involvedObject: REGARDING,
  reason: 'Seen',
  message: 'hi',
  type: 'Warning',
  source: { component: 'me', host: 'h' },
  firstTimestamp: '2026-01-01T00:00:00Z',
  lastTimestamp: '2026-01-01T00:01:00Z',
  count: 2,
};

// biome-ignore lint/suspicious/noExplicitAny: what JSON an answer has is what is tested
async function send(method: string, path: string, body?: object, headers: object = {}): Promise<any> {
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(student.server + path, {
    method,
    headers: { 'Content-Type': type, ...headers },
    ...init,
  });
  return response.json();
}

/** The first event of a watch, which is left then. */
async function firstLine(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes('\n')) break;
  }
  return text.split('\n')[0] ?? '';
}

const get = (path: string, headers: object = {}) => send('GET', path, undefined, headers);

describe('an event of events.k8s.io', () => {
  it('is one of v1', async () => {
    const made = await send('POST', EVENTS, NEW);
    expect(made).toMatchObject({
      ...NEW,
      deprecatedSource: {},
      deprecatedFirstTimestamp: null,
      deprecatedLastTimestamp: null,
    });
    const { uid, resourceVersion } = made.metadata;
    expect(await get(`${CORE}/p.1`)).toMatchObject({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'p.1', uid, resourceVersion },
      involvedObject: REGARDING,
      message: 'hello',
      source: {},
      eventTime: TIME,
      firstTimestamp: null,
      lastTimestamp: null,
      reportingComponent: 'example.com/c',
      reportingInstance: 'c-1',
    });
  });

  it.each<[object, string]>([
    [{ eventTime: null }, 'eventTime: Required value'],
    [{ type: 'Odd' }, 'type: Invalid value: "": has invalid value: Odd'],
    [
      { series: { count: 1, lastObservedTime: TIME } },
      'series.count: Invalid value: "": should be at least 2',
    ],
    [{ deprecatedCount: 1 }, 'count: Invalid value: "": needs to be unset'],
    [{ deprecatedSource: { component: 'c' } }, 'source: Invalid value: "": needs to be unset'],
    [{ action: '' }, 'action: Required value'],
  ])('with %j is refused', async (change, problem) => {
    const { message, details } = await send('POST', EVENTS, { ...NEW, ...change });
    expect(message).toBe(`Event "p.1" is invalid: ${problem}`);
    expect(details.group).toBeUndefined();
  });

  it('changes only in its series there, and in anything through v1', async () => {
    await send('POST', EVENTS, NEW);
    const refused = await send('PATCH', `${EVENTS}/p.1`, { note: 'bye', regarding: { name: 'q' } });
    expect(refused.message).toBe(
      'Event "p.1" is invalid: [involvedObject: Invalid value: core.ObjectReference{Kind:"Pod", Namespace:"default", Name:"q", UID:"", APIVersion:"", ResourceVersion:"", FieldPath:""}: field is immutable, message: Invalid value: "bye": field is immutable]',
    );
    const series = { count: 2, lastObservedTime: TIME };
    expect(await send('PATCH', `${EVENTS}/p.1`, { series })).toMatchObject({ note: 'hello', series });
    expect(await send('PATCH', `${CORE}/p.1`, { message: 'bye' })).toMatchObject({ message: 'bye', series });
    const current = await get(`${EVENTS}/p.1`);
    expect(current.note).toBe('bye');
    const replaced = await send('PUT', `${EVENTS}/p.1`, {
      ...current,
      metadata: { name: 'p.1', labels: { a: 'b' } },
    });
    expect(replaced.metadata.labels).toEqual({ a: 'b' });
  });

  it('is deleted in both', async () => {
    await send('POST', EVENTS, NEW);
    await send('DELETE', `${EVENTS}/p.1`);
    expect((await get(`${CORE}/p.1`)).message).toBe('events "p.1" not found');
    expect((await get(`${EVENTS}/p.1`)).message).toBe('events "p.1" not found');
  });
});

describe('an event of v1', () => {
  it('is one of events.k8s.io', async () => {
    await send('POST', CORE, OLD);
    const shown = await get(`${EVENTS}/p.2`);
    expect(shown).toMatchObject({
      apiVersion: 'events.k8s.io/v1',
      eventTime: null,
      regarding: REGARDING,
      note: 'hi',
      deprecatedSource: OLD.source,
      deprecatedFirstTimestamp: OLD.firstTimestamp,
      deprecatedLastTimestamp: OLD.lastTimestamp,
      deprecatedCount: 2,
    });
    for (const field of ['involvedObject', 'message', 'reportingController', 'reportingInstance', 'count']) {
      expect(shown).not.toHaveProperty(field);
    }
  });

  it('of a controller has all that Go writes', async () => {
    const [event] = (await get(`${CORE}?fieldSelector=reason=RegisteredNode`)).items;
    expect(event).toMatchObject({
      count: 1,
      eventTime: null,
      reportingComponent: 'node-controller',
      reportingInstance: '',
      source: { component: 'node-controller' },
    });
  });
});

describe('both groups', () => {
  beforeEach(async () => {
    await send('POST', EVENTS, NEW);
    await send('POST', CORE, OLD);
  });

  it.each([
    [CORE, 'involvedObject.name=p', ['p.1', 'p.2']],
    [EVENTS, 'regarding.name=p', ['p.1', 'p.2']],
    [EVENTS, 'regarding.kind=Pod,reportingController=example.com/c', ['p.1']],
    [EVENTS, 'type=Warning,reason=Seen,metadata.namespace=default', ['p.2']],
  ])('%s select by %s', async (path, selector, names) => {
    const { items } = await get(`${path}?fieldSelector=${encodeURIComponent(selector)}`);
    expect(items.map(({ metadata }: { metadata: { name: string } }) => metadata.name)).toEqual(names);
  });

  it.each([
    [CORE, 'regarding.name'],
    [EVENTS, 'involvedObject.name'],
  ])('%s knows no %s', async (path, label) => {
    expect((await get(`${path}?fieldSelector=${label}=p`)).message).toContain(
      `field label not supported: ${label}`,
    );
  });

  it('have the same list and the same table', async () => {
    const table = { Accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' };
    const [core, events] = [await get(CORE), await get(EVENTS)];
    expect(events).toMatchObject({
      kind: 'EventList',
      apiVersion: 'events.k8s.io/v1',
      metadata: core.metadata,
    });
    expect(events.items.map(({ metadata }: { metadata: object }) => metadata)).toEqual(
      core.items.map(({ metadata }: { metadata: object }) => metadata),
    );
    const tables = [await get(CORE, table), await get(EVENTS, table)];
    expect(tables[1].columnDefinitions).toEqual(tables[0].columnDefinitions);
    expect(tables[1].rows).toEqual(tables[0].rows);
    const whole = await get(`${EVENTS}/p.1?includeObject=Object`, table);
    expect(whole.rows[0].object.note).toBe('hello');
  });

  it('are watched at the same revisions', async () => {
    const lines = await Promise.all(
      [CORE, EVENTS].map(async (path) => {
        const response = await fetch(`${student.server}${path}?watch=1&fieldSelector=reason=Done`);
        return JSON.parse(await firstLine(response));
      }),
    );
    expect(lines[0]).toMatchObject({ type: 'ADDED', object: { apiVersion: 'v1', message: 'hello' } });
    expect(lines[1]).toMatchObject({
      type: 'ADDED',
      object: { apiVersion: 'events.k8s.io/v1', note: 'hello' },
    });
    expect(lines[1].object.metadata.resourceVersion).toBe(lines[0].object.metadata.resourceVersion);
  });

  it('are in discovery', async () => {
    const group = await get('/apis/events.k8s.io');
    expect(group.preferredVersion).toEqual({ groupVersion: 'events.k8s.io/v1', version: 'v1' });
    const [resource] = (await get('/apis/events.k8s.io/v1')).resources;
    expect(resource).toMatchObject({ name: 'events', kind: 'Event', namespaced: true, shortNames: ['ev'] });
  });
});

it('a namespace that is deleted takes its events with it, once', async () => {
  await send('POST', '/api/v1/namespaces', { metadata: { name: 'n' } });
  await send('POST', EVENTS.replace('default', 'n'), { ...NEW, regarding: { ...REGARDING, namespace: 'n' } });
  await send('DELETE', '/api/v1/namespaces/n');
  await student.advance(60);
  expect((await get('/api/v1/namespaces/n')).reason).toBe('NotFound');
  expect((await get('/apis/events.k8s.io/v1/events?fieldSelector=reason=Done')).items).toEqual([]);
});
