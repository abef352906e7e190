import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { ask } from '../harness/ask.ts';
import { onWorkers, startAtoll, type TestAtoll } from '../harness/atoll.ts';
import { newStudent, type Student } from '../harness/student.ts';

let atoll: TestAtoll;
let student: Student;

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
const OBJECT = `${CONFIG_MAPS}/answers`;
/** What YAML readers take for something else where it isn't quoted. */
const DATA = {
  float: '1e3',
  yes: 'yes',
  octal: '0777',
  time: '2026-01-01T00:00:00Z',
  lines: 'a\nb\n',
  empty: '',
};

beforeAll(async () => {
  atoll = await startAtoll();
  student = await newStudent(atoll, { kubernetes: { nodes: 0 } });
  const body = JSON.stringify({ metadata: { name: 'answers' }, data: DATA });
  expect((await ask(student, CONFIG_MAPS, { method: 'POST', body })).status).toBe(201);
});

afterAll(() => atoll.stop());

const TABLE = 'application/json;as=Table;g=meta.k8s.io;v=v1';
const PARTIAL = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
const PARTIAL_LIST = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

const get = (path: string, Accept: string) => ask(student, path, { headers: { Accept } });

describe('YAML', () => {
  it('is what a list, an object and an error can be had in', async () => {
    for (const [path, kind, status] of [
      [CONFIG_MAPS, 'ConfigMapList', 200],
      [OBJECT, 'ConfigMap', 200],
      [`${CONFIG_MAPS}/nope`, 'Status', 404],
    ] as const) {
      const answer = await get(path, 'application/yaml');
      expect([answer.status, answer.headers.get('Content-Type')]).toEqual([status, 'application/yaml']);
      expect(load(answer.text)).toMatchObject({ kind });
    }
  });

  it('says the same as JSON', async () => {
    expect(load((await get(OBJECT, 'application/yaml')).text)).toEqual(
      JSON.parse((await get(OBJECT, '*/*')).text),
    );
  });

  it('quotes what readers in Go take for a number', async () => {
    const { text } = await get(OBJECT, 'application/yaml');
    expect(text).toContain('  float: "1e3"\n');
    expect(text).toContain('  lines: |\n    a\n    b\n');
  });

  it('is also a form of tables', async () => {
    const { text } = await get(CONFIG_MAPS, TABLE.replace('json', 'yaml'));
    expect(load(text)).toMatchObject({ kind: 'Table', apiVersion: 'meta.k8s.io/v1' });
  });

  it('is no form of a watch', async () => {
    const { status } = await get(`${CONFIG_MAPS}?watch=true&timeoutSeconds=1`, 'application/yaml');
    expect(status).toBe(406);
  });
});

test.each([
  ['application/json;q=0.5, application/yaml;q=0.9', 'application/yaml'],
  ['application/yaml;q=0.5, application/json', 'application/json'],
  ['*/*, application/yaml', 'application/yaml'],
  ['application/vnd.kubernetes.protobuf, application/json', 'application/json'],
  ['application/cbor, application/yaml', 'application/yaml'],
  ['text/html, */*;q=0.8', 'application/json'],
  ['*', 'application/json'],
  ['', 'application/json'],
])('Accept: %s is answered in %s', async (accept, type) => {
  expect((await get(OBJECT, accept)).headers.get('Content-Type')).toBe(type);
});

const NONE = 'only the following media types are accepted: application/json, application/yaml';
const NO_ROUTE = '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml';

test.each([
  [CONFIG_MAPS, 'application/vnd.kubernetes.protobuf', NONE],
  [CONFIG_MAPS, 'application/json;as=Table;g=meta.k8s.io;v=v2', NONE],
  [CONFIG_MAPS, 'application/json;as=Nothing;g=meta.k8s.io;v=v1', NONE],
  [CONFIG_MAPS, 'application/cbor', NO_ROUTE],
  [CONFIG_MAPS, 'text/html', NO_ROUTE],
  ['/api', 'text/html', NO_ROUTE],
  [
    CONFIG_MAPS,
    PARTIAL,
    'you requested PartialObjectMetadata, but the requested object is a list (*core.ConfigMapList)',
  ],
  [
    '/api/v1/namespaces/default',
    PARTIAL_LIST,
    'you requested PartialObjectMetadataList, but the requested object is not a list (*core.Namespace)',
  ],
])('%s as %s is not acceptable', async (path, accept, message) => {
  const { status, json } = await get(path, accept);
  expect([status, json().reason, json().message]).toEqual([406, 'NotAcceptable', message]);
});

describe('an object', () => {
  it('can be had without more than its metadata', async () => {
    const object = (await get(OBJECT, PARTIAL)).json();
    expect(object).toMatchObject({ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1' });
    expect(object).not.toHaveProperty('data');
    const list = JSON.parse((await get(CONFIG_MAPS, PARTIAL_LIST)).text);
    expect(list).toMatchObject({
      kind: 'PartialObjectMetadataList',
      metadata: { resourceVersion: expect.any(String) },
    });
    for (const item of list.items) expect(Object.keys(item)).toEqual(['kind', 'apiVersion', 'metadata']);
  });

  it('is shown as a table by whatever writes it, too', async () => {
    for (const [method, path, body] of [
      ['POST', `${CONFIG_MAPS}?dryRun=All`, '{"metadata":{"name":"x"}}'],
      ['PUT', `${OBJECT}?dryRun=All`, '{"metadata":{"name":"answers"}}'],
      ['DELETE', `${CONFIG_MAPS}?dryRun=All`, undefined],
    ] as const) {
      const init = { method, headers: { Accept: TABLE }, ...(body === undefined ? {} : { body }) };
      expect((await ask(student, path, init)).json().kind).toBe('Table');
    }
  });

  it('is no table where it is a Status', async () => {
    const gone = await ask(student, `${OBJECT}?dryRun=All`, { method: 'DELETE', headers: { Accept: TABLE } });
    expect(gone.json()).toMatchObject({ kind: 'Status', status: 'Success' });
    expect((await get(`${CONFIG_MAPS}/nope`, `${TABLE},application/json`)).json().kind).toBe('Status');
  });
});

describe('JSON', () => {
  const isIndented = (text: string) => text.includes('\n  ');

  it.each([
    ['', 'node', false],
    ['?pretty=true', 'node', true],
    ['?pretty=1', 'node', true],
    ['?pretty=yes', 'curl/8.5.0', false],
    ['?pretty=false', 'curl/8.5.0', false],
    ['', 'curl/8.5.0', true],
    ['', 'Wget/1.21', true],
    ['', 'Mozilla/5.0 (X11)', true],
    ['', 'kubectl/v1.33.1', false],
  ])('with %j for %s is indented: %s', async (query, agent, indented) => {
    for (const path of [OBJECT, CONFIG_MAPS, `${CONFIG_MAPS}/nope`]) {
      const { text } = await ask(student, path + query, { headers: { 'User-Agent': agent } });
      expect(isIndented(text)).toBe(indented);
    }
  });

  it('of what is no object is always indented', async () => {
    expect(isIndented((await ask(student, '/version')).text)).toBe(true);
  });

  it('of an error that can not be had as it is wanted is indented', async () => {
    expect(isIndented((await get(CONFIG_MAPS, 'text/html')).text)).toBe(true);
  });
});

describe('an answer', () => {
  it('of more than 128 KiB is compressed for those who accept that', async () => {
    const data = { noise: 'abcdefgh'.repeat(20_000) };
    const body = JSON.stringify({ metadata: { name: 'large' }, data });
    await ask(student, CONFIG_MAPS, { method: 'POST', body });
    for (const [path, accept, encoding] of [
      [`${CONFIG_MAPS}/large`, 'gzip', 'gzip'],
      [`${CONFIG_MAPS}/large`, 'deflate, gzip', 'gzip'],
      [`${CONFIG_MAPS}/large`, 'identity', null],
      [OBJECT, 'gzip', null],
    ] as const) {
      const { headers, text } = await ask(student, path, { headers: { 'Accept-Encoding': accept } });
      // In front of Workers there is somebody who compresses small answers, too.
      if (path === OBJECT && onWorkers()) continue;
      expect([path, accept, headers.get('Content-Encoding')]).toEqual([path, accept, encoding]);
      if (encoding !== null) expect(headers.get('Vary')).toBe('Accept-Encoding');
      if (path !== OBJECT) expect(JSON.parse(text).data).toEqual(data);
    }
  });

  it('is not kept by caches, and has an audit id', async () => {
    for (const path of [OBJECT, `${CONFIG_MAPS}/nope`, '/healthz', '/nope']) {
      const { headers } = await ask(student, path);
      expect(headers.get('Cache-Control')).toBe('no-cache, private');
      expect(headers.get('Audit-Id')).toMatch(/^[0-9a-f-]{36}$/);
    }
    const { headers } = await ask(student, OBJECT, { headers: { 'Audit-Id': 'my own' } });
    expect(headers.get('Audit-Id')).toBe('my own');
  });
});
