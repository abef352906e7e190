import { expect, it } from 'vitest';
import { packing } from '../../engine/docker/images/registry/blob.ts';
import { type DockerApi, openDocker } from '../harness/docker-api.ts';
import { type TarFile, tarOf } from '../harness/tar.ts';

/** More than one slice has. */
const MANY = 2500;

const files = (prefix = ''): Record<string, TarFile> =>
  Object.fromEntries(Array.from({ length: MANY }, (_, index) => [`${prefix}f${index}`, `${index}\n`]));

/** Of containers and builds: what isn't in a layer. */
const ownFiles = (docker: DockerApi) =>
  docker.stored().filter(({ kind, key }) => kind === 'inodes' && !/^docker:(?:root|empty) |-shm /.test(key))
    .length;

async function withContainer() {
  const docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=busybox&tag=latest');
  await docker.ask('POST', '/containers/create?name=box', { Image: 'busybox' });
  return docker;
}

it('others are answered while many files are copied into a container, and all of them get there', async () => {
  const docker = await withContainer();
  const copied = docker.ask('PUT', '/containers/box/archive?path=/tmp', tarOf(files()), { seconds: 0 });
  await new Promise(setImmediate);
  const { json: meanwhile } = await docker.ask('GET', '/containers/box/changes', undefined, { seconds: 0 });
  expect(Object.keys(Object(meanwhile)).length).toBeLessThan(MANY);
  expect((await copied).status).toBe(200);
  expect((await docker.ask('GET', '/containers/box/changes')).json).toHaveLength(MANY + 1);
});

it('what is wrong with the last file of many is said, and the daemon goes on', async () => {
  const docker = await withContainer();
  const archive = tarOf({ ...files(), '../../out': 'x' });
  const { status, json } = await docker.ask('PUT', '/containers/box/archive?path=/tmp', archive);
  expect([status, json]).toEqual([400, { message: '"../../out" is outside of "/tmp"' }]);
  expect((await docker.ask('GET', '/_ping')).status).toBe(200);
});

it('a container that is removed while files are copied into it is gone', async () => {
  const docker = await withContainer();
  const copied = docker.ask('PUT', '/containers/box/archive?path=/tmp', tarOf(files()), { seconds: 0 });
  await new Promise(setImmediate);
  expect((await docker.ask('DELETE', '/containers/box', undefined, { seconds: 0 })).status).toBe(204);
  expect((await copied).status).toBe(500);
  expect(ownFiles(docker)).toBe(0);
});

it('a build of many files says and makes what a small one does, and leaves nothing', async () => {
  const docker = await withContainer();
  await docker.ask('DELETE', '/containers/box');
  const context = tarOf({ ...files('app/'), Dockerfile: 'FROM busybox\nCOPY app /srv/\nCMD ["true"]\n' });
  const { lines } = await docker.ask('POST', '/build?t=built', context);
  const said = lines.map(({ stream }) => stream ?? '').join('');
  expect(said.match(/^Step .*$/gm)).toEqual([
    'Step 1/3 : FROM busybox',
    'Step 2/3 : COPY app /srv/',
    'Step 3/3 : CMD ["true"]',
  ]);
  expect(ownFiles(docker)).toBe(0);
  const again = await docker.ask('POST', '/build?t=built', context);
  expect(again.lines.filter(({ stream }) => stream === ' ---> Using cache\n')).toHaveLength(2);
  await docker.ask('POST', '/containers/create?name=made', { Image: 'built' });
  const { bytes } = await docker.ask('GET', '/containers/made/archive?path=/srv/f2499');
  expect(new TextDecoder().decode(bytes)).toContain('2499\n');
});

it('a build that was copying when the server stopped copies all of it when it goes on', async () => {
  const docker = await withContainer();
  const gone = new AbortController();
  const context = tarOf({ ...files('app/'), Dockerfile: 'FROM busybox\nCOPY app /srv/\n' });
  void docker.ask('POST', '/build?t=built', context, { seconds: 0, signal: gone.signal });
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  const isCopying = () => docker.sandbox.run(docker.sandbox.now + 1, 1).settled === false;
  const partly = () => ownFiles(docker);
  for (let steps = 0; steps < 10_000 && partly() < 500; steps++) isCopying();
  expect(partly()).toBeGreaterThan(0);
  const woken = docker.reload();
  woken.advance(60);
  const { json } = await woken.ask('GET', '/images/built/json');
  expect(json).toMatchObject({ RootFS: { Layers: [expect.any(String), expect.any(String)] } });
  expect(ownFiles(woken)).toBe(0);
  await woken.ask('POST', '/containers/create?name=made', { Image: 'built' });
  expect((await woken.ask('HEAD', '/containers/made/archive?path=/srv/f2499')).status).toBe(200);
});

it('an image of many files is pulled from a registry, over a restart in the middle too', async () => {
  const docker = await withContainer();
  await docker.ask('POST', '/images/create?fromImage=registry&tag=2');
  const bindings = { '5000/tcp': [{ HostPort: '5000' }] };
  const config = { Image: 'registry:2', HostConfig: { PortBindings: bindings } };
  await docker.ask('POST', '/containers/create?name=registry', config);
  await docker.ask('POST', '/containers/registry/start');
  await docker.ask('POST', '/images/create?fromSrc=-&repo=localhost:5000/many&tag=latest', tarOf(files()));
  const { lines } = await docker.ask('POST', '/images/localhost:5000/many/push?tag=latest');
  expect(lines.at(-1)).toMatchObject({ aux: { Tag: 'latest' } });
  await docker.ask('DELETE', '/images/localhost:5000/many');
  const { sandbox } = docker;
  const reference = { domain: 'localhost:5000', path: 'many', tag: 'latest' };
  sandbox.transact(() => sandbox.docker.pulls.begin('docker', reference, 'linux/amd64'));
  const isUnpacking = () =>
    docker.stored().some(({ kind, value }) => kind === 'docker_fetches' && value.includes('"unpacking"'));
  for (let steps = 0; steps < 1000 && !isUnpacking(); steps++) sandbox.run(sandbox.now + 1, 1);
  expect(isUnpacking()).toBe(true);
  const woken = docker.reload();
  woken.advance(60);
  const { json } = await woken.ask('GET', '/images/localhost:5000/many/json');
  expect(json).toMatchObject({ RootFS: { Layers: [expect.any(String)] } });
  await woken.ask('POST', '/containers/create?name=made', { Image: 'localhost:5000/many', Cmd: ['/f1'] });
  expect((await woken.ask('HEAD', '/containers/made/archive?path=/f2499')).status).toBe(200);
});

it('more files than may be are refused', async () => {
  const docker = await withContainer();
  const empty = Object.fromEntries(
    Array.from({ length: 50_001 }, (_, index) => [`d${index % 100}/f${index}`, '']),
  );
  const { status, json } = await docker.ask('POST', '/build', tarOf(empty), { seconds: 0 });
  const message = 'Error processing tar file: archive has more than 50000 files';
  expect([status, json]).toEqual([400, { message }]);
});

it('a layer is packed for a registry, and hashed, in pieces of bounded size', () => {
  const bytes = Uint8Array.from({ length: 5 * 2 ** 20 }, (_, index) => (index * 31) >> 7);
  const entry = { type: 'bytes', path: '/f', mode: 0o644, uid: 0, gid: 0, bytes } as const;
  const work = packing({ key: 'long-work', modifiedMs: 0, entries: [entry] });
  const pieces: number[] = [];
  for (let next = work.next(); ; next = work.next()) {
    if (next.done === true) {
      expect(next.value.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
      break;
    }
    pieces.push(next.value);
  }
  expect(pieces.length).toBeGreaterThan(5);
  expect(Math.max(...pieces)).toBeLessThan(1000);
});
