import { expect, it } from 'vitest';
import { type DockerApi, openDocker } from '../../harness/docker-api.ts';
import { tarOf } from '../../harness/tar.ts';

const pull = (docker: DockerApi, image: string, platform = '') => {
  const [, name = image, tag = 'latest'] = /^(.*):([^/]*)$/.exec(image) ?? [];
  return docker.ask('POST', `/images/create?fromImage=${name}&tag=${tag}&platform=${platform}`);
};

const inspect = async (docker: DockerApi, name: string) =>
  (await docker.ask('GET', `/images/${name}/json`)).json as Record<string, unknown>;

const json = (platform: object) => encodeURIComponent(JSON.stringify(platform));
const ARM = { os: 'linux', architecture: 'arm64' };
const AMD = { os: 'linux', architecture: 'amd64' };

it('has another image for another platform under the same tag, and its digest where it was', async () => {
  const docker = openDocker();
  await pull(docker, 'alpine');
  const here = await inspect(docker, 'alpine');
  const { lines } = await pull(docker, 'alpine', 'linux/arm64');
  expect(lines.at(-1)?.status).toBe('Status: Downloaded newer image for alpine:latest');
  const there = await inspect(docker, 'alpine');
  expect([here.Architecture, here.Variant]).toEqual(['amd64', undefined]);
  expect(there).toMatchObject({ Architecture: 'arm64', Variant: 'v8', Os: 'linux', RepoDigests: [] });
  expect(there.Id).not.toBe(here.Id);
  expect(lines.at(-2)?.status).toBe(`Digest: ${String(here.RepoDigests).split('@')[1]}`);
  expect(await inspect(docker, String(here.Id))).toMatchObject({
    RepoTags: [],
    RepoDigests: here.RepoDigests,
  });
});

it.each([
  ['busybox', 'linux/arm/v7', 'arm/v7'],
  ['busybox', 'arm', 'arm/v7'],
  ['busybox', 'linux/arm64/v9', 'arm64/v8'],
  ['registry:2', 'linux/arm/v8', 'arm/v7'],
  ['postgres:17', 'linux/arm/v6', 'arm/v5'],
  ['traefik/whoami', 'aarch64', 'arm64/'],
  ['busybox', 'linux/386', '386/'],
  ['docker/whalesay', 'linux/arm64', 'amd64/'],
])('of %s takes for %s that of %s', async (image, platform, expected) => {
  const docker = openDocker();
  const { lines } = await pull(docker, image, platform);
  const { Architecture, Variant = '' } = await inspect(docker, image);
  expect(`${Architecture}/${Variant}`).toBe(expected);
  const warning =
    'WARNING: image with reference docker/whalesay:latest was found but its platform (linux/amd64) does not match the specified platform (linux/arm64)';
  expect(lines.some(({ status }) => status === warning)).toBe(image === 'docker/whalesay');
});

it.each([
  ['mysql:5.7', 'linux/arm64/v8', 'no matching manifest for linux/arm64/v8 in the manifest list entries'],
  ['alpine', 'linux/arm/v5', 'no matching manifest for linux/arm/v5 in the manifest list entries'],
  ['alpine', 'windows', 'no matching manifest for windows/amd64 in the manifest list entries'],
])('says within the stream that it has no %s for %s', async (image, platform, message) => {
  const { status, lines } = await pull(openDocker(), image, platform);
  expect(status).toBe(200);
  expect(lines.map((line) => line.status ?? line.error)).toEqual([
    `Pulling from library/${image.split(':')[0]}`,
    message,
  ]);
});

it('refuses what is no platform', async () => {
  const docker = openDocker();
  for (const [platform, message] of [
    [
      'a$b',
      '"a$b" is an invalid OS component of "a$b": OSAndVersion specifier component must match "^([A-Za-z0-9_-]+)(?:\\\\(([A-Za-z0-9_.-]*)\\\\))?$": invalid argument',
    ],
    [
      'linux/a b',
      '"a b" is an invalid component of "linux/a b": platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument',
    ],
    ['nope', '"nope": unknown operating system or architecture: invalid argument'],
    ['linux/*', '"linux/*": wildcards not yet supported: invalid argument'],
    ['a/b/c/d', '"a/b/c/d": cannot parse platform specifier: invalid argument'],
  ] as const) {
    const answer = await pull(docker, 'busybox', encodeURIComponent(platform));
    expect([answer.status, answer.json]).toEqual([400, { message }]);
  }
});

it('ends programs of another platform as the kernel does, and warns where none was asked for', async () => {
  const docker = openDocker();
  await pull(docker, 'busybox', 'linux/arm64');
  const create = (platform = '') =>
    docker.ask('POST', `/containers/create?name=one&platform=${platform}`, {
      Image: 'busybox',
      Cmd: ['uname'],
    });
  expect((await create('linux/amd64')).json).toEqual({
    message:
      'image with reference busybox was found but its platform (linux/arm64/v8) does not match the specified platform (linux/amd64)',
  });
  expect((await create()).json).toMatchObject({
    Warnings: [
      "The requested image's platform (linux/arm64/v8) does not match the detected host platform (linux/amd64/v3) and no specific platform was requested",
    ],
  });
  await docker.ask('DELETE', '/containers/one');
  expect((await create('linux/arm64')).json).toMatchObject({ Warnings: [] });
  expect((await docker.ask('POST', '/containers/one/start')).status).toBe(204);
  expect((await docker.ask('POST', '/containers/one/wait')).json).toMatchObject({ StatusCode: 255 });
  const { bytes } = await docker.ask('GET', '/containers/one/logs?stderr=1');
  expect(new TextDecoder().decode(bytes)).toContain('exec /bin/uname: exec format error\n');
});

it('runs 32-bit programs', async () => {
  const docker = openDocker();
  await pull(docker, 'busybox', 'linux/386');
  const { json: created } = await docker.ask('POST', '/containers/create?name=one', {
    Image: 'busybox',
    Cmd: ['true'],
  });
  expect(created).toMatchObject({ Warnings: [] });
  await docker.ask('POST', '/containers/one/start');
  expect((await docker.ask('POST', '/containers/one/wait')).json).toMatchObject({ StatusCode: 0 });
});

it('builds for the platform of a stage, of the build, or of what is there already', async () => {
  const docker = openDocker();
  const build = (dockerfile: string, platform = '') =>
    docker.ask('POST', `/build?t=x&platform=${platform}`, tarOf({ Dockerfile: dockerfile }));
  const said = async (dockerfile: string, platform?: string) =>
    (await build(dockerfile, platform)).lines.map(({ stream, error }) => stream ?? error).join('');
  const warning =
    " ---> [Warning] The requested image's platform (linux/arm64/v8) does not match the detected host platform (linux/amd64/v3) and no specific platform was requested\n";
  expect(await said('FROM --platform=linux/arm64 busybox\nENV A=1')).toContain(warning);
  expect(await inspect(docker, 'x')).toMatchObject({ Architecture: 'arm64', Variant: 'v8' });
  expect(await said('FROM busybox\nRUN true', 'linux/amd64')).toMatch(
    /exec \/bin\/sh: exec format error[\s\S]*The command '\/bin\/sh -c true' returned a non-zero code: 255$/,
  );
  expect(
    await said('FROM alpine\nARG TARGETPLATFORM\nLABEL for="<$TARGETPLATFORM>"', 'linux/arm/v7'),
  ).toContain('Successfully');
  expect(await inspect(docker, 'x')).toMatchObject({ Variant: 'v7', Config: { Labels: { for: '<>' } } });
  expect(await said('FROM mysql:5.7', 'linux/arm64')).toContain('no matching manifest for linux/arm64');
  expect(await said('FROM --platform=$NONE busybox')).toContain('failed to parse platform ');
});

it('looks at, saves, loads, pushes and removes only what is for the platform that is asked for', async () => {
  const docker = openDocker();
  await pull(docker, 'alpine', 'linux/arm64');
  const message =
    'image with reference alpine was found but its platform (linux/arm64/v8) does not match the specified platform (linux/amd64)';
  const ask = async (method: string, path: string) => {
    const answer = await docker.ask(method, path);
    return [answer.status, answer.json];
  };
  expect(await ask('GET', `/v1.49/images/alpine/json?platform=${json(AMD)}`)).toEqual([404, { message }]);
  expect((await ask('GET', `/v1.48/images/alpine/json?platform=${json(AMD)}`))[0]).toBe(200);
  expect(await ask('GET', `/v1.50/images/alpine/json?platform=${json(ARM)}&manifests=1`)).toEqual([
    400,
    { message: 'conflicting options: manifests and platform options cannot both be set' },
  ]);
  expect(await ask('GET', `/images/alpine/history?platform=${json(AMD)}`)).toEqual([404, { message }]);
  expect(await ask('GET', `/images/alpine/history?platform=${json({ os: 'linux' })}`)).toEqual([
    400,
    { message: 'both OS and Architecture must be provided' },
  ]);
  expect(await ask('GET', `/images/alpine/get?platform=${json(AMD)}`)).toEqual([
    500,
    { message: 'no suitable export target found for platform linux/amd64' },
  ]);
  expect(await ask('DELETE', `/images/alpine?platforms=${json(AMD)}`)).toEqual([404, { message }]);
  expect(await ask('POST', `/images/alpine/push?tag=latest&platform=${json(AMD)}`)).toEqual([
    404,
    { message: message.replace('alpine', 'alpine:latest') },
  ]);
  const { bytes } = await docker.ask('GET', `/images/alpine/get?platform=${json(ARM)}`);
  await docker.ask('DELETE', '/images/alpine');
  const load = (platform: object) => docker.ask('POST', `/images/load?platform=${json(platform)}`, bytes);
  expect((await load(AMD)).lines).toEqual([]);
  expect((await load(ARM)).lines.at(-1)).toEqual({ stream: 'Loaded image: alpine:latest\n' });
  expect(await inspect(docker, 'alpine')).toMatchObject({ Architecture: 'arm64', Variant: 'v8' });
});

it('imports for any platform, and tells which a registry has', async () => {
  const docker = openDocker();
  await docker.ask('POST', '/images/create?fromSrc=-&repo=i&platform=linux/arm/v7', tarOf({ a: 'x' }));
  expect(await inspect(docker, 'i')).toMatchObject({ Architecture: 'arm', Variant: 'v7' });
  const other = await docker.ask(
    'POST',
    '/images/create?fromSrc=-&repo=i&platform=windows',
    tarOf({ a: 'x' }),
  );
  expect([other.status, other.json]).toEqual([400, { message: 'operating system is not supported' }]);
  expect((await docker.ask('GET', '/distribution/mysql:8.4/json')).json).toMatchObject({
    Platforms: [
      { os: 'linux', architecture: 'amd64' },
      { os: 'linux', architecture: 'arm64', variant: 'v8' },
    ],
  });
});

it('takes from a list of manifests in a registry of its own what fits', async () => {
  const docker = openDocker();
  for (const image of ['registry:2', 'curlimages/curl', 'busybox']) await pull(docker, image);
  await docker.ask('POST', '/containers/create?name=registry', {
    Image: 'registry:2',
    HostConfig: { NetworkMode: 'host' },
  });
  await docker.ask('POST', '/containers/registry/start');
  docker.advance(2);
  const manifests: object[] = [];
  for (const [architecture, variant] of [['amd64'], ['arm64', 'v8']]) {
    await pull(docker, 'busybox', `linux/${architecture}`);
    await docker.ask('POST', `/images/busybox/tag?repo=localhost:5000/b&tag=${architecture}`);
    const { lines } = await docker.ask('POST', `/images/localhost:5000/b/push?tag=${architecture}`);
    const { aux } = lines.at(-1) as { aux: { Digest: string; Size: number } };
    const mediaType = 'application/vnd.docker.distribution.manifest.v2+json';
    const platform = { os: 'linux', architecture, ...(variant === undefined ? {} : { variant }) };
    manifests.push({ mediaType, digest: aux.Digest, size: aux.Size, platform });
  }
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  const index = JSON.stringify({ schemaVersion: 2, mediaType, manifests });
  const Cmd = [
    '-sX',
    'PUT',
    '-H',
    `Content-Type: ${mediaType}`,
    '-d',
    index,
    'localhost:5000/v2/b/manifests/all',
  ];
  const curl = { Image: 'curlimages/curl', Cmd, HostConfig: { NetworkMode: 'host' } };
  await docker.ask('POST', '/containers/create?name=curl', curl);
  await docker.ask('POST', '/containers/curl/start');
  await docker.ask('POST', '/containers/curl/wait');
  for (const architecture of ['arm64', 'amd64']) {
    const { lines } = await pull(docker, 'localhost:5000/b:all', `linux/${architecture}`);
    expect(lines.at(-1)?.status).toBe('Status: Downloaded newer image for localhost:5000/b:all');
    expect(await inspect(docker, 'localhost:5000/b:all')).toMatchObject({ Architecture: architecture });
  }
  const { lines } = await pull(docker, 'localhost:5000/b:all', 'linux/s390x');
  expect(lines.map(({ status, error }) => status ?? error)).toEqual([
    'Pulling from b',
    'no matching manifest for linux/s390x in the manifest list entries',
  ]);
});
