import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SIGNING_KEY, startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';

let atoll: TestAtoll;
let student: Student;

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 1 } });
  const made = await send(
    'POST',
    '/api/v1/namespaces/default/configmaps',
    '{"metadata":{"name":"victim"},"data":{"a":"1"}}',
  );
  expect(made.status).toBe(201);
});

afterAll(() => atoll.stop());

async function send(
  method: string,
  path: string,
  body?: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = { 'Content-Type': 'application/json' },
): Promise<{ status: number; text: string }> {
  const response = await fetch(student.server + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, text: await response.text() };
}

const deep = (open: string, inner: string, close: string) =>
  open.repeat(10_000) + inner + close.repeat(10_000);

const BODIES: Record<string, string> = {
  nothing: '',
  'malformed JSON': '{"metadata": ',
  'not an object': '[]',
  'a string': '"text"',
  null: 'null',
  'wrong types': '{"metadata":{"name":{"a":1}},"data":[1,2]}',
  'a number for metadata': '{"metadata":7}',
  'an unknown field, strictly': '{"metadata":{"name":"x"},"nonsense":1}',
  'a wrong kind': '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"x"}}',
  'a wrong version': '{"apiVersion":"v2","kind":"ConfigMap","metadata":{"name":"x"}}',
  'no name': '{"metadata":{}}',
  'a name of 300 characters': `{"metadata":{"name":"${'a'.repeat(300)}"}}`,
  'a deep object': `{"metadata":{"name":"x"},"data":${deep('{"a":', '1', '}')}}`,
  'a deep array': deep('[', '', ']'),
  'a million empty items': `{"metadata":{"name":"x"},"spec":{"containers":[${Array(900_000).fill('{}').join(',')}]}}`,
  '3 MiB and more': `{"metadata":{"name":"x"},"data":{"a":"${'x'.repeat(3 * 1024 * 1024)}"}}`,
  'a __proto__ key': '{"__proto__":{"polluted":true},"metadata":{"name":"x","__proto__":{"polluted":true}}}',
};

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';

describe.each(Object.entries(BODIES))('%s', (_what, body) => {
  test.each([
    ['POST', CONFIG_MAPS, 'application/json'],
    ['PUT', `${CONFIG_MAPS}/victim`, 'application/json'],
    ['PATCH', `${CONFIG_MAPS}/victim`, 'application/json-patch+json'],
    ['PATCH', `${CONFIG_MAPS}/victim`, 'application/merge-patch+json'],
    ['PATCH', `${CONFIG_MAPS}/victim`, 'application/strategic-merge-patch+json'],
    ['POST', '/apis/apps/v1/namespaces/default/deployments', 'application/json'],
  ])('%s %s as %s is refused and changes nothing', async (method, path, type) => {
    const before = await student.digest();
    const { status, text } = await send(method, `${path}?fieldValidation=Strict`, body, {
      'Content-Type': type,
    });
    if (status === 200) {
      // A patch may say nothing: then nothing happens.
      expect(JSON.parse(text).data).toEqual({ a: '1' });
    } else {
      expect([status, text]).toEqual([
        expect.toSatisfy((code: number) => code >= 400 && code < 500),
        expect.anything(),
      ]);
      expect(JSON.parse(text)).toMatchObject({ kind: 'Status', status: 'Failure', code: status });
    }
    expect(await student.digest()).toBe(before);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

const YAML: Record<string, string> = {
  'malformed YAML': 'metadata: {name: x\n  data: [',
  'an alias bomb': `a: &a [1,1,1,1,1,1,1,1,1]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
    .map(
      (key, index) =>
        `${key}: &${key} [${Array(9)
          .fill(`*${String.fromCharCode(97 + index)}`)
          .join(',')}]`,
    )
    .join('\n')}\n`,
  'deep YAML': deep('[', '', ']'),
};

test.each(Object.entries(YAML))('%s is refused', async (_what, body) => {
  const { status } = await send('POST', CONFIG_MAPS, body, { 'Content-Type': 'application/yaml' });
  expect(status).toBe(400);
});

test.each([
  ['GET', '/api/v1/namespaces/default/nonsense', 404],
  ['GET', '/apis/nonsense/v1/things', 404],
  ['GET', '/nonsense', 404],
  ['POST', `${CONFIG_MAPS}/victim`, 405],
  ['PUT', CONFIG_MAPS, 405],
  ['DELETE', '/api/v1/namespaces', 405],
  ['GET', `${CONFIG_MAPS}/victim/scale`, 404],
  ['GET', `${CONFIG_MAPS}?labelSelector=a%20in%20(b`, 400],
  ['GET', `${CONFIG_MAPS}?fieldSelector=spec.foo%3Dbar`, 400],
  ['GET', `${CONFIG_MAPS}?limit=many`, 400],
  ['GET', `${CONFIG_MAPS}?continue=nonsense`, 400],
  ['GET', `${CONFIG_MAPS}?resourceVersion=nonsense`, 400],
  ['GET', `${CONFIG_MAPS}?watch=true&resourceVersion=nonsense`, 422],
  ['GET', `${CONFIG_MAPS}?resourceVersion=99999999`, 504],
  ['DELETE', `${CONFIG_MAPS}/victim?propagationPolicy=Nonsense`, 422],
  ['DELETE', `${CONFIG_MAPS}/victim?gracePeriodSeconds=long`, 400],
  ['POST', `${CONFIG_MAPS}?dryRun=Some`, 422],
  ['POST', `${CONFIG_MAPS}?fieldValidation=Sometimes`, 422],
  ['GET', '/api/v1/namespaces/default/pods/nope/log', 405],
  ['GET', '/api/v1/namespaces/%2e%2e/configmaps/%00', 404],
])('%s %s answers %i', async (method, path, code) => {
  const before = await student.digest();
  const body = method === 'POST' || method === 'PUT' ? '{"metadata":{"name":"x"}}' : undefined;
  expect((await send(method, path, body)).status).toBe(code);
  expect(await student.digest()).toBe(before);
});

test.each([
  ['application/vnd.kubernetes.protobuf', 'POST', 400],
  ['application/vnd.kubernetes.protobuf', 'PATCH', 415],
  ['text/plain', 'POST', 415],
  ['application/apply-patch+yaml', 'PATCH', 422],
  ['application/json', 'PATCH', 415],
])('a body of %s to %s answers %i', async (type, method, code) => {
  const path = method === 'PATCH' ? `${CONFIG_MAPS}/victim` : CONFIG_MAPS;
  expect((await send(method, path, '{"metadata":{"name":"x"}}', { 'Content-Type': type })).status).toBe(code);
});

const PROTOBUF: Record<string, Uint8Array<ArrayBuffer>> = {
  nothing: new Uint8Array(),
  JSON: new TextEncoder().encode('{"metadata":{"name":"x"}}'),
  'a magic number only': new TextEncoder().encode('k8s\0'),
  'a magic number and garbage': new TextEncoder().encode(`k8s\0${'\x7f'.repeat(1000)}`),
  '3 MiB of zeros': new Uint8Array(3 * 1024 * 1024),
  'more than 3 MiB': new Uint8Array(3 * 1024 * 1024 + 1),
};

describe.each(Object.entries(PROTOBUF))('%s as protobuf', (what, body) => {
  test.each([
    ['POST', CONFIG_MAPS],
    ['PUT', `${CONFIG_MAPS}/victim`],
    ['DELETE', `${CONFIG_MAPS}/victim?dryRun=All`],
    ['PUT', '/apis/apps/v1/namespaces/default/deployments/nope/scale'],
  ])('%s %s is refused and changes nothing', async (method, path) => {
    const before = await student.digest();
    const { status, text } = await send(method, path, body, {
      'Content-Type': 'application/vnd.kubernetes.protobuf',
    });
    const code = what === 'more than 3 MiB' ? 413 : path.endsWith('/scale') ? 404 : 400;
    // A deletion needs no options.
    expect(status).toBe(method === 'DELETE' && body.length === 0 ? 200 : code);
    expect(JSON.parse(text)).toMatchObject({ apiVersion: 'v1' });
    expect(await student.digest()).toBe(before);
  });
});

test('an answer that can only be had as protobuf is not acceptable', async () => {
  const { status } = await send('GET', CONFIG_MAPS, undefined, {
    Accept: 'application/vnd.kubernetes.protobuf',
  });
  expect(status).toBe(406);
});

async function token(claims: { sub: string; exp: number; gen?: number }, key = SIGNING_KEY): Promise<string> {
  return new SignJWT({ gen: claims.gen ?? 0, scope: 'kubernetes', user: 'jane', groups: [] })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('atoll')
    .setSubject(claims.sub)
    .setIssuedAt(1)
    .setExpirationTime(claims.exp)
    .setJti('x')
    .sign(key);
}

test('every bad credential gets the same 401, whether the sandbox exists or not', async () => {
  const far = 4_000_000_000;
  const other = new TextEncoder().encode('another signing key, also 32 bytes or more');
  const good = await token({ sub: student.id, exp: far });
  const bad = {
    none: undefined,
    nonsense: 'nonsense',
    expired: await token({ sub: student.id, exp: 1000 }),
    forged: await token({ sub: student.id, exp: far }, other),
    revoked: await token({ sub: student.id, exp: far, gen: -1 }),
    'of another sandbox': await token({ sub: 'sbx_00000000000000000000000000', exp: far }),
    unsigned: `${btoa('{"alg":"none"}')}.${good.split('.')[1]}.`,
  };
  const get = async (id: string, credential: string | undefined) => {
    const headers: Record<string, string> =
      credential === undefined ? {} : { Authorization: `Bearer ${credential}` };
    const response = await fetch(`${atoll.baseUrl}/s/${id}/kubernetes/api/v1/namespaces`, { headers });
    return { status: response.status, text: await response.text() };
  };
  expect((await get(student.id, good)).status).toBe(200);
  const refusal = await get(student.id, undefined);
  expect(refusal.status).toBe(401);
  expect(JSON.parse(refusal.text)).toMatchObject({
    kind: 'Status',
    reason: 'Unauthorized',
    message: 'Unauthorized',
  });
  for (const credential of Object.values(bad)) {
    expect(await get(student.id, credential)).toEqual(refusal);
    expect(await get('sbx_0123456789abcdefghjkmnpqrs', credential)).toEqual(refusal);
    const byKey = await fetch(`${atoll.baseUrl}/a/${credential ?? 'x'}/kubernetes/api/v1/namespaces`);
    expect([byKey.status, await byKey.text()]).toEqual([401, refusal.text]);
  }
});
