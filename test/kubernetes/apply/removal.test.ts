import { describe, expect, it } from 'vitest';
import { entries, fresh, managersOf, serverForTests } from './server.ts';

const server = serverForTests();

async function appliedByOne() {
  const { path, base } = fresh('ConfigMap');
  await server.apply(path, { ...base, data: { a: '1', b: '1' } });
  const two = (data: object) => server.apply(path, { ...base, data }, { fieldManager: 'two' });
  return { path, base, two };
}

describe('a field that the next configuration leaves out', () => {
  it('goes where nobody else has it', async () => {
    const { path, base } = await appliedByOne();
    const { body } = await server.apply(path, { ...base, data: { a: '1' } });
    expect(body.data).toEqual({ a: '1' });
    expect(managersOf(body)).toEqual({ 'one Apply': { 'f:data': entries('a') } });
  });

  it('stays where another applier has it', async () => {
    const { path, base, two } = await appliedByOne();
    await two({ b: '1' });
    const { body } = await server.apply(path, { ...base, data: { a: '1' } });
    expect(body.data).toEqual({ a: '1', b: '1' });
    expect(managersOf(body)).toEqual({
      'one Apply': { 'f:data': entries('a') },
      'two Apply': { 'f:data': entries('b') },
    });
  });

  it('stays where an updater has taken it', async () => {
    const { path, base } = await appliedByOne();
    await server.merge(path, { data: { b: '2' } });
    const { body } = await server.apply(path, { ...base, data: { a: '1' } });
    expect(body.data).toEqual({ a: '1', b: '2' });
  });

  it('takes what is in it along, but not what others put there', async () => {
    const { path, base } = fresh('ConfigMap');
    await server.apply(path, { ...base, metadata: { ...base.metadata, labels: { a: '1' } } });
    await server.merge(path, { metadata: { labels: { b: '1' } } });
    const { body } = await server.apply(path, base);
    expect(body.metadata.labels).toEqual({ b: '1' });
    expect(managersOf(body)).toEqual({ 'patcher Update': { 'f:metadata': { 'f:labels': entries('b') } } });
  });

  it('falls back to its default', async () => {
    const { path, base } = fresh('Service');
    const spec = { ports: [{ port: 80 }] };
    await server.apply(path, { ...base, spec: { ...spec, sessionAffinity: 'ClientIP' } });
    const { body } = await server.apply(path, { ...base, spec });
    expect(body.spec).toMatchObject({ sessionAffinity: 'None' });
  });

  it('was never his where he updated it', async () => {
    const { path, base } = fresh('ConfigMap');
    await server.apply(path, { ...base, data: { a: '1' } });
    await server.merge(path, { data: { b: '1' } }, { fieldManager: 'one' });
    const { body } = await server.apply(path, { ...base, data: { a: '1' } });
    expect(body.data).toEqual({ a: '1', b: '1' });
    expect(managersOf(body)).toEqual({
      'one Apply': { 'f:data': entries('a') },
      'one Update': { 'f:data': entries('b') },
    });
  });
});
