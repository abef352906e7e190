import { describe, expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../../harness/docker-api.ts';

const pull = (docker: DockerApi, name: string, tag = 'latest', seconds = 60) =>
  docker.ask('POST', `/images/create?fromImage=${name}&tag=${tag}`, undefined, { seconds });

describe('pulling', () => {
  it('tells its progress as dockerd does', async () => {
    const docker = openDocker();
    const { status, lines } = await pull(docker, 'busybox');
    expect(status).toBe(200);
    expect(lines[0]).toEqual({ status: 'Pulling from library/busybox', id: 'latest' });
    const words = lines.map((line) => line.status);
    expect([...new Set(words)]).toEqual([
      'Pulling from library/busybox',
      'Pulling fs layer',
      'Downloading',
      'Verifying Checksum',
      'Download complete',
      'Extracting',
      'Pull complete',
      expect.stringMatching(/^Digest: sha256:[0-9a-f]{64}$/),
      'Status: Downloaded newer image for busybox:latest',
    ]);
    const again = await pull(docker, 'busybox');
    expect(again.lines.at(-1)?.status).toBe('Status: Image is up to date for busybox:latest');
  });

  it('takes virtual time, and goes on after a restart', async () => {
    const docker = openDocker();
    const asked = pull(docker, 'nginx', 'latest', 1);
    await new Promise((resolve) => setTimeout(resolve, 0));
    const woken = docker.reload();
    expect((await woken.ask('GET', '/images/json')).json).toEqual([]);
    woken.advance(60);
    expect((await woken.ask('GET', '/images/nginx/json')).status).toBe(200);
    docker.sandbox.docker.close();
    await asked;
  });

  it('shares layers that are there already', async () => {
    const docker = openDocker();
    await pull(docker, 'nginx');
    const { lines } = await pull(docker, 'nginx', '1.27');
    expect(lines.filter(({ status }) => status === 'Already exists').length).toBeGreaterThan(0);
  });

  it.each([
    [
      'nope/nope',
      'latest',
      404,
      "pull access denied for nope/nope, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    ],
    ['busybox', 'nope', 404, 'manifest for busybox:nope not found: manifest unknown: manifest unknown'],
    ['BAD', 'x', 400, 'invalid reference format: repository name (library/BAD) must be lowercase'],
    ['', 'x', 400, 'invalid reference format'],
    [`a${'b'.repeat(5000)}`, 'x', 400, 'invalid reference format'],
  ])('refuses %s:%s', async (name, tag, status, message) => {
    const answer = await pull(openDocker(), name, tag);
    expect([answer.status, answer.json]).toEqual([status, { message }]);
  });

  it('finds an image by digest, and lists it without a tag', async () => {
    const docker = openDocker();
    const { lines } = await pull(docker, 'busybox');
    const digest = String(lines.at(-2)?.status).slice('Digest: '.length);
    await docker.ask('DELETE', '/images/busybox?force=1');
    await pull(docker, 'busybox', digest);
    expect((await docker.ask('GET', '/images/json')).json).toMatchObject([
      { RepoTags: [], RepoDigests: [`busybox@${digest}`] },
    ]);
    expect((await docker.ask('GET', `/images/busybox@${digest}/json`)).status).toBe(200);
  });
});

describe('removing', () => {
  it('takes names away one by one, and the image with the last', async () => {
    const docker = openDocker();
    await pull(docker, 'busybox');
    await docker.ask('POST', '/images/busybox/tag?repo=my/busy&tag=v1');
    expect((await docker.ask('DELETE', '/images/my/busy:v1')).json).toEqual([{ Untagged: 'my/busy:v1' }]);
    expect((await docker.ask('DELETE', '/images/busybox')).json).toEqual([
      { Untagged: 'busybox:latest' },
      { Untagged: expect.stringMatching(/^busybox@sha256:/) },
      { Deleted: expect.stringMatching(/^sha256:/) },
      { Deleted: expect.stringMatching(/^sha256:/) },
    ]);
    expect((await docker.ask('DELETE', '/images/busybox')).json).toEqual({
      message: 'No such image: busybox:latest',
    });
  });

  it('keeps what containers use', async () => {
    const docker = openDocker();
    await pull(docker, 'busybox');
    const created = await docker.ask('POST', '/containers/create', {
      Image: 'busybox',
      Cmd: ['sleep', '600'],
    });
    const [container, [image]] = [created.json, (await docker.ask('GET', '/images/json')).json] as never as [
      { Id: string },
      { Id: string }[],
    ];
    const [short, imageShort] = [container.Id.slice(0, 12), (image?.Id ?? '').slice(7, 19)];
    expect((await docker.ask('DELETE', '/images/busybox:latest')).json).toEqual({
      message: `conflict: unable to remove repository reference "busybox:latest" (must force) - container ${short} is using its referenced image ${imageShort}`,
    });
    expect((await docker.ask('DELETE', `/images/${imageShort}`)).json).toEqual({
      message: `conflict: unable to delete ${imageShort} (must be forced) - image is being used by stopped container ${short}`,
    });
    expect((await docker.ask('POST', `/containers/${short}/start`)).lines).toEqual([]);
    expect((await docker.ask('DELETE', `/images/${imageShort}?force=1`)).json).toEqual({
      message: `conflict: unable to delete ${imageShort} (cannot be forced) - image is being used by running container ${short}`,
    });
    expect((await docker.ask('DELETE', '/images/busybox?force=1')).json).toEqual([
      { Untagged: 'busybox:latest' },
      { Untagged: expect.stringMatching(/^busybox@/) },
    ]);
    expect((await docker.ask('GET', '/images/json')).json).toMatchObject([{ RepoTags: [] }]);
  });

  it('prunes what has no name, or all that nobody uses', async () => {
    const docker = openDocker();
    await pull(docker, 'busybox');
    expect((await docker.ask('POST', '/images/prune')).json).toEqual({
      ImagesDeleted: null,
      SpaceReclaimed: 0,
    });
    const filters = encodeURIComponent(JSON.stringify({ dangling: { false: true } }));
    expect((await docker.ask('POST', `/images/prune?filters=${filters}`)).json).toMatchObject({
      SpaceReclaimed: 4_402_839,
    });
  });
});

describe('listing', () => {
  it.each([
    [{ reference: ['busy*'] }, 1],
    [{ reference: ['busy*:nope'] }, 0],
    [{ dangling: ['true'] }, 0],
    [{ label: ['x'] }, 0],
    [{ until: ['1h'] }, 1],
    [{ before: ['busybox'] }, 0],
  ])('filters by %j', async (filters, count) => {
    const docker = openDocker();
    await pull(docker, 'busybox');
    const { json } = await docker.ask(
      'GET',
      `/images/json?filters=${encodeURIComponent(JSON.stringify(filters))}`,
    );
    expect(json).toHaveLength(count);
  });

  it('speaks to older clients as they expect', async () => {
    const docker = openDocker();
    await pull(docker, 'busybox');
    await docker.ask('POST', '/images/create?fromSrc=-', new Uint8Array(1024));
    const { json } = await docker.ask('GET', '/v1.42/images/json');
    expect(json).toMatchObject([
      { RepoTags: ['<none>:<none>'], RepoDigests: ['<none>@<none>'], VirtualSize: 0 },
      { RepoTags: ['busybox:latest'], VirtualSize: 4_402_839 },
    ]);
    expect((await docker.ask('GET', '/v1.44/images/json')).json).not.toMatchObject([{ VirtualSize: 0 }, {}]);
  });

  it('refuses filters that there are not', async () => {
    const filters = encodeURIComponent('{"nope":["x"]}');
    expect((await openDocker().ask('GET', `/images/json?filters=${filters}`)).json).toEqual({
      message: "invalid filter 'nope'",
    });
  });
});
