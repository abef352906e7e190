import { describe, expect, it } from 'vitest';
import { fresh, managersOf, serverForTests } from './server.ts';

const server = serverForTests();
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** An object as kubectl's client-side apply leaves it. */
async function appliedByClient(data: Readonly<Record<string, string>>, live = data) {
  const { path, base } = fresh('ConfigMap');
  const annotations = { [LAST_APPLIED]: `${JSON.stringify({ ...base, data })}\n` };
  const object = { ...base, metadata: { ...base.metadata, annotations }, data: live };
  const collection = path.slice(0, path.lastIndexOf('/'));
  await server.send('POST', collection, object, { fieldManager: 'kubectl-client-side-apply' });
  const apply = (next: object, query = {}) =>
    server.apply(path, { ...base, data: next }, { fieldManager: 'kubectl', ...query });
  return { path, base, apply };
}

const annotation = (body: { metadata: { annotations?: Readonly<Record<string, string>> } }) =>
  body.metadata.annotations?.[LAST_APPLIED];

describe('kubectl, server-side after client-side', () => {
  it('changes what it applied and nobody touched since, without a conflict', async () => {
    const { apply } = await appliedByClient({ a: '1', b: '1' });
    const { status, body } = await apply({ a: '2', b: '1' });
    expect([status, body.data]).toEqual([200, { a: '2', b: '1' }]);
    expect(Object.keys(managersOf(body))).toEqual(['kubectl Apply', 'kubectl-client-side-apply Update']);
  });

  it('conflicts over what others changed since', async () => {
    const { apply, path } = await appliedByClient({ a: '1', b: '1' });
    await server.merge(path, { data: { b: '9' } });
    const { status, body } = await apply({ a: '2', b: '2' });
    expect([status, body.message]).toEqual([
      409,
      'Apply failed with 1 conflict: conflict with "patcher" using v1: .data.b',
    ]);
  });

  it('conflicts over what its annotation doesn’t tell', async () => {
    const { apply } = await appliedByClient({ a: '1' }, { a: '1', b: '1' });
    expect((await apply({ b: '2' })).status).toBe(409);
  });

  it('keeps the annotation in step, so that the client-side apply can go on', async () => {
    const { apply, base } = await appliedByClient({ a: '1' });
    const { body } = await apply({ z: '<&>', a: '2' });
    expect(annotation(body)).toBe(
      `{"apiVersion":"v1","data":{"a":"2","z":"\\u003c\\u0026\\u003e"},"kind":"ConfigMap","metadata":{"name":"${base.metadata.name}"}}\n`,
    );
  });

  it('leaves the annotation out of itself', async () => {
    const { base, path } = await appliedByClient({ a: '1' });
    const metadata = { ...base.metadata, annotations: { [LAST_APPLIED]: '{}', mine: '1' } };
    const query = { fieldManager: 'kubectl', force: 'true' };
    const { body } = await server.apply(path, { ...base, metadata, data: { a: '1' } }, query);
    expect(JSON.parse(annotation(body) ?? '')).toEqual({
      ...base,
      metadata: { ...base.metadata, annotations: { mine: '1' } },
      data: { a: '1' },
    });
  });

  it('drops an annotation that would be too long', async () => {
    const { apply } = await appliedByClient({ a: '1' });
    const { status, body } = await apply({ a: 'x'.repeat(256 * 1024) });
    expect(status).toBe(200);
    expect(annotation(body)).toBeUndefined();
  });

  it.each([
    ['nonsense', 'nonsense'],
    ['another version', JSON.stringify({ apiVersion: 'v2', kind: 'ConfigMap', data: { a: '1' } })],
    ['what its kind doesn’t have', JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', date: {} })],
    ['a list', '[]'],
  ])('takes an annotation with %s for none', async (_what, text) => {
    const { path, base } = fresh('ConfigMap');
    const object = {
      ...base,
      metadata: { ...base.metadata, annotations: { [LAST_APPLIED]: text } },
      data: { a: '1' },
    };
    await server.send('POST', path.slice(0, path.lastIndexOf('/')), object);
    const query = { fieldManager: 'kubectl' };
    expect((await server.apply(path, { ...base, data: { a: '2' } }, query)).status).toBe(409);
  });

  it('writes no annotation where there is none', async () => {
    const { path, base } = fresh('ConfigMap');
    const { body } = await server.apply(path, { ...base, data: { a: '1' } }, { fieldManager: 'kubectl' });
    expect(body.metadata.annotations).toBeUndefined();
  });
});

describe('another manager', () => {
  it('inherits nothing from kubectl, and leaves its annotation', async () => {
    const { apply, path } = await appliedByClient({ a: '1' });
    expect((await apply({ a: '2' }, { fieldManager: 'other' })).status).toBe(409);
    const before = annotation((await server.get(path)).body);
    const { body } = await apply({ a: '2' }, { fieldManager: 'other', force: 'true' });
    expect(annotation(body)).toBe(before);
  });
});
