import { describe, expect, it, test } from 'vitest';
import { networkName } from '../../engine/linux/network-namespace.ts';
import { repositories } from '../../engine/registry/catalogue/index.ts';
import { buildOf, type Repository, tagsOf } from '../../engine/registry/catalogue/repository.ts';
import { imageManifest } from '../../engine/registry/manifest.ts';
import { resolveImage } from '../../engine/registry/resolve.ts';
import { type DockerApi, openDocker } from '../harness/docker-api.ts';
import { outcomes } from './default-tag-outcomes.ts';

/** As a student writes it: `nginx`, `grafana/grafana`, with its tag where there is no `latest`. */
function shortName({ names: [name] }: Repository, tags: readonly string[]): string {
  const familiar = name.replace(/^docker\.io\/(?:library\/)?/, '');
  return tags.includes('latest') ? familiar : `${familiar}:${tags[0]}`;
}

/** So long the slowest of them takes to be there. */
const startSeconds = 160;

/** Runs an image as it is: `listens 80 443`, or how it ended and its last words. */
async function outcomeOf(docker: DockerApi, name: string): Promise<string> {
  const colon = name.includes(':') ? name.lastIndexOf(':') : name.length;
  const pull = `/images/create?fromImage=${name.slice(0, colon)}&tag=${name.slice(colon + 1) || 'latest'}`;
  await docker.ask('POST', pull, undefined, { seconds: 400 });
  const created = Object((await docker.ask('POST', '/containers/create', { Image: name })).json);
  if (created.Id === undefined) return `refused: ${created.message}`;
  const container = `/containers/${created.Id}`;
  const started = await docker.ask('POST', `${container}/start`);
  if (started.status !== 204) return `refused: ${Object(started.json).message}`;
  docker.advance(startSeconds);
  const { State } = Object((await docker.ask('GET', `${container}/json`)).json);
  const outcome = State.Running
    ? `listens ${portsOf(docker, State.Pid).join(' ')}`.trimEnd()
    : `ends ${State.ExitCode}`;
  const { bytes } = await docker.ask('GET', `${container}/logs?stdout=1&stderr=1&tail=4`);
  await docker.ask('DELETE', `${container}?force=1`);
  // The frames of the log don't matter: it is only looked into.
  return State.Running ? outcome : `${outcome} ${new TextDecoder().decode(bytes)}`;
}

function portsOf({ sandbox }: DockerApi, pid: number): number[] {
  const { kernel } = sandbox.machines;
  const inode = kernel.processes.get('docker', pid)?.namespaces.net ?? 0;
  const { sockets } = kernel.network.view(networkName('docker', inode));
  const ports = sockets.filter(({ state }) => state === 'LISTEN').map(({ local }) => local.port);
  return [...new Set(ports)].sort((a, b) => a - b);
}

describe('an image that is run as it is', () => {
  it('is one of those whose outcome is written down', () => {
    const names = repositories.map((repository) => shortName(repository, tagsOf(repository)));
    expect(names.filter((name) => !outcomes.has(name))).toEqual([]);
    expect([...outcomes.keys()].filter((name) => !names.includes(name))).toEqual([]);
  });

  // A host for ten of them: what one leaves behind doesn't get in the way of the next.
  const groups = Array.from({ length: Math.ceil(outcomes.size / 10) }, (_, index) =>
    [...outcomes].slice(index * 10, index * 10 + 10),
  );
  it.each(groups.map((group) => [group.map(([name]) => name).join(' '), group] as const))(
    '%s',
    async (_names, group) => {
      const docker = openDocker();
      for (const [name, expected] of group) {
        const outcome = await outcomeOf(docker, name);
        const [, kind = '', says = ''] = /^(ends \d+|refused:|listens.*?)(?:, (.*))?$/.exec(expected) ?? [];
        expect(
          outcome.startsWith('listens') ? outcome : outcome.slice(0, kind.length),
          `${name}: ${outcome}`,
        ).toBe(kind);
        expect(outcome, name).toContain(says);
      }
    },
  );
});

/** Where a release is too small for it, another of these takes its place. */
const systems =
  /^(?:almalinux|alpine|amazonlinux|buildpack-deps|busybox|centos|debian|fedora|oraclelinux|rockylinux|scratch|ubuntu)\b/;

test('what is built on another image has its layers first', () => {
  for (const repository of repositories) {
    for (const tag of tagsOf(repository)) {
      const name = `${repository.names[0]}:${tag}`;
      const build = buildOf(repository, tag);
      const base = build?.config(build.version).base ?? 'scratch';
      if (systems.test(base)) continue;
      const [own, below] = [name, base].map((reference) => {
        const resolution = resolveImage(reference);
        if ('missing' in resolution) throw new Error(`${name}: ${resolution.missing.message}`);
        return imageManifest(resolution.found).layers.map(({ digest }) => digest);
      });
      expect(own?.slice(0, below?.length), `${name} on ${base}`).toEqual(below);
    }
  }
});

/** Sizes of images end in digits of their digests; those of layers add up to them but for so many bytes. */
const noiseBytes = 65_536 + 100 * 32;

test('the layers of every tag have its size, and its history has them all', () => {
  for (const repository of repositories) {
    for (const tag of tagsOf(repository)) {
      const name = `${repository.names[0]}:${tag}`;
      const resolution = resolveImage(name);
      if ('missing' in resolution) throw new Error(resolution.missing.message);
      const { layers, config } = imageManifest(resolution.found);
      const filled = config.history.filter(({ empty_layer }) => empty_layer !== true);
      expect(filled.length, name).toBe(layers.length);
      expect(new Set(layers.map(({ digest }) => digest)).size, name).toBe(layers.length);
      const steps = buildOf(repository, tag)?.config(resolution.found.version).steps;
      const ownLayers =
        steps === undefined || steps.some(({ bytes, share }) => (bytes ?? share) !== undefined);
      if (!ownLayers) continue;
      const sum = layers.reduce((total, { compressedBytes }) => total + compressedBytes, 0);
      expect(Math.abs(sum - resolution.found.sizeBytes), name).toBeLessThan(noiseBytes);
    }
  }
});
