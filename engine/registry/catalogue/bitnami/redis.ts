import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, label, run, user, workdir } from '../build-steps.ts';
import { plain } from '../repository.ts';

const entry = `#!/bin/bash
if [ -z "$REDIS_PASSWORD" ] && [ "$ALLOW_EMPTY_PASSWORD" != "yes" ]; then
  echo "redis ERROR ==> The REDIS_PASSWORD environment variable is empty or not set. Set the environment variable ALLOW_EMPTY_PASSWORD=yes to allow the container to be started with blank passwords. This is recommended only for development." >&2
  exit 1
fi
exec "$@"
`;
const start = `#!/bin/bash
if [ -n "$REDIS_PASSWORD" ]; then
  exec redis-server --requirepass "$REDIS_PASSWORD"
fi
exec redis-server --protected-mode no
`;

export const bitnamiRedis = plain(
  ['docker.io/bitnami/redis', 'docker.io/bitnamilegacy/redis'],
  (version) =>
    dockerfile(from('debian:bookworm-slim'), [
      env({ HOME: '/', OS_ARCH: 'amd64', OS_FLAVOUR: 'debian-12', OS_NAME: 'linux' }),
      label({
        'org.opencontainers.image.title': 'redis',
        'org.opencontainers.image.vendor': 'Broadcom, Inc.',
        'org.opencontainers.image.version': version,
      }),
      run('install_packages ca-certificates curl procps zlib1g', {
        mb: 38,
        executables: { '/usr/bin/curl': 'curl', '/usr/bin/ps': 'ps' },
      }),
      run('component_unpack "redis"', {
        share: 1,
        executables: {
          '/opt/bitnami/redis/bin/redis-server': 'redis-server',
          '/opt/bitnami/redis/bin/redis-cli': 'redis-cli',
        },
        folders: { '/bitnami/redis/data': '775 1001:0' },
      }),
      copy('rootfs', '/', {
        scripts: {
          '/opt/bitnami/scripts/redis/entrypoint.sh': entry,
          '/opt/bitnami/scripts/redis/run.sh': start,
        },
      }),
      env({
        APP_VERSION: version,
        BITNAMI_APP_NAME: 'redis',
        PATH: '/opt/bitnami/redis/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      }),
      expose(6379),
      workdir('/bitnami/redis/data'),
      user('1001'),
      entrypoint('/opt/bitnami/scripts/redis/entrypoint.sh'),
      cmd('/opt/bitnami/scripts/redis/run.sh'),
    ]),
  [
    ['8.0.3 8.0 latest', 60.0],
    ['7.4.3 7.4 7.2', 48.0],
    ['6.2.16 6.2', 40.0],
  ],
);
