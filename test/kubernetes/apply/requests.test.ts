import { describe, expect, it } from 'vitest';
import { fresh, managersOf, serverForTests } from './server.ts';

const server = serverForTests();

describe('a request to apply', () => {
  it('needs a field manager', async () => {
    const { path, base } = fresh('ConfigMap');
    const { status, body } = await server.apply(path, base, { fieldManager: '' });
    expect([status, body.message]).toEqual([
      422,
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    ]);
  });

  it.each([['true'], ['false']])('alone may have force=%s', async (force) => {
    const { path, base } = fresh('ConfigMap');
    await server.apply(path, base);
    const { status, body } = await server.merge(path, {}, { force });
    expect([status, body.message]).toEqual([
      422,
      'PatchOptions.meta.k8s.io "" is invalid: force: Forbidden: may not be specified for non-apply patch',
    ]);
  });

  it('creates with 201 and updates with 200', async () => {
    const { path, base } = fresh('ConfigMap');
    expect((await server.apply(path, { ...base, data: { a: '1' } })).status).toBe(201);
    expect((await server.apply(path, { ...base, data: { a: '2' } })).status).toBe(200);
  });

  it('may be YAML, with aliases', async () => {
    const { path, base } = fresh('ConfigMap');
    const { name } = base.metadata;
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, labels: &x {day: 2026-01-01}}\ndata: *x\n`;
    const { status, body } = await server.apply(path, text);
    expect([status, body.data, body.metadata.labels]).toEqual([
      201,
      { day: '2026-01-01' },
      { day: '2026-01-01' },
    ]);
  });
});

describe('a configuration', () => {
  const refused = async (change: object, query = {}, suffix = '') => {
    const { path, base } = fresh('ConfigMap');
    const metadata = { ...base.metadata, ...('metadata' in change ? Object(change.metadata) : {}) };
    const { status, body } = await server.apply(path + suffix, { ...base, ...change, metadata }, query);
    const message = body.message?.replaceAll(base.metadata.name, 'NAME');
    return [status, message, (await server.get(path)).status];
  };

  it.each([
    ['another kind', { kind: 'Secret' }, 400, 'invalid object type: /v1, Kind=Secret'],
    ['another version', { apiVersion: 'v2' }, 400, 'invalid object type: /v2, Kind=ConfigMap'],
    ['another group', { apiVersion: 'apps/v1' }, 400, 'invalid object type: apps/v1, Kind=ConfigMap'],
    ['no kind', { kind: undefined }, 400, 'invalid object type: /v1, Kind='],
    ['no version', { apiVersion: undefined }, 400, 'invalid object type: /, Kind=ConfigMap'],
    ['managers', { metadata: { managedFields: [] } }, 400, 'metadata.managedFields must be nil'],
    [
      'another name',
      { metadata: { name: 'other' } },
      400,
      'the name of the object (other) does not match the name on the URL (NAME)',
    ],
    [
      'no name',
      { metadata: { name: undefined, generateName: 'x-' } },
      400,
      'the name of the object (NAME based on URL) was undeterminable: name must be provided',
    ],
    [
      'another namespace',
      { metadata: { namespace: 'kube-system' } },
      400,
      'the namespace of the provided object does not match the namespace sent on the request',
    ],
    [
      'a uid, where there is no object',
      { metadata: { uid: 'u' } },
      409,
      'Operation cannot be fulfilled on configmaps "NAME": uid mismatch: the provided object specified uid u, and no existing object was found',
    ],
    [
      'an unknown field',
      { date: {} },
      500,
      'failed to create typed patch object (/NAME; /v1, Kind=ConfigMap): .date: field not declared in schema',
    ],
    [
      'a number for a text',
      { data: { a: 1 } },
      500,
      'failed to create typed patch object (/NAME; /v1, Kind=ConfigMap): .data.a: expected string, got &value.valueUnstructured{Value:1}',
    ],
    [
      'an object for a text',
      { data: { a: { b: ['c', null] } } },
      500,
      'failed to create typed patch object (/NAME; /v1, Kind=ConfigMap): .data.a: expected string, got &value.valueUnstructured{Value:map[string]interface {}{"b":[]interface {}{"c", interface {}(nil)}}}',
    ],
    [
      'a text for a map',
      { data: 'x' },
      500,
      'failed to create typed patch object (/NAME; /v1, Kind=ConfigMap): .data: expected map, got &{x}',
    ],
    [
      'a map for a list',
      { metadata: { finalizers: { a: 'b' } } },
      500,
      'failed to create typed patch object (/NAME; /v1, Kind=ConfigMap): .metadata.finalizers: expected list, got &{map[a:b]}',
    ],
    [
      'a text for a boolean',
      { immutable: 'yes' },
      500,
      'failed to create typed patch object (/NAME; /v1, Kind=ConfigMap): .immutable: expected boolean, got &{yes}',
    ],
    [
      'a text for a number',
      { metadata: { generation: 'x' } },
      500,
      'failed to create typed patch object (/NAME; /v1, Kind=ConfigMap): .metadata.generation: expected numeric (int or float), got string',
    ],
    [
      'two faults',
      { data: { a: 1 }, immutable: 'yes' },
      500,
      'failed to create typed patch object (/NAME; /v1, Kind=ConfigMap): errors:\n  .data.a: expected string, got &value.valueUnstructured{Value:1}\n  .immutable: expected boolean, got &{yes}',
    ],
    [
      'what its type can’t hold',
      { metadata: { creationTimestamp: 'yesterday' } },
      500,
      expect.stringMatching(
        /^failed to convert new object \(\/NAME; \/v1, Kind=ConfigMap\) to proper version: unable to convert unstructured object to \/v1, Kind=ConfigMap: /,
      ),
    ],
    [
      'what validation refuses',
      { data: { 'not a key': '' } },
      422,
      expect.stringMatching(/^ConfigMap "NAME" is invalid: data\[not a key\]: Invalid value: "not a key": /),
    ],
  ])('with %s is refused', async (_what, change, code, message) => {
    expect(await refused(change)).toEqual([code, message, 404]);
  });

  it('whose namespace is not there is refused', async () => {
    const { base } = fresh('ConfigMap');
    const path = `/api/v1/namespaces/gone/configmaps/${base.metadata.name}`;
    const { status, body } = await server.apply(path, base);
    expect([status, body.message]).toEqual([404, 'namespaces "gone" not found']);
  });

  it('whose namespace is terminating is refused, where it would create', async () => {
    const path = '/api/v1/namespaces/ending/configmaps/x';
    await server.send('POST', '/api/v1/namespaces', { metadata: { name: 'ending' } });
    const held = { metadata: { name: 'held', finalizers: ['example.com/wait'] } };
    await server.send('POST', '/api/v1/namespaces/ending/configmaps', held);
    await server.send('DELETE', '/api/v1/namespaces/ending');
    const configuration = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } };
    const { status, body } = await server.apply(path, configuration);
    expect([status, body.message]).toEqual([
      403,
      'configmaps "x" is forbidden: unable to create new content in namespace ending because it is being terminated',
    ]);
    const update = { ...configuration, metadata: { name: 'held' }, data: { a: '1' } };
    expect((await server.apply('/api/v1/namespaces/ending/configmaps/held', update)).status).toBe(200);
  });
});

describe('preconditions in a configuration', () => {
  it.each([
    [
      'resourceVersion',
      409,
      /^Operation cannot be fulfilled on configmaps "x-\d+": the object has been modified/,
    ],
    ['uid', 409, /Precondition failed: UID in precondition: 1, UID in object meta: /],
  ])('are checked: %s', async (field, code, message) => {
    const { path, base } = fresh('ConfigMap');
    const { body: stored } = await server.apply(path, { ...base, data: { a: '1' } });
    const apply = (value: string) =>
      server.apply(path, { ...base, metadata: { ...base.metadata, [field]: value }, data: { a: '2' } });
    const { status, body } = await apply('1');
    expect(status).toBe(code);
    expect(body.message).toMatch(message);
    const good = field === 'uid' ? stored.metadata.uid : stored.metadata.resourceVersion;
    const { body: changed } = await apply(good);
    expect(changed.data).toEqual({ a: '2' });
    expect(managersOf(changed)).toEqual({ 'one Apply': { 'f:data': { 'f:a': {} } } });
  });
});

describe('a key that stands twice', () => {
  const text = (name: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  a: "1"\n  a: "2"\n  b: "1"\n  b: "2"\n`;

  it('is refused where the client is strict', async () => {
    const { path, base } = fresh('ConfigMap');
    const { status, body } = await server.apply(path, text(base.metadata.name), {
      fieldValidation: 'Strict',
    });
    expect([status, body.message]).toEqual([
      400,
      'error strict decoding patch: error converting YAML to JSON: yaml: unmarshal errors:\n  line 7: key "a" already set in map\n  line 9: key "b" already set in map',
    ]);
    expect((await server.get(path)).status).toBe(404);
  });

  it('is warned of otherwise, and the last value counts', async () => {
    const { path, base } = fresh('ConfigMap');
    const { status, body, warning } = await server.apply(path, text(base.metadata.name));
    expect([status, body.data]).toEqual([201, { a: '2', b: '2' }]);
    expect(warning).toBe(
      '299 - "line 7: key \\"a\\" already set in map", 299 - "line 9: key \\"b\\" already set in map"',
    );
  });

  it('goes unseen where the client wants that, in JSON as in YAML', async () => {
    const { path, base } = fresh('ConfigMap');
    const json = JSON.stringify({ ...base, data: { a: '1' } }).replace('"a":"1"', '"a":"1","a":"2"');
    const ignored = await server.apply(path, json, { fieldValidation: 'Ignore' });
    expect([ignored.status, ignored.warning]).toEqual([201, null]);
    const strict = await server.apply(path, json, { fieldValidation: 'Strict' });
    expect([strict.status, strict.body.message]).toEqual([
      400,
      'error strict decoding patch: error converting YAML to JSON: yaml: unmarshal errors:\n  line 1: key "a" already set in map',
    ]);
  });
});

describe('a body that is no configuration', () => {
  const cannot = (type: string) =>
    `error decoding patch: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${type} into Go value of type map[string]interface {}`;

  it.each([
    ['nothing', '', 'invalid object type: /, Kind='],
    ['null', 'null', 'invalid object type: /, Kind='],
    ['a list', '[]', cannot('array')],
    ['a text', 'text', cannot('string')],
    ['a number', '1', cannot('number')],
    ['a boolean', 'true', cannot('bool')],
    ['half an object', '{"a":', /^error decoding patch: error converting YAML to JSON: yaml: /],
    [
      'itself, through an alias',
      'a: &a [*a]',
      "error decoding patch: error converting YAML to JSON: yaml: anchor 'a' value contains itself",
    ],
    [
      'a billion laughs',
      `a: &a [${'x,'.repeat(99)}]\nb: &b [${'*a,'.repeat(99)}]\nc: &c [${'*b,'.repeat(99)}]\nd: [${'*c,'.repeat(99)}]`,
      'error decoding patch: error converting YAML to JSON: yaml: document contains excessive aliasing',
    ],
    [
      'too deep',
      '['.repeat(600),
      /^error decoding patch: error converting YAML to JSON: yaml: .*exceeded max depth/,
    ],
    ['too many items', `[${'1,'.repeat(30_000)}]`, /^error decoding patch: too many items/],
  ])('is refused: %s', async (_what, text, message) => {
    const { path } = fresh('ConfigMap');
    const { status, body } = await server.apply(path, text);
    expect(status).toBe(400);
    if (typeof message === 'string') expect(body.message).toBe(message);
    else expect(body.message).toMatch(message);
  });

  it('is refused where it is too large', async () => {
    const { path } = fresh('ConfigMap');
    expect((await server.apply(path, `a: "${'x'.repeat(1024 * 1024)}"`)).status).toBe(413);
  });
});

describe('fields whose names mean something to JavaScript', () => {
  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])(
    'are unknown ones: %s',
    async (field) => {
      const { path, base } = fresh('ConfigMap');
      const text = `${JSON.stringify(base).slice(0, -1)},"${field}":{"a":1}}`;
      const { status, body } = await server.apply(path, text);
      expect([status, body.message?.split('): ')[1]]).toEqual([
        500,
        `.${field}: field not declared in schema`,
      ]);
    },
  );

  it('are entries of a map like any other', async () => {
    const { path, base } = fresh('ConfigMap');
    const data = '"data":{"__proto__":"1","constructor":"2"}';
    const { body } = await server.apply(path, `${JSON.stringify(base).slice(0, -1)},${data}}`);
    expect(JSON.stringify(body.data)).toBe('{"__proto__":"1","constructor":"2"}');
    const { body: less } = await server.apply(path, { ...base, data: { constructor: '2' } });
    expect(JSON.stringify(less.data)).toBe('{"constructor":"2"}');
  });
});
