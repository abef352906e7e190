import { describe, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../../harness/docker-api.ts';
import { tarOf } from '../../harness/tar.ts';

/** A host on which the distribution registry listens on port 5000, and an image of its own. */
async function withRegistry(hosts = 1): Promise<DockerApi> {
  const docker = openDocker(hosts);
  for (const [name, tag] of [
    ['registry', '2'],
    ['busybox', 'latest'],
  ]) {
    await docker.ask('POST', `/images/create?fromImage=${name}&tag=${tag}`);
  }
  const body = {
    Image: 'registry:2',
    HostConfig: { PortBindings: { '5000/tcp': [{ HostIp: '', HostPort: '5000' }] } },
  };
  expect((await docker.ask('POST', '/containers/create?name=registry', body)).status).toBe(201);
  expect((await docker.ask('POST', '/containers/registry/start')).status).toBe(204);
  docker.advance(2);
  return docker;
}

async function build(docker: DockerApi, tag: string): Promise<void> {
  const context = tarOf({ Dockerfile: 'FROM busybox\nCOPY f /f\nLABEL made=here\n', f: 'content\n' });
  const { lines } = await docker.ask('POST', `/build?t=${tag}`, context);
  expect(lines.at(-1)).toEqual({ stream: `Successfully tagged ${tag}\n` });
}

const push = (docker: DockerApi, name: string, tag = 'latest', user?: string) => {
  const credentials = btoa(JSON.stringify({ username: user, password: 'secret' }));
  const headers: Record<string, string> = user === undefined ? {} : { 'X-Registry-Auth': credentials };
  return docker.ask('POST', `/images/${name}/push?tag=${tag}`, undefined, { headers });
};

const pull = (docker: DockerApi, name: string, tag = 'latest', door = '') =>
  docker.ask('POST', `${door}/images/create?fromImage=${name}&tag=${tag}`);

const words = (lines: readonly Record<string, unknown>[]) => [...new Set(lines.map(({ status }) => status))];

describe('a registry in a container', () => {
  it('takes an image and gives it back', async () => {
    const docker = await withRegistry();
    await build(docker, 'localhost:5000/mine:v1');
    const { json: before } = await docker.ask('GET', '/images/localhost:5000/mine:v1/json');
    const pushed = await push(docker, 'localhost:5000/mine', 'v1');
    expect(words(pushed.lines)).toEqual([
      'The push refers to repository [localhost:5000/mine]',
      'Preparing',
      'Pushing',
      'Pushed',
      expect.stringMatching(/^v1: digest: sha256:[0-9a-f]{64} size: \d+$/),
      undefined,
    ]);
    expect(pushed.lines.at(-1)).toMatchObject({ aux: { Tag: 'v1', Size: expect.any(Number) } });
    expect(words((await push(docker, 'localhost:5000/mine', 'v1')).lines)).toContain('Layer already exists');
    await docker.ask('DELETE', '/images/localhost:5000/mine:v1?force=1');
    const { status, lines } = await pull(docker, 'localhost:5000/mine', 'v1');
    expect(status).toBe(200);
    expect(lines[0]).toEqual({ status: 'Pulling from mine', id: 'v1' });
    expect(lines.at(-1)?.status).toBe('Status: Downloaded newer image for localhost:5000/mine:v1');
    const { json: after } = await docker.ask('GET', '/images/localhost:5000/mine:v1/json');
    expect(after).toMatchObject({ Id: (before as { Id: string }).Id, Config: { Labels: { made: 'here' } } });
    const { json } = await docker.ask('POST', '/containers/create', {
      Image: 'localhost:5000/mine:v1',
      Cmd: ['cat', '/f'],
      HostConfig: {},
      Tty: true,
    });
    const { Id } = json as { Id: string };
    await docker.ask('POST', `/containers/${Id}/start`);
    await docker.ask('POST', `/containers/${Id}/wait`);
    const { bytes } = await docker.ask('GET', `/containers/${Id}/logs?stdout=1`);
    expect(new TextDecoder().decode(bytes)).toBe('content\r\n');
  });

  it('is asked by other hosts only where they are told that it is insecure', async () => {
    const docker = await withRegistry(2);
    await docker.ask('POST', '/images/busybox/tag?repo=localhost:5000/b&tag=latest');
    await push(docker, 'localhost:5000/b');
    const there = docker.sandbox.docker.world.host('docker').address;
    const refused = await pull(docker, `${there}:5000/b`, 'latest', '/hosts/docker-2');
    expect([refused.status, refused.json]).toEqual([
      500,
      { message: `Get "https://${there}:5000/v2/": http: server gave HTTP response to HTTPS client` },
    ]);
    const { files } = docker.sandbox.docker.world;
    docker.sandbox.transact(() => {
      files.makeDirectories('docker-2', '/etc/docker');
      files.writeText(
        'docker-2',
        '/etc/docker/daemon.json',
        JSON.stringify({ 'insecure-registries': [`${there}:5000`] }),
      );
    });
    const { lines } = await pull(docker, `${there}:5000/b`, 'latest', '/hosts/docker-2');
    expect(lines.at(-1)?.status).toBe(`Status: Downloaded newer image for ${there}:5000/b:latest`);
  });

  it('is a base to build on, and survives a restart of the server', async () => {
    const docker = await withRegistry();
    await docker.ask('POST', '/images/busybox/tag?repo=localhost:5000/b&tag=latest');
    await push(docker, 'localhost:5000/b');
    await docker.ask('DELETE', '/images/localhost:5000/b');
    const woken = docker.reload();
    const { lines } = await woken.ask(
      'POST',
      '/build?t=x',
      tarOf({ Dockerfile: 'FROM localhost:5000/b\nLABEL a=b\n' }),
    );
    expect(lines.at(-1)).toEqual({ stream: 'Successfully tagged x:latest\n' });
  });

  it.each([
    [
      'localhost:5000/nope',
      404,
      'manifest for localhost:5000/nope:latest not found: manifest unknown: manifest unknown',
    ],
    [
      'localhost:5001/nope',
      500,
      'Get "http://localhost:5001/v2/": dial tcp 127.0.0.1:5001: connect: connection refused',
    ],
    [
      'nowhere.example:5000/x',
      500,
      'Get "https://nowhere.example:5000/v2/": dial tcp: lookup nowhere.example on 127.0.0.53:53: no such host',
    ],
  ])('refuses to pull %s', async (name, status, message) => {
    const answer = await pull(await withRegistry(), name);
    expect([answer.status, answer.json]).toEqual([status, { message }]);
  });

  it.each([
    ['hashicorp/http-echo', ['-text=x', '-listen=:5000'], 400, 'unsupported manifest format'],
    [
      'redis:alpine',
      ['redis-server', '--port', '5000'],
      500,
      expect.stringMatching(
        /^Get "http:\/\/localhost:5000\/v2\/": net\/http: HTTP\/1\.x transport connection broken: malformed HTTP response "-ERR/,
      ),
    ],
  ])('that is %s is refused', async (image, Cmd, status, message) => {
    const docker = openDocker();
    const [name = '', tag = 'latest'] = image.split(':');
    await docker.ask('POST', `/images/create?fromImage=${name}&tag=${tag}`);
    const HostConfig = { PortBindings: { '5000/tcp': [{ HostIp: '', HostPort: '5000' }] } };
    await docker.ask('POST', '/containers/create?name=odd', { Image: image, Cmd, HostConfig });
    expect((await docker.ask('POST', '/containers/odd/start')).status).toBe(204);
    docker.advance(2);
    const answer = await pull(docker, 'localhost:5000/x');
    expect([answer.status, answer.json]).toEqual([status, { message }]);
  });

  it('pulls every tag', async () => {
    const docker = await withRegistry();
    for (const tag of ['a', 'b']) {
      await docker.ask('POST', `/images/busybox/tag?repo=localhost:5000/b&tag=${tag}`);
    }
    expect(
      (await docker.ask('POST', '/images/localhost:5000/b/push')).lines.map(({ status }) => status),
    ).toEqual(
      expect.arrayContaining([expect.stringMatching(/^a: digest/), expect.stringMatching(/^b: digest/)]),
    );
    const { lines } = await docker.ask('POST', '/images/create?fromImage=localhost:5000/b');
    expect(lines.map(({ id, status }) => id ?? status)).toEqual([
      'a',
      expect.stringMatching(/^Digest/),
      'b',
      expect.stringMatching(/^Digest/),
      'Status: Image is up to date for localhost:5000/b',
    ]);
    await docker.ask('POST', '/images/busybox/tag?repo=localhost:5000/c&tag=latest');
    expect(words((await push(docker, 'localhost:5000/c')).lines)).toContain('Mounted from b');
    const size = async (name: string) => Object(await docker.ask('GET', `/images/${name}/json`)).json.Size;
    const before = await size('busybox');
    for (const name of ['busybox', 'localhost:5000/c', 'localhost:5000/b:a', 'localhost:5000/b:b']) {
      await docker.ask('DELETE', `/images/${name}`);
    }
    await pull(docker, 'localhost:5000/c');
    expect(await size('localhost:5000/c')).toBe(before);
  });
});

it('tells what happens to images', async () => {
  const docker = await withRegistry();
  await docker.ask('POST', '/images/busybox/tag?repo=localhost:5000/b&tag=latest');
  await push(docker, 'localhost:5000/b');
  const { bytes } = await docker.ask('GET', '/images/localhost:5000/b/get');
  await docker.ask('DELETE', '/images/localhost:5000/b');
  await docker.ask('POST', '/images/load', bytes);
  await docker.ask('DELETE', '/images/busybox?force=1');
  await docker.ask('DELETE', '/images/localhost:5000/b');
  const filters = encodeURIComponent(JSON.stringify({ type: ['image'] }));
  const until = docker.sandbox.now / 1000 + 1;
  const { lines } = await docker.ask('GET', `/events?since=1&until=${until}&filters=${filters}`);
  const told = lines.map(({ Action, Actor }) => {
    const { ID, Attributes } = Actor as { ID: string; Attributes: { name: string } };
    return [
      Action,
      ID.replace(/^sha256:[0-9a-f]{64}$/, 'ID'),
      Attributes.name.replace(/[0-9a-f]{64}/, 'HASH'),
    ];
  });
  expect(told).toEqual([
    ['pull', 'registry:2', 'registry'],
    ['pull', 'busybox:latest', 'busybox'],
    ['tag', 'ID', 'localhost:5000/b:latest'],
    ['push', 'localhost:5000/b:latest', 'localhost:5000/b'],
    ['save', 'ID', 'sha256:HASH'],
    ['untag', 'ID', 'sha256:HASH'],
    ['load', 'ID', 'sha256:HASH'],
    ['untag', 'ID', 'sha256:HASH'],
    ['untag', 'ID', 'sha256:HASH'],
    ['delete', 'ID', 'sha256:HASH'],
  ]);
});

describe('Docker Hub', () => {
  const DENIED = 'denied: requested access to the resource is denied';

  it("keeps what is pushed into one's own namespace, for every host of the sandbox", async () => {
    const docker = openDocker(2);
    await pull(docker, 'busybox');
    await build(docker, 'someone/thing:latest');
    const { lines } = await push(docker, 'someone/thing', 'latest', 'someone');
    expect(words(lines)).toEqual([
      'The push refers to repository [docker.io/someone/thing]',
      'Preparing',
      'Pushing',
      'Pushed',
      'Mounted from library/busybox',
      expect.stringMatching(/^latest: digest: sha256:/),
      undefined,
    ]);
    const again = await pull(docker, 'someone/thing', 'latest', '/hosts/docker-2');
    expect(again.lines.at(-1)?.status).toBe('Status: Downloaded newer image for someone/thing:latest');
    expect((await pull(docker, 'someone/thing', 'v2', '/hosts/docker-2')).json).toEqual({
      message: 'manifest for someone/thing:v2 not found: manifest unknown: manifest unknown',
    });
    // Nothing but the registry has the layer any more.
    await docker.ask('DELETE', '/images/someone/thing?force=1');
    await docker.ask('DELETE', '/hosts/docker-2/images/someone/thing');
    expect((await pull(docker, 'someone/thing')).lines.at(-1)?.error).toBeUndefined();
    expect((await docker.ask('GET', '/images/someone/thing/json')).status).toBe(200);
  });

  it.each([
    ['someone/thing', undefined, DENIED],
    ['someone/thing', 'else', DENIED],
    ['busybox', 'someone', DENIED],
    ['nothing', 'someone', 'An image does not exist locally with the tag: nothing'],
    ['busybox:nope', 'someone', 'tag does not exist: busybox:nope'],
  ])('refuses %s of %s', async (name, user, message) => {
    const docker = openDocker();
    await pull(docker, 'busybox');
    await docker.ask('POST', '/images/busybox/tag?repo=someone/thing&tag=latest');
    const [bare = '', tag] = name.split(':');
    const { status, lines } = await push(docker, bare, tag, user);
    expect([status, lines.at(-1)?.error]).toEqual([200, message]);
  });
});
