import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepExpired } from '../../api/platform/sweep.ts';
import { onWorkers } from '../harness/atoll.ts';
import { type InProcess, openInProcess } from './support/in-process.ts';

const HOUR_MS = 3_600_000;

describe.skipIf(onWorkers())('when its time to live is over', () => {
  let atoll: InProcess;
  beforeAll(async () => {
    atoll = await openInProcess({});
  });
  afterAll(() => atoll.stop());

  const create = async (body: object): Promise<string> => {
    const made = await atoll.tenant.send('POST', '/v1/sandboxes', { body });
    const { id }: { id: string } = JSON.parse(made.text);
    return id;
  };
  const status = async (path: string, method = 'GET') => (await atoll.tenant.send(method, path)).status;

  it('a sandbox answers as if it had never been, and its externalId is free', async () => {
    const id = await create({ externalId: 'ada', labels: { will: 'go' }, ttlSeconds: 3600 });
    const stays = await create({});
    atoll.pass(HOUR_MS - 1);
    expect(await status(`/v1/sandboxes/${id}`)).toBe(200);
    atoll.pass(1);
    for (const path of ['', '/clock', '/kubeconfig', '/digest']) {
      expect(await status(`/v1/sandboxes/${id}${path}`), path).toBe(404);
    }
    expect(await status(`/v1/sandboxes/${id}`, 'DELETE')).toBe(404);
    expect((await atoll.tenant.send('GET', '/v1/sandboxes?label=will%3Dgo')).text).toContain('"items":[]');
    await create({ externalId: 'ada' });
    expect(await status(`/v1/sandboxes/${stays}`)).toBe(200);
  });

  it('its world is destroyed by the sweep, once nothing can be at work in it', async () => {
    const id = await create({ ttlSeconds: 3600 });
    expect(await status(`/v1/sandboxes/${id}/clock`)).toBe(200);
    atoll.pass(HOUR_MS);
    await sweepExpired(atoll.host);
    expect(atoll.destroyed).not.toContain(id);
    atoll.pass(60_000);
    await sweepExpired(atoll.host);
    expect(atoll.destroyed).toContain(id);
    const count = atoll.destroyed.length;
    await sweepExpired(atoll.host);
    expect(atoll.destroyed.length).toBe(count);
  });

  it('its credentials are over too, however long they were to be good for', async () => {
    const id = await create({ ttlSeconds: 60 });
    const { text } = await atoll.tenant.send('GET', `/v1/sandboxes/${id}/kubeconfig?ttlSeconds=86400`);
    const door = `/a/${/\/a\/([^/]+)\//.exec(text)?.[1]}/kubernetes/api`;
    expect(await status(door)).toBe(200);
    atoll.pass(61_000);
    expect(await status(door)).toBe(401);
  });

  it('an Idempotency-Key is forgotten after a day', async () => {
    const headers = { 'idempotency-key': 'daily' };
    const post = async () =>
      (await atoll.tenant.send('POST', '/v1/sandboxes', { body: { name: 'a' }, headers })).text;
    const first = await post();
    atoll.pass(24 * HOUR_MS - 1);
    await sweepExpired(atoll.host);
    expect(await post()).toBe(first);
    atoll.pass(1);
    expect(await post()).not.toBe(first);
  });
});

describe.skipIf(onWorkers())('a fork that dies half-way', () => {
  it('leaves nothing to be seen, and may be tried again with the same key', async () => {
    const atoll = await openInProcess({ copiesFail: true });
    const made = await atoll.tenant.send('POST', '/v1/sandboxes', { body: {} });
    const { id }: { id: string } = JSON.parse(made.text);
    const headers = { 'idempotency-key': 'fork' };
    const fork = () => atoll.tenant.send('POST', `/v1/sandboxes/${id}/fork`, { body: { count: 3 }, headers });
    expect((await fork()).status).toBe(500);
    expect((await atoll.tenant.send('GET', '/v1/sandboxes')).text.match(/sbx_\w+(?=","name)/g)).toEqual([id]);
    atoll.letCopiesSucceed();
    expect((await fork()).status).toBe(201);
    await atoll.stop();
  });
});
