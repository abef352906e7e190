import { nodeEntrypoint } from '../scripts/entrypoint.ts';
import { buildpackTools } from './buildpack.ts';
import type { ImageConfig, Repository } from './repository.ts';

function config(
  userland: 'debian' | 'alpine',
  extra: Readonly<Record<string, string>>,
  base: { readonly base?: string } = {},
) {
  return (version: string): ImageConfig => ({
    userland,
    ...base,
    env: { NODE_VERSION: version, YARN_VERSION: '1.22.22' },
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['node'],
    scripts: { '/usr/local/bin/docker-entrypoint.sh': nodeEntrypoint },
    users: [
      `node:x:1000:1000:${userland === 'alpine' ? 'Linux User,,,' : ''}:/home/node:/bin/${userland === 'alpine' ? 'sh' : 'bash'}`,
    ],
    folders: { '/home/node': '755 1000:1000' },
    executables: {
      '/usr/local/bin/docker-entrypoint.sh': 'node-entrypoint',
      '/usr/local/bin/node': 'node',
      '/usr/local/bin/npm': 'npm',
      '/usr/local/bin/npx': 'silent',
      '/usr/local/bin/yarn': 'silent',
      ...extra,
    },
  });
}

export const node: Repository = {
  names: ['docker.io/library/node', 'public.ecr.aws/docker/library/node'],
  variants: [
    {
      suffixes: ['', '-bookworm'],
      config: config('debian', buildpackTools, { base: 'buildpack-deps:bookworm' }),
    },
    { suffixes: ['-slim', '-bookworm-slim'], config: config('debian', {}) },
    { suffixes: ['-alpine'], config: config('alpine', {}) },
  ],
  releases: [
    ['24.4.1 24.4 24 current latest', 403.0, 80.0, 57.0],
    ['23.11.1 23.11 23', 402.0, 80.0, 56.0],
    ['22.17.0 22.17 22 lts jod', 400.0, 80.0, 54.0],
    ['22.11.0', 396.0, 79.0, 53.0],
    ['21.7.3 21.7 21', 393.0, 77.0, 49.0],
    ['20.19.3 20.19 20 iron', 390.0, 72.0, 48.0],
    ['20.11.1', 387.0, 71.0, 47.0],
    ['19.9.0 19.9 19', 385.0, 70.0, 51.0],
    ['18.20.8 18.20 18 hydrogen', 386.0, 70.0, 45.0],
    ['17.9.1 17.9 17', 364.0, 69.0, 47.0],
    ['16.20.2 16.20 16 gallium', 356.0, 68.0, 40.0],
    ['15.14.0 15.14 15', 355.0, 66.0, 41.0],
    ['14.21.3 14.21 14 fermium', 353.0, 65.0, 41.0],
    ['12.22.12 12.22 12 erbium', 349.0, 58.0, 29.0],
    ['10.24.1 10.24 10 dubnium', 348.0, 51.0, 27.0],
    ['8.17.0 8.17 8 carbon', 344.0, 54.0, 24.0],
    ['6.17.1 6.17 6 boron', 342.0, 50.0, 18.0],
    ['0.10.48 0.10', 251.0, 74.0],
    ['0.10.40', 250.0, 74.0],
  ],
};
