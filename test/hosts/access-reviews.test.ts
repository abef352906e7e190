import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';

let atoll: TestAtoll;
let student: Student;

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 1 } });
});

afterAll(() => atoll.stop());

const AUTHORIZATION = '/apis/authorization.k8s.io/v1';
const AUTHENTICATION = '/apis/authentication.k8s.io/v1';

async function send(method: string, path: string, body?: object, accept = 'application/json') {
  const response = await fetch(student.server + path, {
    method,
    headers: { 'content-type': 'application/json', accept },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

const create = (path: string, body: object) => send('POST', path, body);

const PODS = { verb: 'get', resource: 'pods' };

describe('an access review', () => {
  it.each([
    ['selfsubjectaccessreviews', 'SelfSubjectAccessReview', { resourceAttributes: PODS }],
    ['selfsubjectaccessreviews', 'SelfSubjectAccessReview', { nonResourceAttributes: { path: '/x' } }],
    ['subjectaccessreviews', 'SubjectAccessReview', { user: 'jane', resourceAttributes: PODS }],
    ['subjectaccessreviews', 'SubjectAccessReview', { groups: ['dev'], resourceAttributes: PODS }],
  ])('%s: everything is allowed', async (plural, kind, spec) => {
    const { status, body } = await create(`${AUTHORIZATION}/${plural}`, { spec });
    expect(status).toBe(201);
    expect(body).toEqual({
      kind,
      apiVersion: 'authorization.k8s.io/v1',
      metadata: { creationTimestamp: null },
      spec,
      status: { allowed: true },
    });
  });

  it('may be of one namespace, which need not exist', async () => {
    const spec = { user: 'jane', resourceAttributes: { ...PODS, namespace: 'none' } };
    const path = `${AUTHORIZATION}/namespaces/none/localsubjectaccessreviews`;
    const { status, body } = await create(path, { spec });
    expect(status).toBe(201);
    expect(body).toMatchObject({ metadata: { namespace: 'none' }, spec, status: { allowed: true } });
  });

  it.each([
    [{ fieldSelector: { rawSelector: 'a' } }, 'fieldSelector ignored'],
    [{ labelSelector: { rawSelector: 'a in' } }, 'labelSelector ignored'],
    [
      {
        fieldSelector: {
          requirements: [
            { key: 'a', operator: 'In', values: ['b'] },
            { key: 'a', operator: 'Exists' },
          ],
        },
      },
      'fieldSelector partially ignored',
    ],
    [{ labelSelector: { requirements: [{ key: 'a', operator: 'Like' }] } }, 'labelSelector ignored'],
  ])('says what it could not evaluate: %j', async (selectors, what) => {
    const spec = { resourceAttributes: { ...PODS, ...selectors } };
    const { body } = await create(`${AUTHORIZATION}/selfsubjectaccessreviews`, { spec });
    const evaluationError = `spec.resourceAttributes.${what} due to parse error`;
    expect(body.status).toEqual({ allowed: true, evaluationError });
  });

  const GO_PATH = 'authorization.NonResourceAttributes{Path:"/x", Verb:""}';

  it.each([
    [
      'selfsubjectaccessreviews',
      {},
      'spec.resourceAttributes: Invalid value: "null": exactly one of nonResourceAttributes or resourceAttributes must be specified',
    ],
    [
      'selfsubjectaccessreviews',
      { resourceAttributes: PODS, nonResourceAttributes: { path: '/x' } },
      `spec.nonResourceAttributes: Invalid value: ${GO_PATH}: cannot be specified in combination with resourceAttributes`,
    ],
    [
      'subjectaccessreviews',
      { resourceAttributes: PODS },
      'spec.user: Invalid value: "": at least one of user or group must be specified',
    ],
    [
      'subjectaccessreviews',
      { user: 'jane', resourceAttributes: { fieldSelector: {} } },
      'spec.resourceAttributes.fieldSelector.requirements: Required value: when spec.resourceAttributes.fieldSelector is specified, requirements or rawSelector is required',
    ],
    [
      'subjectaccessreviews',
      {
        user: 'jane',
        resourceAttributes: {
          labelSelector: { rawSelector: 'a', requirements: [{ key: 'a', operator: 'In' }] },
        },
      },
      '[spec.resourceAttributes.labelSelector.rawSelector: Invalid value: "a": may not specified at the same time as requirements, ' +
        "spec.resourceAttributes.labelSelector.requirements[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn']",
    ],
    [
      'namespaces/team/localsubjectaccessreviews',
      { user: 'jane', resourceAttributes: { ...PODS, namespace: 'other' } },
      'spec.resourceAttributes.namespace: Invalid value: "other": must match metadata.namespace',
    ],
    [
      'namespaces/team/localsubjectaccessreviews',
      { user: 'jane', nonResourceAttributes: { path: '/x' } },
      `spec.nonResourceAttributes: Invalid value: ${GO_PATH}: disallowed on this kind of request`,
    ],
  ])('is refused in upstream’s words: %s %j', async (plural, spec, message) => {
    const { status, body } = await create(`${AUTHORIZATION}/${plural}`, { spec });
    expect(status).toBe(422);
    expect(body.message).toBe(`.authorization.k8s.io "" is invalid: ${message}`);
    expect(body.details).not.toHaveProperty('kind');
  });

  it('has no metadata', async () => {
    const body = { metadata: { name: 'x' }, spec: { resourceAttributes: PODS } };
    const named = await create(`${AUTHORIZATION}/selfsubjectaccessreviews`, body);
    expect(named.status).toBe(422);
    expect(named.body.message).toMatch(
      /: metadata: Invalid value: v1\.ObjectMeta\{Name:"x", .*\}: must be empty$/,
    );
  });
});

describe('a review of oneself', () => {
  it('has rules that allow everything', async () => {
    const path = `${AUTHORIZATION}/selfsubjectrulesreviews`;
    const { status, body } = await create(path, { spec: { namespace: 'default' } });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      spec: {},
      status: {
        resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
        nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
        incomplete: false,
      },
    });
    expect(await create(path, { spec: {} })).toMatchObject({
      status: 400,
      body: { message: 'no namespace on request' },
    });
  });

  it('was made when it was asked for, in the sandbox’s time', async () => {
    const path = `${AUTHENTICATION}/selfsubjectreviews`;
    const { body } = await create(path, { metadata: { name: 'ignored' } });
    expect(body.metadata).toEqual({ creationTimestamp: expect.stringMatching(/^\d{4}-.*Z$/) });
    await student.advance(3600);
    const later = (await create(path, {})).body.metadata.creationTimestamp;
    expect(Date.parse(later) - Date.parse(body.metadata.creationTimestamp)).toBe(3_600_000);
  });
});

describe('a token review', () => {
  const path = `${AUTHENTICATION}/tokenreviews`;
  const tokenOf = ({ server }: Student) => /\/a\/([^/]+)\//.exec(server)?.[1] ?? '';
  const review = async (spec: object) => (await create(path, { spec })).body.status;

  const INVALID = { user: {}, error: 'invalid bearer token' };
  const AUDIENCE = 'https://kubernetes.default.svc.cluster.local';

  it('knows the tokens of its sandbox', async () => {
    const known = {
      authenticated: true,
      user: { username: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] },
      audiences: [AUDIENCE],
    };
    const token = tokenOf(student);
    expect(await review({ token })).toEqual(known);
    expect(await review({ token, audiences: ['vault', AUDIENCE] })).toEqual(known);
    expect(await review({ token, audiences: ['vault'] })).toEqual(INVALID);
  });

  it('knows no others', async () => {
    const other = await newStudent(atoll);
    expect(await review({ token: tokenOf(other) })).toEqual(INVALID);
    expect(await review({ token: 'x' })).toEqual(INVALID);
    expect(await create(path, { spec: {} })).toMatchObject({
      status: 400,
      body: { message: 'token is required for TokenReview in authentication' },
    });
  });
});

describe('what is only created', () => {
  const KINDS = [
    ['authentication.k8s.io', 'selfsubjectreviews', false],
    ['authentication.k8s.io', 'tokenreviews', false],
    ['authorization.k8s.io', 'localsubjectaccessreviews', true],
    ['authorization.k8s.io', 'selfsubjectaccessreviews', false],
    ['authorization.k8s.io', 'selfsubjectrulesreviews', false],
    ['authorization.k8s.io', 'subjectaccessreviews', false],
  ] as const;

  it.each(KINDS)('%s %s is in discovery, with its one verb', async (group, plural, namespaced) => {
    const { body } = await send('GET', `/apis/${group}/v1`);
    expect(body.resources).toContainEqual({
      name: plural,
      singularName: plural.slice(0, -1),
      namespaced,
      kind: expect.any(String),
      verbs: ['create'],
    });
    const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
    const { items } = (await send('GET', '/apis', undefined, accept)).body;
    const found = items.find((item: { metadata: { name: string } }) => item.metadata.name === group);
    expect(found.versions[0].resources).toContainEqual(
      expect.objectContaining({
        resource: plural,
        scope: namespaced ? 'Namespaced' : 'Cluster',
        verbs: ['create'],
      }),
    );
  });

  it.each(KINDS)('%s %s has one operation in both OpenAPI documents', async (group, plural, namespaced) => {
    const path = `/apis/${group}/v1/${namespaced ? 'namespaces/{namespace}/' : ''}${plural}`;
    for (const document of ['/openapi/v2', `/openapi/v3/apis/${group}/v1`]) {
      const { paths } = (await send('GET', document)).body;
      expect(Object.keys(paths[path]).sort()).toEqual(['parameters', 'post']);
      expect(Object.keys(paths).filter((one) => one.split('/').includes(plural))).toEqual([path]);
    }
  });

  it.each(KINDS)('%s %s can be neither read nor listed', async (group, plural, namespaced) => {
    const path = `/apis/${group}/v1/${namespaced ? 'namespaces/default/' : ''}${plural}`;
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      const { status, body } = await send(method, path, method === 'GET' ? undefined : {});
      expect([status, body.reason]).toEqual([405, 'MethodNotAllowed']);
    }
    expect((await send('GET', `${path}/x`)).status).toBe(404);
  });

  it('has the path of its scope and no other', async () => {
    expect((await send('GET', `${AUTHORIZATION}/localsubjectaccessreviews`)).status).toBe(404);
    expect((await send('POST', `${AUTHORIZATION}/namespaces/a/subjectaccessreviews`, {})).status).toBe(404);
  });

  it('has no table', async () => {
    const table = 'application/json;as=Table;v=v1;g=meta.k8s.io';
    const path = `${AUTHENTICATION}/selfsubjectreviews`;
    expect((await send('POST', path, {}, table)).status).toBe(406);
    expect((await send('POST', path, {}, `${table},application/json`)).body.kind).toBe('SelfSubjectReview');
  });

  it('is checked as any other body', async () => {
    const path = `${AUTHORIZATION}/selfsubjectaccessreviews?fieldValidation=Strict`;
    const { status, body } = await create(path, { spec: { resourceAttributes: PODS, more: 1 } });
    expect(status).toBe(400);
    expect(body.message).toContain('strict decoding error: unknown field "spec.more"');
    const wrong = await create(path, { apiVersion: 'v1', kind: 'Pod', spec: {} });
    expect(wrong.body.message).toContain('cannot be handled as a SelfSubjectAccessReview');
  });

  it('leaves nothing behind', async () => {
    const before = await student.digest();
    await create(`${AUTHENTICATION}/selfsubjectreviews`, {});
    await create(`${AUTHORIZATION}/subjectaccessreviews`, { spec: { user: 'x', resourceAttributes: PODS } });
    expect(await student.digest()).toBe(before);
  });
});
