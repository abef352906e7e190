import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { ask } from '../harness/ask.ts';
import { startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';

let atoll: TestAtoll;
let student: Student;

const CONFIG_MAPS = '/api/v1/namespaces/lists/configmaps';

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 0 } });
  await ask(student, '/api/v1/namespaces', { method: 'POST', body: '{"metadata":{"name":"lists"}}' });
  for (const name of ['a', 'b', 'c']) await make(name, name === 'b' ? 'odd' : 'even');
});

afterAll(() => atoll.stop());

async function make(name: string, parity: string): Promise<number> {
  const body = JSON.stringify({ metadata: { name, labels: { parity } } });
  const made = await ask(student, CONFIG_MAPS, { method: 'POST', body });
  expect(made.status).toBe(201);
  return Number(JSON.parse(made.text).metadata.resourceVersion);
}

interface Listed {
  readonly names: string[];
  readonly metadata: {
    readonly resourceVersion: string;
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
}

async function listed(query: string): Promise<Listed> {
  const { status, text } = await ask(student, `${CONFIG_MAPS}?${query}`);
  expect([status, text]).toEqual([200, expect.anything()]);
  const { items, metadata } = JSON.parse(text);
  const names = items.map((item: { metadata: { name: string } }) => item.metadata.name);
  return { names: names.filter((name: string) => name !== 'kube-root-ca.crt'), metadata };
}

test('a list names its kind, and its items do not', async () => {
  const list = JSON.parse((await ask(student, CONFIG_MAPS)).text);
  expect(list).toMatchObject({ kind: 'ConfigMapList', apiVersion: 'v1' });
  for (const item of list.items) expect(Object.keys(item)).not.toContain('kind');
});

test('an empty list is a list', async () => {
  const list = JSON.parse((await ask(student, '/api/v1/namespaces/nowhere/configmaps')).text);
  expect(list).toEqual({
    kind: 'ConfigMapList',
    apiVersion: 'v1',
    metadata: { resourceVersion: expect.any(String) },
    items: [],
  });
});

describe('pages', () => {
  it('show one revision, whatever is written between them', async () => {
    const first = await listed('limit=2');
    expect(first.names).toEqual(['a', 'b']);
    expect(first.metadata.remainingItemCount).toBe(2);
    await make('between', 'even');
    const rest = await listed(`limit=5&continue=${first.metadata.continue}`);
    expect(rest.names).toEqual(['c']);
    expect(rest.metadata).toEqual({ resourceVersion: first.metadata.resourceVersion });
    await ask(student, `${CONFIG_MAPS}/between`, { method: 'DELETE' });
  });

  it('of a selection do not count what remains', async () => {
    const { names, metadata } = await listed('limit=1&labelSelector=parity%3Deven');
    expect(names).toEqual(['a']);
    expect(metadata.continue).toBeDefined();
    expect(metadata).not.toHaveProperty('remainingItemCount');
  });

  it('do not exist where any revision will do', async () => {
    expect((await listed('limit=1&resourceVersion=0')).names).toEqual(['a', 'b', 'c']);
  });

  it('go on at the newest revision where their own is compacted', async () => {
    const first = await listed('limit=2');
    await make('d', 'even');
    await student.advance(601);
    const expired = await ask(student, `${CONFIG_MAPS}?limit=2&continue=${first.metadata.continue}`);
    expect(expired.status).toBe(410);
    expect(expired.json()).toMatchObject({
      reason: 'Expired',
      message: expect.stringContaining(
        'The provided continue parameter is too old to display a consistent list result.',
      ),
      metadata: { continue: expect.any(String) },
    });
    const { metadata } = JSON.parse(expired.text);
    expect((await listed(`continue=${metadata.continue}`)).names).toEqual(['c', 'd']);
    await ask(student, `${CONFIG_MAPS}/d`, { method: 'DELETE' });
  });
});

describe('a resourceVersion', () => {
  it('is exact where it says so, or comes with a limit', async () => {
    const before = (await listed('')).metadata.resourceVersion;
    await make('later', 'odd');
    expect((await listed(`resourceVersion=${before}&resourceVersionMatch=Exact`)).names).not.toContain(
      'later',
    );
    expect((await listed(`resourceVersion=${before}&limit=10`)).names).not.toContain('later');
    expect((await listed(`resourceVersion=${before}`)).names).toContain('later');
    expect((await listed(`resourceVersion=${before}&resourceVersionMatch=NotOlderThan`)).names).toContain(
      'later',
    );
    await student.advance(601);
    const gone = await ask(student, `${CONFIG_MAPS}?resourceVersion=1&resourceVersionMatch=Exact`);
    expect([gone.status, gone.json().message]).toEqual([
      410,
      'The resourceVersion for the provided list is too old.',
    ]);
  });

  it('that is yet to come is a timeout, to be tried again', async () => {
    const { metadata } = await listed('');
    const answer = await ask(student, `${CONFIG_MAPS}?resourceVersion=99999999`);
    expect(answer.status).toBe(504);
    expect(answer.headers.get('Retry-After')).toBe('1');
    expect(answer.json()).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: `Timeout: Too large resource version: 99999999, current: ${metadata.resourceVersion}`,
      reason: 'Timeout',
      details: {
        causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
        retryAfterSeconds: 1,
      },
      code: 504,
    });
  });
});

const position = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '');

const LIST_OPTIONS = 'ListOptions.meta.k8s.io "" is invalid: ';

test.each([
  ['limit=many', 400, 'strconv.ParseInt: parsing "many": invalid syntax'],
  ['limit=', 400, 'strconv.ParseInt: parsing "": invalid syntax'],
  [
    'timeoutSeconds=99999999999999999999',
    400,
    'strconv.ParseInt: parsing "99999999999999999999": value out of range',
  ],
  [
    'resourceVersion=x',
    400,
    'invalid resource version: resourceVersion: Invalid value: "x": strconv.ParseUint: parsing "x": invalid syntax',
  ],
  [
    'resourceVersionMatch=Exact',
    422,
    `${LIST_OPTIONS}resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided`,
  ],
  [
    'resourceVersion=0&resourceVersionMatch=Exact',
    422,
    `${LIST_OPTIONS}resourceVersionMatch: Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"`,
  ],
  [
    'resourceVersion=1&resourceVersionMatch=Nearly',
    422,
    `${LIST_OPTIONS}resourceVersionMatch: Unsupported value: "Nearly": supported values: "Exact", "NotOlderThan", ""`,
  ],
  [
    'resourceVersion=1&resourceVersionMatch=Exact&continue=x',
    422,
    `${LIST_OPTIONS}resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden when continue is provided`,
  ],
  [
    'sendInitialEvents=true',
    422,
    `${LIST_OPTIONS}sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list`,
  ],
  [
    'continue=x.y',
    400,
    'invalid continue token: continue key is not valid: illegal base64 data at input byte 1',
  ],
  [
    `continue=${position({ v: 'meta.k8s.io/v2', rv: 1, start: 'a' })}`,
    400,
    'invalid continue token: continue key is not valid: server does not recognize this encoded version meta.k8s.io/v2',
  ],
  [
    `continue=${position({ v: 'meta.k8s.io/v1', rv: 0, start: 'a' })}`,
    400,
    'invalid continue token: continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)',
  ],
  [
    `continue=${position({ v: 'meta.k8s.io/v1', rv: 1, start: '' })}`,
    400,
    'invalid continue token: continue key is not valid: encoded start key empty (version meta.k8s.io/v1)',
  ],
  [
    `continue=${position({ v: 'meta.k8s.io/v1', rv: 1, start: '../secrets/a' })}`,
    400,
    'invalid continue token: continue key is not valid: ../secrets/a',
  ],
  [
    `resourceVersion=1&continue=${position({ v: 'meta.k8s.io/v1', rv: -1, start: 'a' })}`,
    400,
    'specifying resource version is not allowed when using continue',
  ],
  ['labelSelector=a%3Db%3Dc', 400, "found '=', expected: ',' or 'end of string'"],
  ['fieldSelector=metadata.name', 400, "invalid selector: 'metadata.name'; can't understand 'metadata.name'"],
])('%s is refused', async (query, code, message) => {
  const { status, json } = await ask(student, `${CONFIG_MAPS}?${query}`);
  expect([status, json().message]).toEqual([code, message]);
});
