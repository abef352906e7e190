import { describe, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../../harness/docker-api.ts';
import { tarOf } from '../../harness/tar.ts';

const FILES = 3500;

/** A container with many files, which runs. */
async function withMany(): Promise<DockerApi> {
  const docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  await docker.ask('POST', '/containers/create?name=box', { Image: 'busybox', Cmd: ['sleep', '1d'] });
  const files = Array.from({ length: FILES }, (_, index) => [`many/f${index}`, 'x'] as const);
  await docker.ask('PUT', '/containers/box/archive?path=/', tarOf(Object.fromEntries(files)));
  await docker.ask('POST', '/containers/box/start');
  return docker;
}

const statusOf = (docker: DockerApi) => docker.sandbox.docker.world.containers.find('docker', 'box')?.status;

/** Lets a request go on until the container stands still. */
async function standstill(docker: DockerApi): Promise<void> {
  for (let turn = 0; turn < 50 && statusOf(docker) !== 'paused'; turn++) await new Promise(setImmediate);
  expect(statusOf(docker)).toBe('paused');
}

const inodes = (docker: DockerApi) => docker.stored().filter(({ kind }) => kind === 'inodes').length;

describe('docker commit of many files', () => {
  it('leaves others their turns, and the container stands still meanwhile', async () => {
    const docker = await withMany();
    const answer = docker.ask('POST', '/commit?container=box&repo=mine', {});
    await standstill(docker);
    expect((await docker.ask('GET', '/images/mine/json')).status).toBe(404);
    expect((await answer).status).toBe(201);
    expect(statusOf(docker)).toBe('running');
    const { json } = await docker.ask('GET', '/images/mine/json');
    expect(json).toMatchObject({ RootFS: { Layers: { length: 2 } } });
  });

  it('lets the container go on where nobody waits for it any more', async () => {
    const docker = await withMany();
    const gone = new AbortController();
    const answer = docker.ask('POST', '/commit?container=box', {}, { signal: gone.signal });
    await standstill(docker);
    gone.abort();
    await answer.catch(() => {});
    expect(statusOf(docker)).toBe('running');
  });

  it('lets the container go on after a restart', async () => {
    const docker = await withMany();
    const answer = docker.ask('POST', '/commit?container=box', {});
    await standstill(docker);
    expect(statusOf(docker.reload())).toBe('running');
    await answer;
  });
});

it('docker export of many files has them all, and leaves no trace', async () => {
  const docker = await withMany();
  const tables = () => docker.stored().filter(({ kind }) => kind === 'mounts').length;
  const before = tables();
  const { bytes } = await docker.ask('GET', '/containers/box/export');
  expect(new TextDecoder().decode(bytes).match(/many\/f\d+\0/g)?.length).toBe(FILES);
  expect(tables()).toBe(before);
});

it('the files of a container that is removed go one after another, after a restart too', async () => {
  const docker = await withMany();
  const before = inodes(docker);
  expect(before).toBeGreaterThan(FILES);
  expect((await docker.ask('DELETE', '/containers/box?force=1')).status).toBe(204);
  expect((await docker.ask('GET', '/containers/json?all=1')).json).toEqual([]);
  expect(inodes(docker)).toBeGreaterThan(FILES - 1500);
  const woken = docker.reload();
  woken.advance(1);
  expect(inodes(woken)).toBeLessThan(before - FILES);
});

it('a build takes what a RUN has made of many files', async () => {
  const docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  const many = tarOf(
    Object.fromEntries(Array.from({ length: FILES }, (_, index) => [`many/f${index}`, 'x'])),
  );
  const dockerfile =
    'FROM busybox\nCOPY many.tar /\nRUN tar xf /many.tar && rm /many.tar\nRUN ls /many | wc -l\n';
  const context = tarOf({ Dockerfile: dockerfile, 'many.tar': new TextDecoder('latin1').decode(many) });
  const { lines } = await docker.ask('POST', '/build?t=mine', context);
  expect(lines.map(({ stream }) => stream)).toContain(`${FILES}\n`);
  expect(lines.at(-1)).toEqual({ stream: 'Successfully tagged mine:latest\n' });
});
