import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { ask } from '../harness/ask.ts';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';

let atoll: TestAtoll;
let student: Student;

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 0 } });
});

afterAll(() => atoll.stop());

describe('where nothing is served', () => {
  it.each([
    '/nope',
    '/api/v2',
    '/api/v2/pods',
    '/apis/nope',
    '/apis/nope/v1/things',
    '/apis/apps/v2/deployments',
    '/livez/nope',
    `/${'a'.repeat(8000)}`,
  ])('%s is not found, in plain text', async (path) => {
    const { status, headers, text } = await ask(student, path);
    expect([status, headers.get('Content-Type'), text]).toEqual([
      404,
      'text/plain; charset=utf-8',
      '404 page not found\n',
    ]);
  });

  it.each([
    '/api/v1/things',
    '/apis/apps/v1/things',
    '/api/v1/namespaces/default/nodes',
    '/api/v1/pods/a',
    '/api/v1//pods',
    '/api/v1/namespaces/default//configmaps',
    `${CONFIG_MAPS}/a%2Fb`,
    `${CONFIG_MAPS}/a/nope`,
    '/api/v1/proxy/pods/a',
    '/api/v1/watch',
  ])('in a group version, %s is not found, as a Status', async (path) => {
    const { status, json } = await ask(student, path);
    expect([status, json()]).toEqual([
      404,
      {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'the server could not find the requested resource',
        reason: 'NotFound',
        details: {},
        code: 404,
      },
    ]);
  });
});

test.each(['/api/', '/apis/', '/api/v1/', '/apis/apps/v1/', `${CONFIG_MAPS}/`, `${CONFIG_MAPS}//`])(
  'slashes at the end of %s do not matter',
  async (path) => {
    const exact = await ask(student, path.replace(/\/+$/, ''));
    const { status, text } = await ask(student, path);
    expect([status, text]).toEqual([200, exact.text]);
  },
);

test.each([
  ['POST', `${CONFIG_MAPS}/a`],
  ['PUT', CONFIG_MAPS],
  ['PATCH', CONFIG_MAPS],
  ['POST', '/api/v1/configmaps'],
  ['DELETE', '/api/v1/configmaps'],
  ['DELETE', '/api/v1/namespaces'],
  ['DELETE', '/api/v1/namespaces/default/pods/a/status'],
  ['POST', '/api/v1/namespaces/default/pods/a/status'],
  ['OPTIONS', CONFIG_MAPS],
  ['POST', '/api'],
  ['POST', '/version'],
])('%s %s is not allowed', async (method, path) => {
  const before = await student.digest();
  const body = method === 'DELETE' || method === 'OPTIONS' ? {} : { body: '{"metadata":{"name":"a"}}' };
  const { status, json } = await ask(student, path, { method, ...body });
  expect([status, json().reason, json().message, json().details]).toEqual([
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  ]);
  expect(await student.digest()).toBe(before);
});

test.each([
  [CONFIG_MAPS, 405],
  ['/healthz', 200],
  ['/nope', 404],
])('HEAD %s answers %i, without a body', async (path, code) => {
  const { status, text } = await ask(student, path, { method: 'HEAD' });
  expect([status, text]).toEqual([code, '']);
});
