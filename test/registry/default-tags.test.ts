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

/** When there is a look at them: most are there soon, and the slowest takes as long as all of it. */
const lookSeconds = [20, 140];

/** Runs an image as it is: `listens 80 443`, or how it ended and its last words. @param expected nothing else need be waited for */
async function outcomeOf(docker: DockerApi, name: string, expected: string): Promise<string> {
  const colon = name.includes(':') ? name.lastIndexOf(':') : name.length;
  const pull = `/images/create?fromImage=${name.slice(0, colon)}&tag=${name.slice(colon + 1) || 'latest'}`;
  await docker.ask('POST', pull, undefined, { seconds: 400 });
  const created = Object((await docker.ask('POST', '/containers/create', { Image: name })).json);
  if (created.Id === undefined) return `refused: ${created.message}`;
  const container = `/containers/${created.Id}`;
  const started = await docker.ask('POST', `${container}/start`);
  if (started.status !== 204) return `refused: ${Object(started.json).message}`;
  let [outcome, isRunning] = ['', true];
  for (const seconds of lookSeconds) {
    docker.advance(seconds);
    const { State } = Object((await docker.ask('GET', `${container}/json`)).json);
    isRunning = State.Running;
    outcome = isRunning
      ? `listens ${portsOf(docker, State.Pid).join(' ')}`.trimEnd()
      : `ends ${State.ExitCode}`;
    if (outcome === expected) break;
  }
  const { bytes } = await docker.ask('GET', `${container}/logs?stdout=1&stderr=1&tail=4`);
  await docker.ask('DELETE', `${container}?force=1`);
  // The frames of the log don't matter: it is only looked into.
  return isRunning ? outcome : `${outcome} ${new TextDecoder().decode(bytes)}`;
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
        const [, kind = '', says = ''] = /^(ends \d+|refused:|listens.*?)(?:, (.*))?$/.exec(expected) ?? [];
        const outcome = await outcomeOf(docker, name, kind);
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

/** Sizes of images end in digits of their digests; those of layers add up to them but for so many bytes. */
const noiseBytes = 65_536 + 100 * 32;

/** What a registry has under a name, and how large it says that it is. */
function stored(name: string) {
  const resolution = resolveImage(name);
  if ('missing' in resolution) throw new Error(`${name}: ${resolution.missing.message}`);
  return { ...imageManifest(resolution.found), sizeBytes: resolution.found.sizeBytes };
}

test('every tag has the layers of what it is built on first, and its own with its size; its history has them all', () => {
  for (const repository of repositories) {
    for (const tag of tagsOf(repository)) {
      const name = `${repository.names[0]}:${tag}`;
      const build = buildOf(repository, tag);
      const { base = 'scratch', steps } = build?.config(build.version) ?? {};
      const { layers, config, sizeBytes } = stored(name);
      const digests = layers.map(({ digest }) => digest);
      expect(new Set(digests).size, name).toBe(layers.length);
      const filled = config.history.filter(({ empty_layer }) => empty_layer !== true);
      expect(filled.length, name).toBe(layers.length);
      if (!systems.test(base)) {
        const below = stored(base).layers.map(({ digest }) => digest);
        expect(digests.slice(0, below.length), `${name} on ${base}`).toEqual(below);
      }
      const hasOwn = steps === undefined || steps.some(({ bytes, share }) => (bytes ?? share) !== undefined);
      if (!hasOwn) continue;
      const sum = layers.reduce((total, { compressedBytes }) => total + compressedBytes, 0);
      expect(Math.abs(sum - sizeBytes), name).toBeLessThan(noiseBytes);
    }
  }
});
