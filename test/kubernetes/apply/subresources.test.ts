import { describe, expect, it } from 'vitest';
import { entries, fresh, managersOf, serverForTests } from './server.ts';

const server = serverForTests();

const containers = [{ name: 'c', image: 'nginx' }];
const template = { metadata: { labels: { a: 'b' } }, spec: { containers } };
const spec = { selector: { matchLabels: { a: 'b' } }, template };

const balanced = { type: 'LoadBalancer', ports: [{ port: 80 }] };
const balancing = { loadBalancer: { ingress: [{ ip: '10.0.0.1' }] } };

async function deployed(more: object = {}) {
  const { path, base } = fresh('Deployment');
  const { body } = await server.apply(path, { ...base, spec: { ...spec, ...more } });
  return { path, base, body };
}

describe('the status', () => {
  it('is managed apart, and nothing else is through it', async () => {
    const { path, base } = fresh('Service');
    await server.apply(path, { ...base, spec: balanced });
    const metadata = { ...base.metadata, labels: { a: 'b' } };
    const configuration = { ...base, metadata, spec: { ports: [{ port: 81 }] }, status: balancing };
    const { status: code, body } = await server.apply(`${path}/status`, configuration);
    expect(code).toBe(200);
    expect(body.status).toMatchObject(balancing);
    expect(body.spec).toMatchObject({ ports: [{ port: 80 }] });
    expect(managersOf(body)).toEqual({
      'one Apply': {
        'f:spec': {
          'f:ports': { 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:port': {} } },
          'f:type': {},
        },
      },
      'one Apply status': {
        'f:metadata': { 'f:labels': entries('a') },
        'f:status': { 'f:loadBalancer': { 'f:ingress': {} } },
      },
    });
  });

  it('can’t be applied with the object', async () => {
    const { path, base } = fresh('Service');
    const { body } = await server.apply(path, { ...base, spec: balanced, status: balancing });
    expect(body.status).toEqual({ loadBalancer: {} });
    expect(JSON.stringify(managersOf(body))).not.toContain('f:status');
  });

  it('of a Deployment leaves its labels', async () => {
    const { path, base } = await deployed();
    const metadata = { ...base.metadata, labels: { a: 'b' }, annotations: { x: '1' } };
    const { body } = await server.apply(`${path}/status`, { ...base, metadata });
    expect([body.metadata.labels, body.metadata.annotations?.x]).toEqual([undefined, '1']);
    expect(managersOf(body)['one Apply status']).toEqual({ 'f:metadata': { 'f:annotations': entries('x') } });
  });

  it('is told apart from the object where it is updated', async () => {
    const { path, base } = fresh('Service');
    await server.apply(path, { ...base, spec: balanced });
    const { body } = await server.merge(`${path}/status`, { status: balancing });
    expect(managersOf(body)['patcher Update status']).toEqual({
      'f:status': { 'f:loadBalancer': { 'f:ingress': {} } },
    });
  });

  it.each([
    ['an object that is not there', 'Service' as const, 404, 'services "NAME" not found'],
    ['a kind that has none', 'ConfigMap' as const, 404, 'the server could not find the requested resource'],
  ])('of %s is not found', async (_what, kind, code, message) => {
    const { path, base } = fresh(kind);
    const { status, body } = await server.apply(`${path}/status`, base);
    expect([status, body.message?.replaceAll(base.metadata.name, 'NAME')]).toEqual([code, message]);
  });

  it('takes no managers from a client', async () => {
    const { path } = await deployed();
    const before = (await server.get(path)).body;
    const metadata = { ...before.metadata, managedFields: [{}] };
    const { body } = await server.put(`${path}/status`, { ...before, metadata });
    expect(body.metadata.managedFields).toEqual(before.metadata.managedFields);
  });
});

describe('the scale', () => {
  const scaled = { 'f:spec': { 'f:replicas': {} } };

  it.each([
    ['a patch', (path: string) => server.merge(path, { spec: { replicas: 3 } }, { fieldManager: 'scaler' })],
    [
      'a PUT',
      (path: string) => server.put(path, { metadata: {}, spec: { replicas: 3 } }, { fieldManager: 'scaler' }),
    ],
  ])('gives the replicas to who scales, without a time: %s', async (_what, scale) => {
    const { path } = await deployed({ replicas: 1 });
    expect((await scale(`${path}/scale`)).status).toBe(200);
    const { body } = await server.get(path);
    expect(managersOf(body)['scaler Update scale']).toEqual(scaled);
    expect(JSON.stringify(managersOf(body)['one Apply'])).not.toContain('replicas');
    const entry = body.metadata.managedFields?.find(({ manager }) => manager === 'scaler');
    expect(entry?.time).toBeUndefined();
    expect(entry?.apiVersion).toBe('apps/v1');
  });

  const scaleOf = (replicas: unknown, metadata: object = {}) => ({
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata,
    spec: { replicas },
  });

  it('can be applied', async () => {
    const { path } = await deployed();
    const { status, body } = await server.apply(`${path}/scale`, scaleOf(2), { force: 'true' });
    expect([status, body.spec]).toEqual([200, { replicas: 2 }]);
    expect(managersOf((await server.get(path)).body)['one Apply scale']).toEqual(scaled);
  });

  it('conflicts with who manages the replicas', async () => {
    const { path } = await deployed({ replicas: 1 });
    const { status, body } = await server.apply(`${path}/scale`, scaleOf(2), { fieldManager: 'two' });
    expect([status, body.message]).toEqual([
      409,
      'Apply failed with 1 conflict: conflict with "one": .spec.replicas',
    ]);
  });

  it.each([
    [
      'a Deployment',
      { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 1 } },
      400,
      'invalid object type: apps/v1, Kind=Deployment',
    ],
    [
      'an unknown field',
      { apiVersion: 'autoscaling/v1', kind: 'Scale', spec: { replica: 1 } },
      500,
      'failed to create typed patch object (/; autoscaling/v1, Kind=Scale): .spec.replica: field not declared in schema',
    ],
    [
      'a text for a number',
      scaleOf('1'),
      500,
      'failed to create typed patch object (/; autoscaling/v1, Kind=Scale): .spec.replicas: expected numeric (int or float), got string',
    ],
  ])('can’t be applied as %s', async (_what, configuration, code, message) => {
    const { path } = await deployed();
    const { status, body } = await server.apply(`${path}/scale`, configuration);
    expect([status, body.message]).toEqual([code, message]);
  });

  it('that an applier has isn’t lost when the object is applied without replicas', async () => {
    const { path, base } = await deployed({ replicas: 1 });
    await server.merge(`${path}/scale`, { spec: { replicas: 3 } }, { fieldManager: 'scaler' });
    const { status, body } = await server.apply(path, { ...base, spec });
    expect([status, body.spec]).toEqual([200, expect.objectContaining({ replicas: 3 })]);
  });
});
