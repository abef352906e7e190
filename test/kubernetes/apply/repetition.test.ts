import { describe, expect, it } from 'vitest';
import { entries, fresh, managersOf, serverForTests } from './server.ts';

const server = serverForTests();

const deployment = {
  spec: {
    replicas: 1,
    selector: { matchLabels: { a: 'b' } },
    template: {
      metadata: { labels: { a: 'b' } },
      spec: {
        containers: [
          {
            name: 'c',
            image: 'nginx',
            ports: [{ containerPort: 80 }],
            resources: { requests: { cpu: '0.1', memory: '1Gi' } },
          },
        ],
      },
    },
  },
};

describe('applying again', () => {
  it.each([
    ['ConfigMap' as const, { data: { a: '1' } }],
    ['Service' as const, { spec: { ports: [{ port: 80 }], selector: { a: 'b' } } }],
    ['Deployment' as const, deployment],
  ])('changes neither version nor time: %s', async (kind, rest) => {
    const { path, base } = fresh(kind);
    await server.apply(path, { ...base, ...rest });
    await server.advance(60);
    const before = await server.get(path);
    const { status, body } = await server.apply(path, { ...base, ...rest });
    expect(status).toBe(200);
    expect(body).toEqual(before.body);
  });

  it('changes the time where it changes the object', async () => {
    const { path, base } = fresh('ConfigMap');
    const first = await server.apply(path, { ...base, data: { a: '1' } });
    await server.advance(60);
    const second = await server.apply(path, { ...base, data: { a: '2' } });
    const time = (answer: typeof first) => Date.parse(answer.body.metadata.managedFields?.[0]?.time ?? '');
    expect(time(second) - time(first)).toBe(60_000);
  });

  it('with less of what others have, too, writes who manages it, without a time for who changed nothing', async () => {
    const { path, base } = fresh('ConfigMap');
    await server.apply(path, { ...base, data: { a: '1' } });
    const { body } = await server.apply(path, { ...base, data: { a: '1' } }, { fieldManager: 'two' });
    expect(body.metadata.managedFields?.map(({ manager, time }) => [manager, time !== undefined])).toEqual([
      ['two', false],
      ['one', true],
    ]);
  });
});

describe('a dry run', () => {
  it('shows what would be created, and creates nothing', async () => {
    const { path, base } = fresh('ConfigMap');
    const { status, body } = await server.apply(path, { ...base, data: { a: '1' } }, { dryRun: 'All' });
    expect(status).toBe(201);
    expect(managersOf(body)).toEqual({ 'one Apply': { 'f:data': entries('a') } });
    expect((await server.get(path)).status).toBe(404);
  });

  it('shows what would be changed, and changes nothing', async () => {
    const { path, base } = fresh('ConfigMap');
    const { body: before } = await server.apply(path, { ...base, data: { a: '1' } });
    const { status, body } = await server.apply(path, { ...base, data: { b: '1' } }, { dryRun: 'All' });
    expect(status).toBe(200);
    expect(body.data).toEqual({ b: '1' });
    expect((await server.get(path)).body).toEqual(before);
  });

  it('tells of conflicts', async () => {
    const { path, base } = fresh('ConfigMap');
    await server.apply(path, { ...base, data: { a: '1' } });
    const query = { dryRun: 'All', fieldManager: 'two' };
    expect((await server.apply(path, { ...base, data: { a: '2' } }, query)).status).toBe(409);
  });
});
