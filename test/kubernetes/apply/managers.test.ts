import { describe, expect, it } from 'vitest';
import { entries, fresh, managersOf, ownMap, serverForTests } from './server.ts';

const server = serverForTests();
const START = '2026-01-01T00:00:00Z';

const collection = (path: string) => path.slice(0, path.lastIndexOf('/'));

describe('who creates an object', () => {
  it('manages all of it but what nobody does', async () => {
    const { path, base } = fresh('ConfigMap');
    const map = { ...base, metadata: { ...base.metadata, labels: { a: 'b' } }, data: { x: '1' } };
    const { body } = await server.send('POST', collection(path), map, { fieldManager: 'creator' });
    expect(body.metadata.managedFields).toEqual([
      {
        manager: 'creator',
        operation: 'Update',
        apiVersion: 'v1',
        time: START,
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:data': ownMap('x'), 'f:metadata': { 'f:labels': ownMap('a') } },
      },
    ]);
  });

  it('is called by the first part of the user agent, if by no other name', async () => {
    const { path, base } = fresh('ConfigMap');
    const { body } = await server.send('POST', collection(path), { ...base, data: { x: '1' } });
    expect(Object.keys(managersOf(body))).toEqual(['tester Update']);
  });

  it('manages what is defaulted, not what is allocated or admitted', async () => {
    const { path, base } = fresh('Service');
    const spec = { selector: { app: 'x' }, ports: [{ port: 80 }] };
    const { body } = await server.send('POST', collection(path), { ...base, spec }, { fieldManager: 'c' });
    expect(managersOf(body)).toEqual({
      'c Update': {
        'f:spec': {
          'f:internalTrafficPolicy': {},
          'f:ports': {
            '.': {},
            'k:{"port":80,"protocol":"TCP"}': {
              '.': {},
              'f:port': {},
              'f:protocol': {},
              'f:targetPort': {},
            },
          },
          'f:selector': {},
          'f:sessionAffinity': {},
          'f:type': {},
        },
      },
    });
  });

  it('manages nothing of a pod template’s empty time', async () => {
    const { path, base } = fresh('Deployment');
    const template = {
      metadata: { labels: { a: 'b' } },
      spec: { containers: [{ name: 'c', image: 'nginx' }] },
    };
    const spec = { selector: { matchLabels: { a: 'b' } }, template };
    const { body } = await server.send('POST', collection(path), { ...base, spec }, { fieldManager: 'c' });
    expect(managersOf(body)).toMatchObject({
      'c Update': { 'f:spec': { 'f:template': { 'f:metadata': { 'f:labels': ownMap('a') } } } },
    });
    expect(JSON.stringify(managersOf(body))).not.toContain('creationTimestamp');
  });

  it('by applying manages what the configuration names, and no defaults', async () => {
    const { path, base } = fresh('Service');
    const { status, body } = await server.apply(path, { ...base, spec: { ports: [{ port: 80 }] } });
    expect(status).toBe(201);
    expect(managersOf(body)).toEqual({
      'one Apply': {
        'f:spec': { 'f:ports': { 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:port': {} } } },
      },
    });
  });
});

describe('who changes an object', () => {
  const create = async () => {
    const { path, base } = fresh('ConfigMap');
    await server.send('POST', collection(path), { ...base, data: { x: '1', y: '1' } }, { fieldManager: 'c' });
    return { path, base };
  };

  it.each([
    ['a PUT', (path: string, base: object) => server.put(path, { ...base, data: { x: '2', y: '1' } })],
    [
      'a merge patch',
      (path: string) => server.merge(path, { data: { x: '2' } }, { fieldManager: 'updater' }),
    ],
    [
      'a JSON patch',
      (path: string) =>
        server.send('PATCH', path, [{ op: 'replace', path: '/data/x', value: '2' }], {
          type: 'application/json-patch+json',
          fieldManager: 'updater',
        }),
    ],
    [
      'a strategic merge patch',
      (path: string) =>
        server.send(
          'PATCH',
          path,
          { data: { x: '2' } },
          {
            type: 'application/strategic-merge-patch+json',
            fieldManager: 'updater',
          },
        ),
    ],
  ])('by %s takes what it changes', async (_what, change) => {
    const { path, base } = await create();
    const { body } = await change(path, base);
    expect(managersOf(body)).toEqual({
      'c Update': { 'f:data': ownMap('y') },
      'updater Update': { 'f:data': entries('x') },
    });
  });

  it('takes nothing by writing what is there', async () => {
    const { path, base } = await create();
    const { body } = await server.put(path, { ...base, data: { x: '1', y: '1' } });
    expect(managersOf(body)).toEqual({ 'c Update': { 'f:data': ownMap('x', 'y') } });
  });

  it('takes fields from appliers without being asked', async () => {
    const { path, base } = fresh('ConfigMap');
    await server.apply(path, { ...base, data: { x: '1', y: '1' } });
    const { body } = await server.merge(path, { data: { x: '2' } });
    expect(managersOf(body)).toEqual({
      'one Apply': { 'f:data': entries('y') },
      'patcher Update': { 'f:data': entries('x') },
    });
  });

  it('by removing a field leaves nobody who manages it, and is no manager', async () => {
    const { path } = await create();
    const { body } = await server.merge(path, { data: { x: null } });
    expect(managersOf(body)).toEqual({ 'c Update': { 'f:data': ownMap('y') } });
  });

  it('keeps the time of when he last took something', async () => {
    const { path } = await create();
    await server.merge(path, { data: { x: '2' } });
    await server.advance(60);
    const { body } = await server.merge(path, { data: { y: null } });
    const times = body.metadata.managedFields?.map(({ manager, time }) => [manager, time]);
    expect(new Set(times?.map(([, time]) => time)).size).toBe(1);
  });
});

describe('more than ten updaters', () => {
  it('are gathered into ancient-changes, the oldest first', async () => {
    const { path, base } = fresh('ConfigMap');
    await server.apply(path, { ...base, data: { a: '1' } });
    let keys: string[] = [];
    for (let index = 0; index < 13; index++) {
      await server.advance(1);
      const { body } = await server.merge(
        path,
        { data: { [`k${index}`]: '' } },
        { fieldManager: `m${index}` },
      );
      keys = Object.keys(managersOf(body));
      if (index === 12) {
        expect(managersOf(body)['ancient-changes Update']).toEqual({
          'f:data': entries('k0', 'k1', 'k2', 'k3'),
        });
      }
    }
    expect(keys).toEqual([
      'one Apply',
      'ancient-changes Update',
      ...[4, 5, 6, 7, 8, 9, 10, 11, 12].map((index) => `m${index} Update`),
    ]);
  });
});

describe('managedFields in a request', () => {
  const stored = async () => {
    const { path, base } = fresh('ConfigMap');
    const { body } = await server.apply(path, { ...base, data: { x: '1' } });
    return { path, base, body };
  };

  it.each([
    ['absent', undefined],
    [
      'of an unknown operation',
      [{ manager: 'm', operation: 'Nope', apiVersion: 'v1', fieldsType: 'FieldsV1' }],
    ],
    ['without a version', [{ manager: 'm', operation: 'Update', fieldsType: 'FieldsV1', fieldsV1: {} }]],
    ['of an unknown type', [{ manager: 'm', operation: 'Update', apiVersion: 'v1', fieldsType: 'FieldsV2' }]],
    [
      'with what is no path',
      [
        {
          manager: 'm',
          operation: 'Update',
          apiVersion: 'v1',
          fieldsType: 'FieldsV1',
          fieldsV1: { 'f:data': { nope: {} } },
        },
      ],
    ],
    [
      'with a key that is no JSON',
      [
        {
          manager: 'm',
          operation: 'Update',
          apiVersion: 'v1',
          fieldsType: 'FieldsV1',
          fieldsV1: { 'f:data': { 'k:{': {} } },
        },
      ],
    ],
  ])('that are %s leave those that are stored', async (_what, managedFields) => {
    const { path, base, body } = await stored();
    const metadata = { ...base.metadata, managedFields };
    const answer = await server.put(path, { ...base, metadata, data: { x: '1' } });
    expect(answer.body.metadata.managedFields).toEqual(body.metadata.managedFields);
  });

  it.each([[[]], [[{}]]])(
    'as %j forget them, and nobody is tracked until somebody applies',
    async (reset) => {
      const { path, base } = await stored();
      const metadata = { ...base.metadata, managedFields: reset };
      const answer = await server.put(path, { ...base, metadata, data: { x: '2' } });
      expect(answer.body.metadata.managedFields).toBeUndefined();
      const { body: untracked } = await server.merge(path, { data: { y: '1' } });
      expect(untracked.metadata.managedFields).toBeUndefined();
      const applied = await server.apply(path, { ...base, data: { z: '1' } });
      expect(managersOf(applied.body)).toEqual({
        'one Apply': { 'f:data': entries('z') },
        'before-first-apply Update': { 'f:data': ownMap('x', 'y') },
      });
    },
  );

  it('can be reset by a merge patch and a JSON patch, too', async () => {
    const one = await stored();
    const merged = await server.merge(one.path, { metadata: { managedFields: [{}] } });
    expect(merged.body.metadata.managedFields).toBeUndefined();
    const two = await stored();
    const patch = [{ op: 'replace', path: '/metadata/managedFields', value: [{}] }];
    const patched = await server.send('PATCH', two.path, patch, { type: 'application/json-patch+json' });
    expect(patched.body.metadata.managedFields).toBeUndefined();
  });

  it('are taken where they make sense', async () => {
    const { path, base } = await stored();
    const entry = { operation: 'Update', apiVersion: 'v1', fieldsType: 'FieldsV1' };
    const managedFields = [
      { ...entry, manager: 'm', fieldsV1: { 'f:data': { 'f:x': {}, 'q:later': {}, '.': {} } } },
      { ...entry, manager: 'old', apiVersion: 'v0', fieldsV1: { 'f:data': { 'f:x': {} } } },
    ];
    const metadata = { ...base.metadata, managedFields };
    const { body } = await server.put(path, { ...base, metadata, data: { x: '1' } });
    expect(managersOf(body)).toEqual({ 'm Update': { 'f:data': ownMap('x') } });
  });

  it('say nothing when an object is created with ones that make no sense', async () => {
    const { path, base } = fresh('ConfigMap');
    const metadata = { ...base.metadata, managedFields: [{}] };
    const { body } = await server.send('POST', collection(path), { ...base, metadata, data: { x: '1' } });
    expect(managersOf(body)).toEqual({ 'tester Update': { 'f:data': ownMap('x') } });
  });
});
