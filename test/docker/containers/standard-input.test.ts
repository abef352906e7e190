import { beforeEach, describe, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../../harness/docker-api.ts';

let docker: DockerApi;
beforeEach(async () => {
  docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
});

async function start(script: string, Tty: boolean): Promise<string> {
  const config = { Image: 'busybox', Cmd: ['sh', '-c', script], OpenStdin: true, Tty };
  const { json } = await docker.ask('POST', '/containers/create', config);
  const id = String(Object.entries(Object(json)).find(([key]) => key === 'Id')?.[1]);
  await docker.ask('POST', `/containers/${id}/start`);
  docker.advance(1);
  return id;
}

function type(id: string, bytes: Uint8Array): boolean {
  const { sandbox } = docker;
  const { runtime } = sandbox.machines;
  sandbox.transact(() => runtime.write(id, '', bytes));
  docker.advance(1);
  return runtime.isFull(id, '');
}

const PIECE = new Uint8Array(65_536).fill(120);

describe('what a client sends to a process', () => {
  it('that reads is read', async () => {
    const id = await start('cat >/dev/null; sleep 100', false);
    for (let count = 0; count < 4; count++) expect(type(id, PIECE)).toBe(false);
  });

  it('that doesn’t read has to wait for it', async () => {
    const id = await start('sleep 100', false);
    expect([type(id, PIECE), type(id, PIECE)]).toEqual([false, true]);
    await docker.ask('POST', `/containers/${id}/kill`);
    expect(docker.sandbox.machines.runtime.isFull(id, '')).toBe(false);
  });

  it('at a terminal that nobody reads from is lost at last, but for keys that are signals', async () => {
    const id = await start('sleep 1000', true);
    const lines = new Uint8Array(65_536).fill(10);
    for (let count = 0; count < 8; count++) type(id, lines);
    const terminals = docker.stored().filter(({ kind }) => kind === 'terminals');
    const sizes = terminals.map(({ value }) => JSON.parse(value).input.length);
    expect(sizes).toEqual([262_144]);
    type(id, new Uint8Array([3]));
    expect((await docker.ask('GET', `/containers/${id}/json`)).json).toMatchObject({
      State: { Running: true },
    });
    expect(docker.stored().find(({ kind }) => kind === 'terminals')?.value).toContain('"input":""');
  });
});
