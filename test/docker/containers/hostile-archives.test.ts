import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openDocker } from '../../harness/docker-api.ts';
import { type TarFile, tarOf } from '../../harness/tar.ts';

async function withContainer() {
  const docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  await docker.ask('POST', '/containers/create?name=box', { Image: 'busybox' });
  return docker;
}

type Files = Readonly<Record<string, TarFile>>;

describe('an archive that is copied into a container', () => {
  it.each<[string, Files, string]>([
    ['leads out', { '../../etc/evil': 'x' }, '"../../etc/evil" is outside of "/tmp"'],
    ['has a link that leads out', { up: { link: '../../..' } }, 'invalid symlink "/tmp/up" -> "../../.."'],
    ['has a name that is too long', { ['n'.repeat(300)]: 'x' }, '/tmp: file name too long'],
  ])('is refused where it %s', async (_what, files, message) => {
    const docker = await withContainer();
    const { status, json } = await docker.ask('PUT', '/containers/box/archive?path=/tmp', tarOf(files));
    expect([status >= 400, json]).toEqual([true, { message }]);
    expect((await docker.ask('HEAD', '/containers/box/archive?path=/etc/evil')).status).toBe(404);
  });

  it('stays in the container, whatever its links say', async () => {
    const docker = await withContainer();
    const files: Files = { root: { link: '/etc' }, 'root/evil': 'x', '/etc/absolute': 'x' };
    expect((await docker.ask('PUT', '/containers/box/archive?path=/tmp', tarOf(files))).status).toBe(200);
    const changes = await docker.ask('GET', '/containers/box/changes');
    expect(changes.json).toEqual([
      { Path: '/etc', Kind: 0 },
      { Path: '/etc/evil', Kind: 1 },
      { Path: '/tmp', Kind: 0 },
      { Path: '/tmp/etc', Kind: 1 },
      { Path: '/tmp/etc/absolute', Kind: 1 },
      { Path: '/tmp/root', Kind: 1 },
    ]);
    await docker.ask('POST', '/containers/create?name=other', { Image: 'busybox' });
    expect((await docker.ask('HEAD', '/containers/other/archive?path=/etc/evil')).status).toBe(404);
  });
});

describe('a build context with links', () => {
  it.each<[string, Files, RegExp]>([
    ['to a folder of the host', { l: { link: '/etc' } }, /stat l\/passwd: file does not exist/],
    ['out of itself', { l: { link: '../../../etc' } }, /stat l\/passwd: file does not exist/],
    ['in a circle', { l: { link: 'm' }, m: { link: 'l' } }, /COPY failed: .*l\/passwd/],
  ])('shows nothing %s', async (_where, files, message) => {
    const docker = await withContainer();
    const context = tarOf({ ...files, Dockerfile: 'FROM busybox\nCOPY l/passwd /stolen' });
    const { lines } = await docker.ask('POST', '/build', context);
    expect(lines.at(-1)?.error).toMatch(message);
  });

  it('has no Dockerfile behind one', async () => {
    const docker = await withContainer();
    const { json } = await docker.ask('POST', '/build', tarOf({ Dockerfile: { link: '/etc/passwd' } }));
    expect(json).toEqual({ message: 'Cannot locate specified Dockerfile: Dockerfile' });
  });
});

describe('an archive at each of the four doors', () => {
  const doors = [
    'POST /images/load',
    'POST /images/create?fromSrc=-&repo=imported',
    'POST /build',
    'PUT /containers/box/archive?path=/tmp',
  ] as const;
  const claims = tarOf({ f: 'x' });
  claims.set(new TextEncoder().encode('77777777777\0'), 124);
  const squeezed = gzipSync(gzipSync(new Uint8Array(8 * 1024 * 1024)));

  it.each<[string, Uint8Array, RegExp]>([
    ['says that it is larger than anything', claims, /invalid tar header|unexpected EOF/],
    ['is squeezed twice', squeezed, /invalid tar header/],
    ['goes too deep', tarOf({ [`${'a/'.repeat(3000)}x`]: 'x' }), /file name too long|no such file/i],
  ])('is refused in words where it %s, and leaves nothing', async (_what, archive, says) => {
    const docker = await withContainer();
    const before = await docker.ask('GET', '/images/json?all=1');
    for (const door of doors) {
      const [method = '', path = ''] = door.split(' ');
      const { lines } = await docker.ask(method, path, archive);
      const { message, error } = { ...lines.at(-1) };
      expect([door, message ?? error]).toEqual([door, expect.stringMatching(says)]);
    }
    expect((await docker.ask('GET', '/images/json?all=1')).json).toEqual(before.json);
    expect((await docker.ask('GET', '/containers/json?all=1')).json).toHaveLength(1);
    expect((await docker.ask('GET', '/containers/box/changes')).json).toBeNull();
  });
});
