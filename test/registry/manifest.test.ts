import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { repositories } from '../../engine/registry/catalogue/index.ts';
import { catalogueLayer } from '../../engine/registry/catalogue-layer.ts';
import { platformsOf } from '../../engine/registry/construction.ts';
import type { Image } from '../../engine/registry/image.ts';
import type { LayerEntry } from '../../engine/registry/layer.ts';
import { type ImageManifest, imageManifest } from '../../engine/registry/manifest.ts';
import { resolveImage } from '../../engine/registry/resolve.ts';
import { searchImages } from '../../engine/registry/search.ts';

function imageOf(reference: string): Image {
  const resolution = resolveImage(reference);
  if ('missing' in resolution) throw new Error(resolution.missing.message);
  return resolution.found;
}

function manifestOf(reference: string, platform?: string): ImageManifest {
  return imageManifest(imageOf(reference), platform);
}

/** The files of an image as its layers, one over the other, make them. */
function filesOf(reference: string, platform?: string): Map<string, LayerEntry> {
  const files = new Map<string, LayerEntry>();
  for (const { key } of manifestOf(reference, platform).layers) {
    for (const entry of catalogueLayer(key)?.entries ?? []) files.set(entry.path, entry);
  }
  return files;
}

const digest = (text: string) => `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;

describe('an image in the registry', () => {
  it('is named by the digest of its configuration, and its manifest by its own', () => {
    const manifest = manifestOf('nginx:1.27.5');
    expect(manifest.id).toBe(digest(manifest.configText));
    expect(manifest.manifestDigest).toBe(digest(manifest.manifestText));
    expect(JSON.parse(manifest.manifestText).config.digest).toBe(manifest.id);
    expect(JSON.parse(manifest.configText)).toEqual(manifest.config);
  });

  it('has the configuration of its Dockerfile', () => {
    expect(manifestOf('nginx:1.27.5').config.config).toMatchObject({
      ExposedPorts: { '80/tcp': {} },
      Entrypoint: ['/docker-entrypoint.sh'],
      Cmd: ['nginx', '-g', 'daemon off;'],
      StopSignal: 'SIGQUIT',
      Labels: { maintainer: 'NGINX Docker Maintainers <docker-maint@nginx.com>' },
    });
    expect(manifestOf('postgres:16').config.config.Volumes).toEqual({ '/var/lib/postgresql/data': {} });
    expect(manifestOf('redis').config.config).toMatchObject({
      WorkingDir: '/data',
      Volumes: { '/data': {} },
    });
    expect(manifestOf('jenkins/jenkins').config.config.User).toBe('jenkins');
  });

  it.each(['nginx', 'python', 'hello-world', 'busybox', 'ubuntu:22.04', 'traefik/whoami'])(
    '%s has as many layers as steps of its history that aren’t empty',
    (reference) => {
      const { config, layers } = manifestOf(reference);
      const filled = config.history.filter(({ empty_layer }) => empty_layer !== true);
      expect(filled).toHaveLength(layers.length);
      expect(config.rootfs.diff_ids).toEqual(layers.map(({ diffId }) => diffId));
    },
  );

  it.each([
    ['busybox', [/^BusyBox [\d.]+ \(glibc\), Debian 12 \|$/]],
    ['debian:bookworm-slim', [/^# debian\.sh --arch 'amd64' out\/ 'bookworm' '@\d+' \|debuerreotype 0\.15$/]],
    [
      'alpine',
      [
        /^ADD alpine-minirootfs-.* \|buildkit\.dockerfile\.v0$/,
        /^CMD \["\/bin\/sh"\] \|buildkit\.dockerfile\.v0$/,
      ],
    ],
    [
      'ubuntu:24.04',
      [/ARG RELEASE \|$/, /ARG/, /LABEL/, /LABEL/, /ADD file:.* in {2}\|$|ADD file:/, /CMD.* \|$/],
    ],
  ])('%s says how it was made', (reference, lines) => {
    const { history } = manifestOf(reference).config;
    const said = history.map(({ created_by = '', comment = '' }) => `${created_by} |${comment}`);
    expect(said).toEqual(lines.map((line) => expect.stringMatching(line)));
  });

  it.each([
    ['busybox', 4.2, 4.6],
    ['alpine', 7.5, 8.6],
    ['nginx', 180, 195],
    ['nginx:alpine', 45, 56],
    ['ubuntu:24.04', 76, 80],
    ['debian:bookworm', 115, 119],
    ['redis', 115, 140],
    ['postgres', 420, 450],
    ['mysql:8.0', 590, 780],
    ['python:3.12', 950, 1050],
    ['node', 1050, 1150],
    ['httpd', 140, 155],
    ['registry:2', 22, 27],
    ['traefik/whoami', 6, 7],
    ['hello-world', 0.01, 0.0102],
  ])('%s is between %d and %d MB', (reference, low, high) => {
    const megabytes = manifestOf(reference).bytes / 1e6;
    expect(megabytes).toBeGreaterThan(low);
    expect(megabytes).toBeLessThan(high);
  });

  it('shares the layers of its base with what else is built on it', () => {
    const [nginx] = manifestOf('nginx').layers;
    expect(manifestOf('redis').layers[0]).toEqual(nginx);
    expect(manifestOf('debian:bookworm-slim').layers).toEqual([nginx]);
    const python = manifestOf('python:3.12').layers.map(({ digest: each }) => each);
    expect(
      manifestOf('node:22')
        .layers.map(({ digest: each }) => each)
        .slice(0, 4),
    ).toEqual(python.slice(0, 4));
  });

  it('is the same under all its tags and names', () => {
    expect(manifestOf('nginx:1.29.1').id).toBe(manifestOf('nginx:latest').id);
    expect(manifestOf('public.ecr.aws/nginx/nginx').id).toBe(manifestOf('nginx').id);
  });
});

describe('the files of an image', () => {
  it('busybox: every command is a hard link to one file', () => {
    const files = filesOf('busybox:1.36');
    expect(files.get('/bin/[')).toMatchObject({
      type: 'executable',
      executable: { program: 'busybox', flavour: 'busybox', version: '1.36.1' },
    });
    expect(files.get('/bin/sh')).toMatchObject({ type: 'hard link', target: '/bin/[' });
    expect(files.has('/etc/os-release')).toBe(false);
    expect(files.get('/tmp')).toMatchObject({ type: 'directory', mode: 0o1777 });
  });

  it('alpine: commands are symbolic links to busybox, and the release says which one it is', () => {
    const files = filesOf('alpine:3.19.1');
    expect(files.get('/bin/ls')).toMatchObject({ type: 'symbolic link', target: '/bin/busybox' });
    expect(files.get('/etc/alpine-release')).toMatchObject({ text: '3.19.1\n' });
    expect(files.get('/etc/os-release')).toMatchObject({
      text: expect.stringContaining('PRETTY_NAME="Alpine Linux v3.19"'),
    });
  });

  it('debian: folders are merged into /usr, commands are GNU’s', () => {
    const files = filesOf('debian:bookworm');
    expect(files.get('/bin')).toMatchObject({ type: 'symbolic link', target: 'usr/bin' });
    expect(files.get('/usr/bin/ls')).toMatchObject({ executable: { program: 'ls', flavour: 'gnu' } });
    expect(files.get('/usr/bin/sh')).toMatchObject({ type: 'symbolic link', target: 'dash' });
    expect(files.get('/etc/debian_version')).toMatchObject({ text: '12.11\n' });
    expect(files.has('/usr/bin/ps')).toBe(false);
  });

  it('ubuntu says so', () => {
    expect(filesOf('ubuntu:22.04').get('/usr/lib/os-release')).toMatchObject({
      text: expect.stringContaining('PRETTY_NAME="Ubuntu 22.04.5 LTS"'),
    });
  });

  it('nginx: its server, its scripts, its site, and logs that go to the container’s output', () => {
    const files = filesOf('nginx');
    expect(files.get('/usr/sbin/nginx')).toMatchObject({
      executable: { program: 'nginx', version: '1.29.1' },
    });
    expect(files.get('/docker-entrypoint.sh')).toMatchObject({ type: 'file', mode: 0o755 });
    expect(files.get('/usr/share/nginx/html/index.html')).toMatchObject({
      text: expect.stringContaining('<h1>Welcome to nginx!</h1>'),
    });
    expect(files.get('/var/log/nginx/access.log')).toMatchObject({ target: '/dev/stdout' });
    expect(files.get('/etc/passwd')).toMatchObject({ text: expect.stringContaining('nginx:x:101:101:') });
  });

  it('postgres: a data folder of its user', () => {
    expect(filesOf('postgres:16').get('/var/lib/postgresql/data')).toMatchObject({ uid: 999, mode: 0o1777 });
  });
});

describe('an image for another platform', () => {
  it.each([
    ['nginx', 'linux/arm64/v8', 'aarch64-linux-gnu', 'arm64'],
    ['python:3.12', 'linux/arm/v7', 'arm-linux-gnueabihf', 'arm'],
    ['traefik/whoami', 'linux/arm64', undefined, 'arm64'],
  ])('%s for %s has programs and folders of its own', (reference, platform, triplet, architecture) => {
    const files = filesOf(reference, platform);
    const executables = [...files.values()].filter((entry) => entry.type === 'executable');
    expect(executables.length).toBeGreaterThan(0);
    expect(new Set(executables.map((entry) => entry.executable.architecture))).toEqual(
      new Set([architecture]),
    );
    if (triplet !== undefined) expect(files.has(`/usr/lib/${triplet}`)).toBe(true);
    const { config, bytes, id } = manifestOf(reference, platform);
    expect(config.architecture).toBe(architecture);
    expect(id).not.toBe(manifestOf(reference).id);
    expect(bytes / manifestOf(reference).bytes).toBeCloseTo(0.95, 0);
  });

  it('is one of those that its base is there for, and that of this host is the first', () => {
    const all = [
      ...new Set(repositories.map(({ names, releases }) => `${names[0]}:${releases[0]?.[0].split(' ')[0]}`)),
    ];
    const odd = all.filter((reference) => platformsOf(imageOf(reference))[0] !== 'linux/amd64');
    expect(odd).toEqual([]);
    expect(platformsOf(imageOf('mysql:8.4'))).toEqual(['linux/amd64', 'linux/arm64/v8']);
    expect(platformsOf(imageOf('mysql:5.7'))).toEqual(['linux/amd64']);
    expect(platformsOf(imageOf('golang:1.24'))).not.toContain('linux/arm/v6');
    expect(platformsOf(imageOf('golang:1.24-alpine'))).toContain('linux/arm/v6');
  });

  it('says in its history what it was made with', () => {
    const { history } = manifestOf('alpine', 'linux/s390x').config;
    expect(history[0]?.created_by).toMatch(/^ADD alpine-minirootfs-[\d.]+-s390x\.tar\.gz /);
  });
});

it('every layer of the catalogue has files in folders that exist, each once', () => {
  const seen = new Set<string>();
  for (const { names, releases } of repositories) {
    const tag = releases[0]?.[0].split(' ')[0] ?? '';
    const below = new Map<string, LayerEntry>();
    for (const { key } of manifestOf(`${names[0]}:${tag}`).layers) {
      const entries = catalogueLayer(key)?.entries ?? [];
      const paths = new Set(entries.map(({ path }) => path));
      expect(paths.size, key).toBe(entries.length);
      const isOdd = (entry: LayerEntry) => {
        const parent = entry.path.slice(0, entry.path.lastIndexOf('/'));
        const hidesLink = below.get(entry.path)?.type === 'symbolic link' && entry.type === 'directory';
        return (parent !== '' && !paths.has(parent)) || hidesLink;
      };
      expect(entries.filter(isOdd), key).toEqual([]);
      for (const entry of entries) below.set(entry.path, entry);
      seen.add(key);
    }
  }
  expect(seen.size).toBeGreaterThan(repositories.length);
});

describe('docker search', () => {
  it('finds the official image first', () => {
    expect(searchImages('nginx')[0]).toMatchObject({ name: 'nginx', official: true });
    expect(searchImages('redis').map(({ name }) => name)).toContain('bitnami/redis');
    expect(searchImages('no-such-image-anywhere')).toEqual([]);
  });
});
