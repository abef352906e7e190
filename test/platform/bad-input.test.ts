import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schemas } from '../../api/client/index.ts';
import { dataOf } from '../harness/student.ts';
import { addressOf, OPERATIONS, type Operation, validBody } from './support/operations.ts';
import {
  type Answer,
  getSandbox,
  newSandbox,
  openPlatform,
  type Platform,
  type Tenant,
} from './support/platform.ts';

let platform: Platform;
let tenant: Tenant;
let sandbox: Schemas['Sandbox'];
let keyId: string;

beforeAll(async () => {
  // More is asked here at once than a key may.
  platform = await openPlatform({ ATOLL_RATE_LIMIT: '10000' });
  tenant = await platform.newTenant();
  sandbox = await newSandbox(tenant, { labels: { a: 'b' } });
  const body = { name: 'a key', scopes: ['read' as const] };
  keyId = dataOf(await tenant.client.POST('/v1/api-keys', { body })).id;
});
afterAll(() => platform.stop());

/** All that a tenant has. */
async function state(): Promise<unknown> {
  const path = { id: sandbox.id };
  const digest = dataOf(await tenant.client.GET('/v1/sandboxes/{id}/digest', { params: { path } }));
  const { updatedAt: _, ...own } = await getSandbox(tenant, sandbox.id);
  return {
    own,
    digest,
    sandboxes: dataOf(await tenant.client.GET('/v1/sandboxes')).items.map(({ id }) => id),
    keys: dataOf(await tenant.client.GET('/v1/api-keys')),
  };
}

function pathOf({ path }: Operation): string {
  return addressOf({ path }, path.startsWith('/v1/api-keys') ? keyId : sandbox.id);
}

function expectRefusal(answer: Answer, what: string): void {
  expect(answer.status, what).toBeGreaterThanOrEqual(400);
  expect(answer.status, `${what}: ${answer.text}`).toBeLessThan(500);
  expect(answer.headers.get('content-type'), what).toBe('application/problem+json');
  expect(answer.text, what).not.toMatch(/\n\s+at |node_modules/);
}

const MEBIBYTE = 1024 * 1024;
const LONG_NAME = 'n'.repeat(300);

const MALFORMED = [
  '',
  '{',
  '{"name":',
  'null',
  '[]',
  '"text"',
  '7',
  '{"a":1}{"b":2}',
  '{\u0000}',
  "{'a':1}",
  'a: 1',
];
const DEEP = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
const DEEP_OBJECT = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;

/** Bad bodies for an operation, each with what it is. */
function badBodies(operation: Operation): [what: string, body: string][] {
  const valid = validBody(operation) ?? {};
  const json = JSON.stringify(valid);
  const wrongFields = (operation.fields ?? []).flatMap((field): [string, string][] => [
    [`${field} of a wrong type`, JSON.stringify({ ...valid, [field]: { wrong: [true] } })],
    [`${field} of 300 characters`, JSON.stringify({ ...valid, [field]: LONG_NAME })],
  ]);
  const missing = Object.keys(valid).map((field): [string, string] => [
    `${field} missing`,
    JSON.stringify(Object.fromEntries(Object.entries(valid).filter(([name]) => name !== field))),
  ]);
  return [
    ...MALFORMED.map((text): [string, string] => [`malformed: ${text}`, text]),
    ...wrongFields,
    ...(OPTIONAL_ONLY.has(operation.id) ? [] : missing),
    ['an unknown field', JSON.stringify({ ...valid, unknown: 1 })],
    ['a key __proto__', json.replace('{', '{"__proto__":{"admin":true},')],
    ['a key __proto__ in escapes', json.replace('{', '{"\\u005f_proto__":{"admin":true},')],
    ['a key constructor', json.replace('{', '{"constructor":{"prototype":{"admin":true}},')],
    ['an array 10,000 deep', DEEP],
    ['an object 10,000 deep', DEEP_OBJECT],
    ['a field 10,000 deep', json.replace('{', `{"unknown":${DEEP},`)],
  ];
}

/** Operations whose fields may all be left out. */
const OPTIONAL_ONLY = new Set(['createSandbox', 'patchSandbox', 'setCgroupLimits']);

const withBody = OPERATIONS.filter(({ fields }) => fields !== undefined);
const withoutBody = OPERATIONS.filter(
  ({ fields, needsKey, method }) => !fields && needsKey && method !== 'GET',
);

describe.each(withBody)('$id', (operation) => {
  // Some need the operator's tenant, others one of their own.
  const path = () => pathOf(operation);

  it('refuses every bad body and changes nothing', async () => {
    const before = await state();
    for (const [what, body] of badBodies(operation)) {
      expectRefusal(await tenant.send(operation.method, path(), { body }), what);
    }
    expect(await state()).toEqual(before);
  });

  it('refuses a body of 3 MiB, or reads no field of that size', async () => {
    const before = await state();
    const body = JSON.stringify({ ...validBody(operation), name: 'x'.repeat(3 * MEBIBYTE) });
    expectRefusal(await tenant.send(operation.method, path(), { body }), '3 MiB');
    expect(await state()).toEqual(before);
  });

  it('refuses other media types and encodings', async () => {
    const body = JSON.stringify(validBody(operation));
    for (const [name, value] of [
      ['content-type', 'text/plain'],
      ['content-type', 'application/x-www-form-urlencoded'],
      ['content-type', 'application/jsonp'],
      ['content-encoding', 'gzip'],
    ] as const) {
      const headers = { [name]: value };
      const answer = await tenant.send(operation.method, path(), { body, headers });
      expect([403, 415]).toContain(answer.status);
    }
  });
});

describe('operations without a body', () => {
  it.each(withoutBody)('$id refuses one', async (operation) => {
    const before = await state();
    for (const body of ['{', '{}', DEEP, '{"__proto__":{}}']) {
      expectRefusal(await tenant.send(operation.method, pathOf(operation), { body }), body.slice(0, 20));
    }
    expect(await state()).toEqual(before);
  });
});

describe('a body that doesn’t say how long it is', () => {
  it('is read no further than its limit', async () => {
    const piece = new TextEncoder().encode('x'.repeat(64 * 1024));
    let pieces = 0;
    const body = new ReadableStream({
      pull(controller) {
        pieces++;
        if (pieces > 64) controller.close();
        else controller.enqueue(piece);
      },
    });
    const headers = { authorization: `Bearer ${tenant.apiKey}`, 'content-type': 'application/json' };
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' };
    const response = await fetch(`${platform.baseUrl}/v1/sandboxes`, init);
    expect(response.status).toBe(413);
    await response.text();
  });
});

describe('made-up ids', () => {
  const withId = OPERATIONS.filter(({ path }) => path.includes('{id}'));
  const ids = [
    'nothing',
    '__proto__',
    'constructor',
    'n'.repeat(300),
    'sbx_00000000000000000000000000',
    '..%2f..%2fetc%2fpasswd',
    '%00',
    '%ff%fe',
    '%E2%80%AE',
    "'%20OR%201=1--",
  ];

  it.each(withId)('are refused by $id', async (operation) => {
    for (const id of ids) {
      const path = addressOf(operation, id);
      const answer = await tenant.send(operation.method, path, { body: validBody(operation) });
      expectRefusal(answer, id);
      expect(answer.status, id).toBe(404);
    }
  });
});

describe('bad parameters', () => {
  it.each([
    '/v1/sandboxes?limit=0',
    '/v1/sandboxes?limit=1001',
    '/v1/sandboxes?limit=ten',
    '/v1/sandboxes?limit=1&limit=2',
    '/v1/sandboxes?cursor=made-up',
    '/v1/sandboxes?state=deleted',
    '/v1/sandboxes?label=without-a-value',
    `/v1/sandboxes?${Array.from({ length: 11 }, (_, index) => `label=a%3D${index}`).join('&')}`,
    `/v1/sandboxes?externalId=${'x'.repeat(300)}`,
    '/v1/sandboxes?unknown=1',
    '/v1/api-keys?limit=-1',
    '/v1/api-keys?unknown=1',
  ])('%s', async (path) => {
    const answer = await tenant.send('GET', path);
    expectRefusal(answer, path);
    expect(answer.status).toBe(400);
  });

  it('of a kubeconfig', async () => {
    for (const ttl of ['0', '-1', '1.5', 'forever', String(366 * 24 * 3600)]) {
      const answer = await tenant.send('GET', `/v1/sandboxes/${sandbox.id}/kubeconfig?ttlSeconds=${ttl}`);
      expect(answer.status, ttl).toBe(400);
    }
  });

  it('of an Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'k'.repeat(256) };
    expect((await tenant.send('POST', '/v1/sandboxes', { body: {}, headers })).status).toBe(400);
  });
});

const BAD_SANDBOXES: [field: string, body: object][] = [
  ['name', { name: '' }],
  ['name', { name: '-x' }],
  ['name', { name: 'a b' }],
  ['externalId', { externalId: 'line\nbreak' }],
  ['externalId', { externalId: '\ud800' }],
  ['labels[" "]', { labels: { ' ': 'x' } }],
  ['labels.a', { labels: { a: 'not/a/value' } }],
  ['labels.a', { labels: { a: 1 } }],
  ['ttlSeconds', { ttlSeconds: 0 }],
  ['ttlSeconds', { ttlSeconds: 1e12 }],
  ['ttlSeconds', { ttlSeconds: 1.5 }],
  ['clock.mode', { clock: { mode: 'fast' } }],
  ['clock.rate', { clock: { rate: 0 } }],
  ['clock.start', { clock: { start: 'yesterday' } }],
  ['clock.start', { clock: { start: '9999-01-01T00:00:00Z' } }],
  ['clock.speed', { clock: { speed: 1 } }],
  ['seed', { seed: '' }],
  ['kubernetes', { kubernetes: true }],
  ['kubernetes.nodes', { kubernetes: { nodes: -1 } }],
  ['kubernetes.nodes', { kubernetes: { nodes: 201 } }],
  ['kubernetes.nodes', { kubernetes: { nodes: [{ name: 'a' }, { name: 'a' }] } }],
  ['kubernetes.nodes[0].name', { kubernetes: { nodes: [{ name: 'Not_A_Name' }] } }],
  ['kubernetes.nodes[0].name', { kubernetes: { nodes: [{}] } }],
  ['kubernetes.nodes[0].cpu', { kubernetes: { nodes: [{ name: 'a', cpu: 'four' }] } }],
  ['kubernetes.nodes[0].cpu', { kubernetes: { nodes: [{ name: 'a', cpu: '0' }] } }],
  ['kubernetes.nodes[0].memory', { kubernetes: { nodes: [{ name: 'a', memory: '1e30' }] } }],
  [
    'kubernetes.nodes[0].taints[0].effect',
    { kubernetes: { nodes: [{ name: 'a', taints: [{ key: 'a', effect: 'No' }] }] } },
  ],
  [
    'kubernetes.nodes',
    {
      kubernetes: {
        nodes: Array.from({ length: 200 }, (_, index) => ({
          name: `n${index}`,
          labels: Object.fromEntries(Array.from({ length: 10 }, (__, at) => [`label-${at}`, 'x'.repeat(60)])),
        })),
      },
    },
  ],
  ['kubernetes.nodes[0].gpu', { kubernetes: { nodes: [{ name: 'a', gpu: 1 }] } }],
];

describe('a sandbox that can’t be', () => {
  it.each(BAD_SANDBOXES)('is refused for its %s (%#)', async (field, body) => {
    const answer = await tenant.send('POST', '/v1/sandboxes', { body });
    expect(answer.status).toBe(400);
    const problem: Schemas['Problem'] = JSON.parse(answer.text);
    expect(problem.errors?.map((error) => error.field)).toContain(field);
  });
});
