import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';

let atoll: TestAtoll;
let student: Student;

beforeAll(async () => {
  atoll = await startAtoll();
});

beforeEach(async () => {
  student = await newStudent(atoll, { kubernetes: { nodes: 1 } });
});

afterAll(() => atoll.stop());

const PODS = '/api/v1/namespaces/default/pods';
const SUCCESS = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };

// biome-ignore lint/suspicious/noExplicitAny: what JSON an answer has is what is tested
async function send(method: string, path: string, body?: object, type = 'application/json'): Promise<any> {
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = { 'Content-Type': type };
  const response = await fetch(student.server + path, { method, headers, ...init });
  const answer = await response.json();
  if (answer.kind === 'Status') expect(answer.code ?? 200).toBe(response.status);
  return answer;
}

const get = (path: string) => send('GET', path);

async function newPod(spec: object = {}): Promise<void> {
  const containers = [{ name: 'c', image: 'nginx:1.27' }];
  await send('POST', PODS, { metadata: { name: 'p' }, spec: { containers, ...spec } });
  await student.advance(20);
}

const condition = (pod: { status: { conditions: { type: string }[] } }, type: string) =>
  pod.status.conditions.find((each) => each.type === type);

describe('an eviction', () => {
  beforeEach(() => newPod());

  const evict = (content: object = {}, query = '') =>
    send('POST', `${PODS}/p/eviction${query}`, {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name: 'p' },
      ...content,
    });

  it('has a pod say that it was disrupted, and stop', async () => {
    expect(await evict()).toEqual(SUCCESS);
    const pod = await get(`${PODS}/p`);
    expect(pod.metadata.deletionGracePeriodSeconds).toBe(30);
    expect(condition(pod, 'DisruptionTarget')).toMatchObject({
      status: 'True',
      reason: 'EvictionByEvictionAPI',
      message: 'Eviction API: evicting',
    });
    await student.advance(60);
    expect((await get(`${PODS}/p`)).reason).toBe('NotFound');
  });

  it('takes the options of a deletion', async () => {
    expect(await evict({ deleteOptions: { gracePeriodSeconds: 0 } })).toEqual(SUCCESS);
    expect((await get(`${PODS}/p`)).reason).toBe('NotFound');
  });

  it.each([
    [{ deleteOptions: { dryRun: ['All'] } }, ''],
    [{}, '?dryRun=All'],
  ])('that is tried only changes nothing: %j %s', async (content, query) => {
    expect(await evict(content, query)).toEqual(SUCCESS);
    const pod = await get(`${PODS}/p`);
    expect(pod.metadata.deletionTimestamp).toBeUndefined();
    expect(condition(pod, 'DisruptionTarget')).toBeUndefined();
  });

  it('is refused where the pod is another one, or another version', async () => {
    const { uid, resourceVersion } = (await get(`${PODS}/p`)).metadata;
    const refused = await evict({ deleteOptions: { preconditions: { uid: 'other' } } });
    expect(refused).toMatchObject({
      code: 409,
      message: `Operation cannot be fulfilled on Pod "p": the UID in the precondition (other) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    });
    expect((await evict({ deleteOptions: { preconditions: { resourceVersion: '1' } } })).message).toBe(
      `Operation cannot be fulfilled on Pod "p": the ResourceVersion in the precondition (1) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
    );
    expect(await evict({ deleteOptions: { preconditions: { uid, resourceVersion } } })).toEqual(SUCCESS);
  });

  it.each([
    [{ metadata: { name: 'q' } }, 'name in URL does not match name in Eviction object'],
    [
      { metadata: { name: 'p', namespace: 'other' } },
      'the namespace of the provided object does not match the namespace sent on the request',
    ],
    [
      { apiVersion: 'v1' },
      'the API version in the data (v1) does not match the expected API version (policy/v1)',
    ],
  ])('with %j is refused', async (content, message) => {
    expect(await evict(content)).toMatchObject({ code: 400, message });
  });

  it('is what discovery offers for it', async () => {
    const { resources } = await get('/api/v1');
    expect(resources).toContainEqual({
      name: 'pods/eviction',
      singularName: '',
      namespaced: true,
      group: 'policy',
      version: 'v1',
      kind: 'Eviction',
      verbs: ['create'],
    });
  });
});

describe('a binding', () => {
  const target = { apiVersion: 'v1', kind: 'Node', name: 'node-1' };
  const bind = (content: object = {}, path = `${PODS}/p/binding`) =>
    send('POST', path, { apiVersion: 'v1', kind: 'Binding', metadata: { name: 'p' }, target, ...content });

  it.each([`${PODS}/p/binding`, '/api/v1/namespaces/default/bindings'])(
    'assigns a pod that another scheduler is to place: %s',
    async (path) => {
      await newPod({ schedulerName: 'mine' });
      expect((await get(`${PODS}/p`)).status).toMatchObject({ phase: 'Pending' });
      expect(await bind({ metadata: { name: 'p', annotations: { by: 'me' } } }, path)).toEqual(SUCCESS);
      await student.advance(20);
      const pod = await get(`${PODS}/p`);
      expect(pod).toMatchObject({
        metadata: { annotations: { by: 'me' } },
        spec: { nodeName: 'node-1' },
        status: { phase: 'Running' },
      });
      expect(condition(pod, 'PodScheduled')).toMatchObject({ status: 'True' });
    },
  );

  it('is refused for a pod that has a node', async () => {
    await newPod();
    expect(await bind()).toMatchObject({
      code: 409,
      message:
        'Operation cannot be fulfilled on pods/binding "p": pod p is already assigned to node "node-1"',
    });
  });

  it('is refused for a pod that is gated, is not there, or is another one', async () => {
    await newPod({ schedulingGates: [{ name: 'a.b/c' }] });
    expect((await bind()).message).toBe(
      'Operation cannot be fulfilled on pods/binding "p": pod p has non-empty .spec.schedulingGates',
    );
    expect((await bind({ metadata: { name: 'p', uid: 'other' } })).message).toContain(
      'Precondition failed: UID',
    );
    const elsewhere = '/api/v1/namespaces/default/bindings';
    expect((await bind({ metadata: { name: 'q' } }, elsewhere)).message).toBe('pods "q" not found');
  });

  it.each([
    [{ metadata: { name: 'q' } }, 400, 'name in URL does not match name in Binding object'],
    [
      { target: { kind: 'Pod', name: 'x' } },
      500,
      'target.kind: Unsupported value: "Pod": supported values: "Node", "<empty>"',
    ],
    [{ target: { kind: 'Node' } }, 500, 'target.name: Required value'],
  ])('with %j is refused', async (content, code, message) => {
    await newPod({ schedulerName: 'mine' });
    expect(await bind(content)).toMatchObject({ code, message });
  });
});

describe('an ephemeral container', () => {
  const PATH = `${PODS}/p/ephemeralcontainers`;
  const add = (container: object) =>
    send(
      'PATCH',
      PATH,
      { spec: { ephemeralContainers: [container] } },
      'application/strategic-merge-patch+json',
    );
  const debug = { name: 'd', image: 'busybox:1.36', command: ['sleep', '30'] };

  beforeEach(() => newPod());

  it('runs in a pod that runs already, and is never ready', async () => {
    await add(debug);
    await student.advance(10);
    const pod = await get(PATH);
    const [status] = pod.status.ephemeralContainerStatuses;
    expect(status).toMatchObject({ name: 'd', ready: false, restartCount: 0 });
    expect(status.state).toHaveProperty('running');
    expect(status).not.toHaveProperty('started');
    expect(pod.metadata.generation).toBe(2);
    await student.advance(60);
    const [after] = (await get(`${PODS}/p`)).status.ephemeralContainerStatuses;
    expect(after).toMatchObject({ restartCount: 0, state: { terminated: { exitCode: 0 } } });
    const { items } = await get('/api/v1/namespaces/default/events?fieldSelector=reason=Started');
    expect(
      items.map(({ involvedObject }: { involvedObject: { fieldPath: string } }) => involvedObject.fieldPath),
    ).toEqual(['spec.containers{c}', 'spec.ephemeralContainers{d}']);
  });

  it('is all that can be written there', async () => {
    const pod = await get(`${PODS}/p`);
    const spec = { ...pod.spec, nodeName: 'x', ephemeralContainers: [debug] };
    const written = await send('PUT', PATH, { ...pod, metadata: { name: 'p', labels: { a: 'b' } }, spec });
    expect(written.spec).toMatchObject({ nodeName: 'node-1', ephemeralContainers: [{ name: 'd' }] });
    expect(written.metadata.labels).toBeUndefined();
  });

  it('is not changed or removed again', async () => {
    await add(debug);
    const refusal = (verb: string) =>
      `Pod "p" is invalid: spec.ephemeralContainers: Forbidden: existing ephemeral containers "d" may not be ${verb}\n`;
    expect((await add({ name: 'd', image: 'nginx:1.27' })).message).toBe(refusal('changed'));
    const removal = [{ op: 'remove', path: '/spec/ephemeralContainers' }];
    expect((await send('PATCH', PATH, removal, 'application/json-patch+json')).message).toBe(
      refusal('removed'),
    );
  });

  it('is checked as upstream does', async () => {
    expect((await add({ ...debug, targetContainerName: 'x' })).message).toBe(
      'Pod "p" is invalid: spec.ephemeralContainers[0].targetContainerName: Not found: "x"',
    );
  });
});

describe('finalizing', () => {
  const NAMESPACE = '/api/v1/namespaces/n';
  const finalize = (finalizers: readonly string[]) =>
    send('PUT', `${NAMESPACE}/finalize`, { metadata: { name: 'n' }, spec: { finalizers } });

  beforeEach(async () => {
    await send('POST', '/api/v1/namespaces', { metadata: { name: 'n' }, spec: { finalizers: ['a.b/mine'] } });
  });

  it('lets a namespace go that waits for a finalizer of its own', async () => {
    await send('DELETE', NAMESPACE);
    await student.advance(60);
    const waiting = await get(NAMESPACE);
    expect(waiting).toMatchObject({ spec: { finalizers: ['a.b/mine'] }, status: { phase: 'Terminating' } });
    expect(condition(waiting, 'NamespaceContentRemaining')).toMatchObject({ status: 'False' });
    expect(await finalize([])).toMatchObject({ kind: 'Namespace', spec: {} });
    expect((await get(NAMESPACE)).reason).toBe('NotFound');
  });

  it('writes nothing but valid finalizers, and leaves the status alone', async () => {
    expect((await finalize(['bad'])).message).toBe(
      'Namespace "n" is invalid: spec.finalizers[0]: Invalid value: "bad": name is neither a standard finalizer name nor is it fully qualified',
    );
    expect(await finalize(['kubernetes', 'c.d/e'])).toMatchObject({
      spec: { finalizers: ['kubernetes', 'c.d/e'] },
      status: { phase: 'Active' },
    });
    expect((await send('PATCH', `${NAMESPACE}/finalize`, {}, 'application/merge-patch+json')).code).toBe(405);
  });
});
