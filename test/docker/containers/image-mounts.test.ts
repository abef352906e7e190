import { describe, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../../harness/docker-api.ts';
import { tarOf } from '../../harness/tar.ts';

/** A host with busybox, and an image of a few files. */
async function withFiles(): Promise<DockerApi> {
  const docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  const files = tarOf({ 'site/index.html': 'hello\n', 'site/css/a.css': 'a {}\n' });
  await docker.ask('POST', '/images/create?fromSrc=-&repo=files', files);
  return docker;
}

interface Asked {
  readonly [key: string]: unknown;
}

async function create(docker: DockerApi, mount: Asked, script = 'true', door = '') {
  const Mounts = [{ Type: 'image', Source: 'files', Target: '/mnt', ...mount }];
  const config = { Image: 'busybox', Cmd: ['sh', '-c', script], Tty: true, HostConfig: { Mounts } };
  return docker.ask('POST', `${door}/containers/create?name=it`, config);
}

/** What a script prints in a container that has the image at /mnt. */
async function run(docker: DockerApi, mount: Asked, script: string): Promise<string> {
  expect((await create(docker, mount, script)).status).toBe(201);
  await docker.ask('POST', '/containers/it/start');
  await docker.ask('POST', '/containers/it/wait');
  const { bytes } = await docker.ask('GET', '/containers/it/logs?stdout=1&stderr=1');
  return new TextDecoder().decode(bytes).replaceAll('\r', '');
}

describe('an image that is mounted', () => {
  it.each<[string, Asked, string, string]>([
    ['shows its files', {}, 'cat /mnt/site/index.html; find /mnt/site -type f | wc -l', 'hello\n2\n'],
    ['may be a folder of it', { ImageOptions: { Subpath: 'site/css' } }, 'ls /mnt', 'a.css\n'],
    ['may be a file of it', { ImageOptions: { Subpath: 'site/index.html' } }, 'cat /mnt', 'hello\n'],
    ['may be read-only', { ReadOnly: true }, 'touch /mnt/x', 'touch: /mnt/x: Read-only file system\n'],
    ['takes what is written', {}, 'echo x > /mnt/x; cat /mnt/x; grep -c overlay./mnt /proc/mounts', 'x\n1\n'],
  ])('%s', async (_what, mount, script, printed) => {
    expect(await run(await withFiles(), mount, script)).toBe(printed);
  });

  it('keeps nothing of what was written for another start, and is what inspect says', async () => {
    const docker = await withFiles();
    expect(await run(docker, {}, 'ls /mnt; touch /mnt/x')).toBe('site\n');
    await docker.ask('POST', '/containers/it/start');
    await docker.ask('POST', '/containers/it/wait');
    const { bytes } = await docker.ask('GET', '/containers/it/logs?stdout=1');
    expect(new TextDecoder().decode(bytes).replaceAll('\r', '')).toBe('site\nsite\n');
    const { json: image } = await docker.ask('GET', '/images/files/json');
    const { json } = await docker.ask('GET', '/containers/it/json');
    const { Id } = Object.assign({ Id: '' }, image);
    expect(json).toMatchObject({ Mounts: [{ Type: 'image', Source: Id, Destination: '/mnt', RW: true }] });
  });

  it('outlives its name, and its layers go with the container', async () => {
    const docker = await withFiles();
    await create(docker, {}, 'cat /mnt/site/index.html');
    const layers = () => docker.stored().filter(({ kind }) => kind === 'layers').length;
    await docker.ask('DELETE', '/images/files?force=1');
    expect(layers()).toBe(1);
    const woken = docker.reload();
    await woken.ask('POST', '/containers/it/start');
    await woken.ask('POST', '/containers/it/wait');
    const { bytes } = await woken.ask('GET', '/containers/it/logs?stdout=1');
    expect(new TextDecoder().decode(bytes)).toBe('hello\r\n');
    await woken.ask('DELETE', '/containers/it');
    expect(woken.stored().filter(({ kind }) => kind === 'layers')).toEqual([]);
  });

  it.each<[string, Asked, string, string]>([
    [
      'has to be named',
      { Source: '' },
      '',
      'invalid mount config for type "image": field Source must not be empty',
    ],
    ['has to be there', { Source: 'nope' }, '', 'No such image: nope'],
    [
      'shows no part outside of itself',
      { ImageOptions: { Subpath: '../etc' } },
      '',
      'invalid mount config for type "image": subpath must be a relative path within the volume',
    ],
    ['came with API 1.48', {}, '/v1.47', 'Mount type "Image" needs API v1.48 or newer'],
  ])('%s', async (_what, mount, door, message) => {
    const { status, json } = await create(await withFiles(), mount, 'true', door);
    expect([status, json]).toEqual([400, { message }]);
  });

  it('has no part that is not there', async () => {
    const docker = await withFiles();
    await create(docker, { ImageOptions: { Subpath: 'none' } });
    const { status, json } = await docker.ask('POST', '/containers/it/start');
    expect([status, JSON.stringify(json)]).toEqual([400, expect.stringContaining('cannot access path none')]);
    expect((await docker.ask('DELETE', '/containers/it')).status).toBe(204);
    const left = docker.stored().filter(({ kind, key }) => kind === 'filesystems' && key.includes('-image'));
    expect(left).toEqual([]);
  });
});
