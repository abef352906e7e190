import { nodeEntrypoint } from '../scripts/entrypoint.ts';
import { type Base, from } from './bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, run } from './build-steps.ts';
import { buildpackTools } from './buildpack.ts';
import { atLeast, type ImageConfig, type Repository } from './repository.ts';

interface Flavour {
  readonly base: Base;
  readonly adding: string;
  readonly account: string;
  /** How packages come for the time of the build. */
  readonly install: string;
  readonly tools: Readonly<Record<string, string>>;
}

function runtime({ base, adding, account, install, tools }: Flavour) {
  return (version: string): ImageConfig => {
    const image = dockerfile(base, [
      run(adding, { kb: 8.9, users: [account], folders: { '/home/node': '755 1000:1000' } }),
      env({ NODE_VERSION: version }),
      run(
        [
          `ARCH= && dpkgArch="$(dpkg --print-architecture)" && case "$dpkgArch" in amd64) ARCH='x64' ;; esac && set -ex ${install}`,
          'curl -fsSLO --compressed "https://nodejs.org/dist/v$NODE_VERSION/node-v$NODE_VERSION-linux-$ARCH.tar.xz"',
          'tar -xJf "node-v$NODE_VERSION-linux-$ARCH.tar.xz" -C /usr/local --strip-components=1 --no-same-owner',
          'ln -s /usr/local/bin/node /usr/local/bin/nodejs',
          'node --version',
          'npm --version',
        ],
        {
          share: 1,
          executables: {
            '/usr/local/bin/node': 'node',
            '/usr/local/bin/npm': 'npm',
            '/usr/local/bin/npx': 'not-modelled',
          },
          links: { '/usr/local/bin/nodejs': '/usr/local/bin/node' },
        },
      ),
      env({ YARN_VERSION: '1.22.22' }),
      run(
        [
          `set -ex ${install}`,
          'curl -fsSLO --compressed "https://yarnpkg.com/downloads/$YARN_VERSION/yarn-v$YARN_VERSION.tar.gz"',
          'mkdir -p /opt',
          'tar -xzf yarn-v$YARN_VERSION.tar.gz -C /opt/',
          'yarn --version',
        ],
        { mb: 5.34, executables: { '/usr/local/bin/yarn': 'not-modelled' } },
      ),
      copy('docker-entrypoint.sh', '/usr/local/bin/', {
        scripts: { '/usr/local/bin/docker-entrypoint.sh': nodeEntrypoint },
        executables: { '/usr/local/bin/docker-entrypoint.sh': 'node-entrypoint' },
      }),
      entrypoint('docker-entrypoint.sh'),
      cmd('node'),
    ]);
    return { ...image, executables: { ...tools, ...image.executables } };
  };
}

const debianUser = {
  adding: 'groupadd --gid 1000 node   && useradd --uid 1000 --gid node --shell /bin/bash --create-home node',
  account: 'node:x:1000:1000::/home/node:/bin/bash',
};

const full = runtime({
  base: from('buildpack-deps:bookworm'),
  ...debianUser,
  install: '&& export GNUPGHOME="$(mktemp -d)"',
  tools: buildpackTools,
});
const slim = runtime({
  base: from('debian:bookworm-slim'),
  ...debianUser,
  install:
    '&& apt-get update && apt-get install -y ca-certificates curl wget gnupg dirmngr xz-utils --no-install-recommends',
  tools: {},
});
const alpine = runtime({
  base: from('alpine:3.22'),
  adding: 'addgroup -g 1000 node     && adduser -u 1000 -G node -s /bin/sh -D node',
  account: 'node:x:1000:1000:Linux User,,,:/home/node:/bin/sh',
  install: '&& apk add --no-cache --virtual .build-deps curl',
  tools: {},
});

export const node: Repository = {
  names: ['docker.io/library/node', 'public.ecr.aws/docker/library/node'],
  variants: [
    {
      suffixes: ['', '-bookworm'],
      config: full,
    },
    { suffixes: ['-slim', '-bookworm-slim'], config: slim },
    { suffixes: ['-alpine'], config: alpine },
  ],
  platforms: (version) => (atLeast(version, '6') ? 'amd64 arm/v6 arm/v7 arm64/v8 ppc64le s390x' : 'amd64'),
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
