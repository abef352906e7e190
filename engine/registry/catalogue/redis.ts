import { redisEntrypoint } from '../scripts/entrypoint.ts';
import { from } from './bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, run, volume, workdir } from './build-steps.ts';
import { atLeast, type ImageConfig, type Repository } from './repository.ts';

const programs = {
  '/usr/local/bin/redis-server': 'redis-server',
  '/usr/local/bin/redis-cli': 'redis-cli',
  '/usr/local/bin/redis-sentinel': 'redis-server',
  '/usr/local/bin/redis-benchmark': 'not-modelled',
};

/** What both flavours have from the download on. */
const rest = (version: string, stepDown: string, build: string) => [
  env({ REDIS_DOWNLOAD_URL: `https://github.com/redis/redis/archive/refs/tags/${version}.tar.gz` }),
  run(
    [
      'set -eux',
      build,
      'wget -O redis.tar.gz "$REDIS_DOWNLOAD_URL"',
      'mkdir -p /usr/src/redis',
      'tar -xzf redis.tar.gz -C /usr/src/redis --strip-components=1',
      'make -C /usr/src/redis -j "$(nproc)" all',
      'make -C /usr/src/redis install',
      'redis-cli --version',
      'redis-server --version',
    ],
    { share: 1, executables: programs },
  ),
  run('mkdir /data && chown redis:redis /data', { folders: { '/data': '755 999:1000' } }),
  volume('/data'),
  workdir('/data'),
  copy('docker-entrypoint.sh', '/usr/local/bin/', {
    scripts: { '/usr/local/bin/docker-entrypoint.sh': redisEntrypoint(stepDown) },
    executables: { '/usr/local/bin/docker-entrypoint.sh': 'redis-entrypoint' },
  }),
  entrypoint('docker-entrypoint.sh'),
  expose(6379),
  cmd('redis-server'),
];

function debian(version: string): ImageConfig {
  return dockerfile(
    from('debian:bookworm-slim'),
    [
      run(['set -eux', 'groupadd -r -g 999 redis', 'useradd -r -g redis -u 999 redis'], {
        kb: 4.3,
        users: ['redis:x:999:1000::/home/redis:/bin/sh'],
        groups: ['redis:x:1000:'],
      }),
      run(
        [
          'set -eux',
          'apt-get update',
          'apt-get install -y --no-install-recommends tzdata',
          'rm -rf /var/lib/apt/lists/*',
        ],
        { kb: 1340 },
      ),
      env({ GOSU_VERSION: '1.17' }),
      run(
        [
          'set -eux',
          'savedAptMark="$(apt-mark showmanual)"',
          'apt-get update',
          'apt-get install -y --no-install-recommends ca-certificates gnupg wget',
          'gosu --version',
          'gosu nobody true',
        ],
        { mb: 4.12, executables: { '/usr/local/bin/gosu': 'gosu' } },
      ),
      env({ REDIS_VERSION: version }),
      rest(
        version,
        'gosu',
        'apt-get install -y --no-install-recommends ca-certificates wget gcc libc6-dev libssl-dev make',
      ),
    ],
    { unpacking: 2.5 },
  );
}

function alpine(version: string): ImageConfig {
  return dockerfile(
    from('alpine:3.22'),
    [
      run(['set -eux', 'addgroup -S -g 1000 redis', 'adduser -S -G redis -u 999 redis'], {
        kb: 4.7,
        users: ['redis:x:999:1000::/home/redis:/sbin/nologin'],
        groups: ['redis:x:1000:'],
      }),
      run(['set -eux', 'apk add --no-cache su-exec tzdata'], {
        kb: 920,
        executables: { '/sbin/su-exec': 'gosu' },
      }),
      env({ REDIS_VERSION: version }),
      rest(
        version,
        'su-exec',
        'apk add --no-cache --virtual .build-deps coreutils gcc linux-headers make musl-dev openssl-dev',
      ),
    ],
    { unpacking: 2.5 },
  );
}

export const redis: Repository = {
  names: ['docker.io/library/redis', 'public.ecr.aws/docker/library/redis'],
  variants: [
    { suffixes: ['', '-bookworm'], config: debian },
    { suffixes: ['-alpine'], config: alpine },
  ],
  platforms: (version) => (atLeast(version, '3.2') ? undefined : 'amd64'),
  releases: [
    ['8.0.2 8.0 8 latest', 49.6, 26.4],
    ['7.4.4 7.4 7', 46.1, 16.9],
    ['7.4.2', 46.1, 16.9],
    ['7.2.9 7.2', 45.9, 16.3],
    ['7.2.4', 51.5, 17.4],
    ['7.2.3', 51.5, 16.0],
    ['7.0.15 7.0', 45.8, 12.0],
    ['7.0.4', 43.5, 11.8],
    ['6.2.18 6.2 6', 41.7, 10.9],
    ['6.2.6', 39.9, 10.8],
    ['6.0.20 6.0', 38.6, 10.9],
    ['6.0.9', 38.5, 10.9],
    ['6.0.5', 37.0, 10.8],
    ['5.0.14 5.0 5', 37.7, 10.6],
    ['5.0.8', 36.5, 10.5],
    ['5.0.4', 35.6, 15.1],
    ['5.0.3', 35.5, 15.1],
    ['4.0.14 4.0 4', 34.4, 9.4],
    ['3.2.12 3.2 3', 28.2, 8.6],
    ['3.0.7 3.0', 70.0, 7.3],
    ['2.8.23 2.8', 69.1],
  ],
};
