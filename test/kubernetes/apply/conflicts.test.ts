import { describe, expect, it } from 'vitest';
import { entries, fresh, managersOf, serverForTests } from './server.ts';

const server = serverForTests();

async function appliedByOne() {
  const { path, base } = fresh('ConfigMap');
  await server.apply(path, { ...base, data: { a: '1', b: '1' } });
  const two = (data: object, query = {}) =>
    server.apply(path, { ...base, data }, { fieldManager: 'two', ...query });
  return { path, base, two };
}

describe('a conflict', () => {
  it('is one with every manager who wants the field otherwise', async () => {
    const { two, path } = await appliedByOne();
    const { status, body } = await two({ a: '2' });
    expect(status).toBe(409);
    expect(body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'Apply failed with 1 conflict: conflict with "one": .data.a',
      reason: 'Conflict',
      details: {
        causes: [{ reason: 'FieldManagerConflict', message: 'conflict with "one"', field: '.data.a' }],
      },
      code: 409,
    });
    expect((await server.get(path)).body.data).toEqual({ a: '1', b: '1' });
  });

  it('names all managers and fields, and the version of those who update', async () => {
    const { two, path } = await appliedByOne();
    await server.merge(path, { data: { b: '3', c: '3' } });
    const { body } = await two({ a: '2', b: '2', c: '2' });
    expect(body.message).toBe(
      [
        'Apply failed with 3 conflicts: conflicts with "one":',
        '- .data.a',
        'conflicts with "patcher" using v1:',
        '- .data.b',
        '- .data.c',
      ].join('\n'),
    );
    expect(body.details?.causes).toHaveLength(3);
  });

  it('shows items of lists by their keys', async () => {
    const { path, base } = fresh('Service');
    const spec = (targetPort: number) => ({ ports: [{ name: 'web', port: 80, targetPort }] });
    await server.apply(path, { ...base, spec: spec(1) });
    const { body } = await server.apply(path, { ...base, spec: spec(2) }, { fieldManager: 'two' });
    expect(body.message).toBe(
      'Apply failed with 1 conflict: conflict with "one": .spec.ports[port=80,protocol="TCP"].targetPort',
    );
  });

  it('shows the subresource through which a manager wrote', async () => {
    const { path, base } = fresh('Deployment');
    const template = {
      metadata: { labels: { a: 'b' } },
      spec: { containers: [{ name: 'c', image: 'nginx' }] },
    };
    const spec = { selector: { matchLabels: { a: 'b' } }, template };
    await server.apply(path, { ...base, spec });
    await server.merge(`${path}/scale`, { spec: { replicas: 2 } }, { fieldManager: 'scaler' });
    const { body } = await server.apply(path, { ...base, spec: { ...spec, replicas: 3 } });
    expect(body.message).toBe(
      'Apply failed with 1 conflict: conflict with "scaler" with subresource "scale" using apps/v1: .spec.replicas',
    );
  });

  it('is none where the value is the same: the field is shared then', async () => {
    const { two } = await appliedByOne();
    const { status, body } = await two({ a: '1' });
    expect(status).toBe(200);
    expect(managersOf(body)).toEqual({
      'one Apply': { 'f:data': entries('a', 'b') },
      'two Apply': { 'f:data': entries('a') },
    });
  });

  it('is none with oneself, nor over what nobody manages', async () => {
    const { path, base } = await appliedByOne();
    const again = await server.apply(path, { ...base, data: { a: '2' } });
    expect(again.status).toBe(200);
    await server.merge(path, { data: { free: '1' } });
    await server.merge(path, { data: { free: null } });
    expect((await server.apply(path, { ...base, data: { free: '2' } })).status).toBe(200);
  });

  it('is one with the same name, where that updated', async () => {
    const { path, base } = fresh('ConfigMap');
    await server.apply(path, { ...base, data: { a: '1' } });
    await server.merge(path, { data: { a: '2' } }, { fieldManager: 'one' });
    const { body } = await server.apply(path, { ...base, data: { a: '3' } });
    expect(body.message).toBe('Apply failed with 1 conflict: conflict with "one" using v1: .data.a');
  });
});

describe('force', () => {
  it('takes the fields from all others', async () => {
    const { two, path } = await appliedByOne();
    await server.merge(path, { data: { b: '3' } });
    const { status, body } = await two({ a: '2', b: '2' }, { force: 'true' });
    expect(status).toBe(200);
    expect(body.data).toEqual({ a: '2', b: '2' });
    expect(managersOf(body)).toEqual({ 'two Apply': { 'f:data': entries('a', 'b') } });
  });

  it('leaves them what it doesn’t change', async () => {
    const { two } = await appliedByOne();
    const { body } = await two({ a: '2', b: '1' }, { force: 'true' });
    expect(managersOf(body)).toEqual({
      'one Apply': { 'f:data': entries('b') },
      'two Apply': { 'f:data': entries('a', 'b') },
    });
  });

  it('is not needed where it is false', async () => {
    const { two } = await appliedByOne();
    expect((await two({ a: '2' }, { force: 'false' })).status).toBe(409);
  });
});

describe('what was there before anybody was tracked', () => {
  it('belongs to before-first-apply, and is only taken by force', async () => {
    const { path, base } = fresh('ConfigMap');
    await server.apply(path, { ...base, data: { a: '1' } });
    await server.merge(path, { metadata: { managedFields: [{}] } });
    const { body } = await server.apply(path, { ...base, data: { a: '2' } });
    expect(body.message).toBe(
      'Apply failed with 1 conflict: conflict with "before-first-apply" using v1: .data.a',
    );
    const forced = await server.apply(path, { ...base, data: { a: '2' } }, { force: 'true' });
    expect(managersOf(forced.body)).toEqual({
      'one Apply': { 'f:data': entries('a') },
      'before-first-apply Update': { 'f:data': {} },
    });
  });
});
