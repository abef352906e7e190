import { describe, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../../harness/docker-api.ts';
import { tarOf } from '../../harness/tar.ts';

async function withBusybox(hosts = 1): Promise<DockerApi> {
  const docker = openDocker(hosts);
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  return docker;
}

async function exited(
  docker: DockerApi,
  image: string,
  command: readonly string[],
  door = '',
): Promise<string> {
  const { json } = await docker.ask('POST', `${door}/containers/create`, {
    Image: image,
    Cmd: command,
    Tty: true,
  });
  const { Id } = json as { Id: string };
  await docker.ask('POST', `${door}/containers/${Id}/start`);
  await docker.ask('POST', `${door}/containers/${Id}/wait`);
  return Id;
}

async function output(
  docker: DockerApi,
  image: string,
  command: readonly string[],
  door = '',
): Promise<string> {
  const id = await exited(docker, image, command, door);
  const { bytes } = await docker.ask('GET', `${door}/containers/${id}/logs?stdout=1&stderr=1`);
  return new TextDecoder().decode(bytes).replaceAll('\r', '');
}

describe('a commit', () => {
  it('keeps what a container has changed, and takes changes of the configuration', async () => {
    const docker = await withBusybox();
    const id = await exited(docker, 'busybox', ['touch', '/new']);
    const changes = encodeURIComponent('CMD ["ls", "/new"]');
    const path = `/commit?container=${id}&repo=mine&tag=1&comment=note&author=me&changes=${changes}`;
    const { status, json } = await docker.ask('POST', path);
    expect(status).toBe(201);
    expect((await docker.ask('GET', '/images/mine:1/json')).json).toMatchObject({
      ...(json as object),
      Comment: 'note',
      Author: 'me',
      Config: { Cmd: ['ls', '/new'] },
    });
    expect((await docker.ask('GET', '/images/mine:1/history')).json).toMatchObject([
      { CreatedBy: 'touch /new', Comment: 'note', Tags: ['mine:1'] },
      {},
      {},
    ]);
    expect(await output(docker, 'mine:1', ['ls', '/new'])).toBe('/new\n');
    expect((await docker.ask('POST', `/commit?container=${id}&changes=RUN%20x`)).json).toEqual({
      message: 'run is not a valid change command',
    });
  });
});

describe('an archive', () => {
  it('carries images to another host', async () => {
    const docker = await withBusybox(2);
    const id = await exited(docker, 'busybox', ['touch', '/new']);
    await docker.ask('POST', `/commit?container=${id}&repo=mine&tag=1`);
    const saved = await docker.ask('GET', '/images/get?names=mine:1&names=busybox');
    const door = '/hosts/docker-2';
    const loaded = await docker.ask('POST', `${door}/images/load?quiet=1`, saved.bytes);
    expect(loaded.lines).toEqual([
      { stream: 'Loaded image: mine:1\n' },
      { stream: 'Loaded image: busybox:latest\n' },
    ]);
    const ids = async (of: string) =>
      ((await docker.ask('GET', `${of}/images/json`)).json as { Id: string }[]).map(({ Id }) => Id).sort();
    expect(await ids(door)).toEqual(await ids(''));
    expect(await output(docker, 'mine:1', ['ls', '/new'], door)).toBe('/new\n');
  });

  it('is loaded where nobody has the layers any more', async () => {
    const docker = await withBusybox();
    const saved = await docker.ask('GET', '/images/busybox/get');
    await docker.ask('DELETE', '/images/busybox');
    const { lines } = await docker.ask('POST', '/images/load?quiet=0', saved.bytes);
    expect(lines.at(-1)).toEqual({ stream: 'Loaded image: busybox:latest\n' });
    expect(lines[0]).toMatchObject({ status: 'Loading layer' });
    expect(await output(docker, 'busybox', ['ls', '/etc/passwd'])).toBe('/etc/passwd\n');
  });

  it.each([
    [new TextEncoder().encode('hello\n'), 'unexpected EOF'],
    [tarOf({ x: 'y' }), 'invalid archive: does not contain a manifest.json'],
    [tarOf({ 'manifest.json': '{' }), 'invalid character in JSON'],
    [
      tarOf({ 'manifest.json': '[{"Config":"../../etc/passwd"}]' }),
      'open ../../etc/passwd: no such file or directory',
    ],
    [tarOf({ 'manifest.json': '[{"Config":"c"}]', c: '{}' }), 'invalid image configuration c'],
  ])('that is none is refused, case %$', async (archive, message) => {
    const { lines } = await openDocker().ask('POST', '/images/load', archive);
    expect(lines.at(-1)?.error).toBe(message);
  });

  it('of a file system becomes an image', async () => {
    const docker = openDocker();
    const { lines } = await docker.ask(
      'POST',
      '/images/create?fromSrc=-&repo=mine&tag=1&changes=ENV%20A=1',
      tarOf({ 'a/b': 'c' }),
    );
    expect(lines).toEqual([{ status: expect.stringMatching(/^sha256:/) }]);
    expect((await docker.ask('GET', '/images/mine:1/json')).json).toMatchObject({
      Comment: 'Imported from -',
      Config: { Env: ['A=1'] },
      Size: 1,
    });
  });
});
