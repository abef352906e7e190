import { describe, expect, it } from 'vitest';
import { readTar } from '../../../engine/filesystem/archive/tar-reader.ts';
import { type DockerApi, openDocker } from '../../harness/docker-api.ts';
import { type TarFile, tarOf } from '../../harness/tar.ts';

async function withImage(hosts = 1): Promise<DockerApi> {
  const docker = openDocker(hosts);
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  const context = tarOf({ Dockerfile: 'FROM busybox\nCOPY f /f\nENV A=1\n', f: 'content\n' });
  await docker.ask('POST', '/build?t=mine:v1', context);
  return docker;
}

/** What a command prints in a container of an image. */
async function printed(docker: DockerApi, image: string, ...command: string[]): Promise<string> {
  const { json } = await docker.ask('POST', '/containers/create', { Image: image, Cmd: command, Tty: true });
  const { Id } = json as { Id: string };
  await docker.ask('POST', `/containers/${Id}/start`);
  await docker.ask('POST', `/containers/${Id}/wait`);
  const { bytes } = await docker.ask('GET', `/containers/${Id}/logs?stdout=1&stderr=1`);
  return new TextDecoder().decode(bytes).replaceAll('\r', '');
}

const idOf = async (docker: DockerApi, name: string) =>
  ((await docker.ask('GET', `/images/${name}/json`)).json as { Id: string }).Id;

const load = (docker: DockerApi, archive: Uint8Array) => docker.ask('POST', '/images/load', archive);

describe('saving and loading', () => {
  it('writes an OCI layout that is an archive of Docker too', async () => {
    const { bytes } = await (await withImage()).ask('GET', '/images/mine:v1/get');
    const files = new Map<string, string>();
    for (const { name, size, content } of readTar(bytes)) {
      files.set(
        name,
        size > 100_000 ? '' : [...content].map((piece) => new TextDecoder().decode(piece)).join(''),
      );
    }
    expect([...files.keys()].filter((name) => !name.startsWith('blobs/sha256/'))).toEqual([
      'blobs/',
      'index.json',
      'manifest.json',
      'oci-layout',
      'repositories',
    ]);
    const [item] = JSON.parse(files.get('manifest.json') ?? '');
    expect(item).toMatchObject({ RepoTags: ['mine:v1'], Config: expect.stringMatching(/^blobs\/sha256\//) });
    expect(JSON.parse(files.get(item.Config) ?? '')).toMatchObject({
      os: 'linux',
      rootfs: { type: 'layers' },
    });
    const { manifests } = JSON.parse(files.get('index.json') ?? '');
    expect(manifests).toMatchObject([
      {
        annotations: {
          'io.containerd.image.name': 'docker.io/library/mine:v1',
          'org.opencontainers.image.ref.name': 'v1',
        },
      },
    ]);
  });

  it('gives an image to another sandbox', async () => {
    const docker = await withImage();
    const id = await idOf(docker, 'mine:v1');
    const { bytes } = await docker.ask('GET', '/images/get?names=mine:v1&names=busybox');
    const other = openDocker();
    expect((await load(other, bytes)).lines).toEqual([
      { stream: 'Loaded image: mine:v1\n' },
      { stream: 'Loaded image: busybox:latest\n' },
    ]);
    expect(await idOf(other, 'mine:v1')).toBe(id);
    expect(await printed(other, 'mine:v1', 'cat', '/f')).toBe('content\n');
    expect((await load(other, bytes)).lines).toHaveLength(2);
  });

  it('brings layers back that nobody has any more', async () => {
    const docker = openDocker();
    await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
    const { bytes } = await docker.ask('GET', '/images/busybox/get');
    await docker.ask('DELETE', '/images/busybox');
    const { lines } = await docker.ask('POST', '/images/load?quiet=0', bytes);
    expect(lines.at(-1)).toEqual({ stream: 'Loaded image: busybox:latest\n' });
    expect(lines[0]).toMatchObject({ status: 'Loading layer' });
    expect(await printed(docker, 'busybox', 'ls', '/etc/passwd')).toBe('/etc/passwd\n');
  });

  it('says the id of what has no name, and whose name is taken', async () => {
    const docker = await withImage(2);
    const id = await idOf(docker, 'mine:v1');
    const nameless = await docker.ask('GET', `/images/${id}/get`);
    expect((await load(openDocker(), nameless.bytes)).lines).toEqual([
      { stream: `Loaded image ID: ${id}\n` },
    ]);
    const { bytes } = await docker.ask('GET', '/images/get?names=mine');
    await docker.ask('POST', '/images/busybox/tag?repo=mine&tag=v1');
    expect((await load(docker, bytes)).lines[0]?.stream).toMatch(
      /^The image mine:v1 already exists, renaming the old one with ID sha256:[0-9a-f]{64} to empty string\n$/,
    );
  });

  const manifest = (item: object) => ({ 'manifest.json': JSON.stringify([item]) });
  const config = (facts: object) =>
    JSON.stringify({ architecture: 'amd64', os: 'linux', config: {}, ...facts });
  const NO_FILE = expect.stringMatching(
    /^open \/var\/lib\/docker\/tmp\/docker-import-\d+\/c: no such file or directory$/,
  );
  const rootfs = { type: 'layers', diff_ids: [`sha256:${'0'.repeat(64)}`] };
  const invalid: readonly (readonly [string, Record<string, TarFile> | string, unknown])[] = [
    ['text', 'short', 'unexpected EOF'],
    ['long text', 'x'.repeat(2000), 'archive/tar: invalid tar header'],
    ['no manifest', { f: '' }, expect.stringMatching(/docker-import-\d+\/repositories: no such file/)],
    [
      'a layout of OCI',
      { 'index.json': '{}', 'blobs/sha256/0': '' },
      expect.stringMatching(/docker-import-\d+\/blobs\/json: no such file/),
    ],
    ['null', { 'manifest.json': 'null' }, 'invalid manifest, manifest cannot be null (but can be [])'],
    ['no JSON', { 'manifest.json': '{' }, expect.stringMatching(/^invalid character/)],
    ['no configuration', manifest({ Config: 'c', Layers: [] }), NO_FILE],
    [
      'outside',
      { ...manifest({ Config: '../../c', Layers: [] }), c: '{}' },
      expect.stringMatching(/no such file/),
    ],
    [
      'a link outside',
      { ...manifest({ Config: 'c', Layers: [] }), c: { link: '../../../etc/passwd' } },
      NO_FILE,
    ],
    ['a link to itself', { ...manifest({ Config: 'c', Layers: [] }), c: { link: 'c' } }, NO_FILE],
    [
      'Windows',
      {
        ...manifest({ Config: 'c', Layers: [] }),
        c: config({ os: 'windows', rootfs: { type: 'layers', diff_ids: [] } }),
      },
      'cannot load windows image on linux',
    ],
    [
      'too few layers',
      { ...manifest({ Config: 'c', Layers: [] }), c: config({ rootfs }) },
      'invalid manifest, layers length mismatch: expected 0, got 1',
    ],
    [
      'a layer that is none',
      { ...manifest({ Config: 'c', Layers: ['l'] }), c: config({ rootfs }), l: 'x' },
      'failed to register layer: unexpected EOF',
    ],
    [
      'a bad name',
      {
        ...manifest({ Config: 'c', RepoTags: ['A b'], Layers: [] }),
        c: config({ rootfs: { type: 'layers', diff_ids: [] } }),
      },
      expect.stringMatching(/^invalid reference format/),
    ],
  ];
  it.each(invalid)('refuses %s', async (_name, files, message) => {
    const archive = typeof files === 'string' ? new TextEncoder().encode(files) : tarOf(files);
    const { status, lines } = await load(openDocker(), archive);
    expect([status, lines.at(-1)?.error]).toEqual([200, message]);
  });

  it('saves nothing that is not there', async () => {
    expect((await openDocker().ask('GET', '/images/get?names=nope')).json).toEqual({
      message: 'No such image: nope:latest',
    });
  });
});

describe('importing', () => {
  it('makes an image of files', async () => {
    const docker = openDocker();
    const changes = encodeURIComponent('ENV A=1');
    const { json } = await docker.ask(
      'POST',
      `/images/create?fromSrc=-&repo=files&tag=v1&message=note&changes=${changes}`,
      tarOf({ 'etc/f': 'content\n' }),
    );
    expect(json).toEqual({ status: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
    expect((await docker.ask('GET', '/images/files:v1/json')).json).toMatchObject({
      Comment: 'note',
      Config: { Env: ['A=1'] },
      Size: 8,
    });
  });

  it.each([
    ['fromSrc=-', 'x', 500, 'unexpected EOF'],
    ['fromSrc=-&changes=RUN%20x', '', 400, 'RUN is not a valid change command'],
    [
      'fromSrc=http://x/y',
      '',
      400,
      'nothing can be downloaded from http://x/y: send the archive as standard input',
    ],
  ])('refuses %s', async (query, body, status, message) => {
    const answer = await openDocker().ask('POST', `/images/create?${query}`, new TextEncoder().encode(body));
    expect([answer.status, answer.json]).toEqual([status, { message }]);
  });
});

describe('committing', () => {
  it('makes an image of what a container has changed', async () => {
    const docker = await withImage();
    await docker.ask('POST', '/containers/create?name=box', {
      Image: 'mine:v1',
      Cmd: ['tee', '/written'],
      OpenStdin: true,
      StdinOnce: true,
    });
    await docker.ask('PUT', '/containers/box/archive?path=/', tarOf({ added: 'by hand\n' }));
    const query = new URLSearchParams({
      container: 'box',
      repo: 'saved',
      tag: 'v2',
      comment: 'note',
      author: 'me',
    });
    query.append('changes', 'CMD ["cat","/added"]');
    query.append('changes', 'LABEL a=b');
    const { status, json } = await docker.ask('POST', `/commit?${query}`);
    expect([status, json]).toEqual([201, { Id: await idOf(docker, 'saved:v2') }]);
    expect((await docker.ask('GET', '/images/saved:v2/json')).json).toMatchObject({
      Author: 'me',
      Comment: 'note',
      Config: { Cmd: ['cat', '/added'], Env: expect.arrayContaining(['A=1']), Labels: { a: 'b' } },
    });
    expect((await docker.ask('GET', '/images/saved:v2/history')).json).toMatchObject([
      { CreatedBy: 'tee /written', Comment: 'note', Tags: ['saved:v2'] },
      { Tags: ['mine:v1'] },
      {},
      {},
    ]);
    expect(await printed(docker, 'saved:v2', 'cat', '/added', '/f')).toBe('by hand\ncontent\n');
  });

  it.each([
    ['container=nope', 404, 'No such container: nope'],
    [
      'container=box&repo=BAD',
      400,
      'invalid reference format: repository name (library/BAD) must be lowercase',
    ],
    ['container=box&changes=FROM%20x', 400, 'FROM is not a valid change command'],
    [
      'container=box&changes=ENV',
      400,
      'dockerfile parse error on line 1: ENV requires at least one argument',
    ],
  ])('refuses %s', async (query, status, message) => {
    const docker = await withImage();
    await docker.ask('POST', '/containers/create?name=box', { Image: 'busybox', Cmd: ['true'] });
    const answer = await docker.ask('POST', `/commit?${query}`);
    expect([answer.status, answer.json]).toEqual([status, { message }]);
  });
});
