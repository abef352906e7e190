import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, label, run, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

const entry = `#!/bin/bash
if [ -z "$MARIADB_ROOT_PASSWORD" ] && [ "$ALLOW_EMPTY_PASSWORD" != "yes" ]; then
  echo "mariadb ERROR ==> The MARIADB_ROOT_PASSWORD environment variable is empty or not set. Set the environment variable ALLOW_EMPTY_PASSWORD=yes to allow the container to be started with blank passwords. This is recommended only for development." >&2
  exit 1
fi
exec "$@"
`;
const start = `#!/bin/bash
if [ "$ALLOW_EMPTY_PASSWORD" = "yes" ]; then export MARIADB_ALLOW_EMPTY_ROOT_PASSWORD=yes; fi
exec /usr/local/bin/docker-entrypoint.sh mariadbd
`;

export const bitnamiMariadb = plain(
  ['docker.io/bitnami/mariadb', 'docker.io/bitnamilegacy/mariadb'],
  (version) =>
    dockerfile(from('debian:bookworm-slim'), [
      env({ HOME: '/', OS_ARCH: 'amd64', OS_FLAVOUR: 'debian-12', OS_NAME: 'linux' }),
      label({
        'org.opencontainers.image.title': 'mariadb',
        'org.opencontainers.image.vendor': 'Broadcom, Inc.',
        'org.opencontainers.image.version': version,
      }),
      run('install_packages ca-certificates curl procps zlib1g', {
        mb: 38,
        executables: { '/usr/bin/curl': 'curl', '/usr/bin/ps': 'ps' },
      }),
      run('component_unpack "mariadb"', {
        share: 1,
        executables: {
          '/opt/bitnami/mariadb/bin/mariadbd': 'mariadbd',
          '/opt/bitnami/mariadb/bin/mariadb': 'mysql',
          '/opt/bitnami/mariadb/bin/mysql': 'mysql',
          '/opt/bitnami/mariadb/bin/mariadb-admin': 'mysqladmin',
          '/usr/local/bin/docker-entrypoint.sh': 'mariadb-entrypoint',
        },
        users: ['mysql:x:1001:1001::/var/lib/mysql:/bin/sh'],
        folders: { '/var/lib/mysql': '777 1001:0', '/docker-entrypoint-initdb.d': '775 1001:0' },
      }),
      copy('rootfs', '/', {
        scripts: {
          '/opt/bitnami/scripts/mariadb/entrypoint.sh': entry,
          '/opt/bitnami/scripts/mariadb/run.sh': start,
        },
      }),
      env({
        APP_VERSION: version,
        BITNAMI_APP_NAME: 'mariadb',
        PATH: '/opt/bitnami/mariadb/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      }),
      expose(3306),
      user('1001'),
      entrypoint('/opt/bitnami/scripts/mariadb/entrypoint.sh'),
      cmd('/opt/bitnami/scripts/mariadb/run.sh'),
    ]),
  [
    ['11.8.2 11.8 latest', 130.0],
    ['11.4.7 11.4', 125.0],
    ['10.11.13 10.11', 120.0],
  ],
);
