import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, label, run, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

const entry = `#!/bin/bash
if [ -z "$MYSQL_ROOT_PASSWORD" ] && [ "$ALLOW_EMPTY_PASSWORD" != "yes" ]; then
  echo "mysql ERROR ==> The MYSQL_ROOT_PASSWORD environment variable is empty or not set. Set the environment variable ALLOW_EMPTY_PASSWORD=yes to allow the container to be started with blank passwords. This is recommended only for development." >&2
  exit 1
fi
exec "$@"
`;
const start = `#!/bin/bash
if [ "$ALLOW_EMPTY_PASSWORD" = "yes" ]; then export MYSQL_ALLOW_EMPTY_PASSWORD=yes; fi
exec /usr/local/bin/docker-entrypoint.sh mysqld
`;

export const bitnamiMysql = plain(
  ['docker.io/bitnami/mysql', 'docker.io/bitnamilegacy/mysql'],
  (version) =>
    dockerfile(from('debian:bookworm-slim'), [
      env({ HOME: '/', OS_ARCH: 'amd64', OS_FLAVOUR: 'debian-12', OS_NAME: 'linux' }),
      label({
        'org.opencontainers.image.title': 'mysql',
        'org.opencontainers.image.vendor': 'Broadcom, Inc.',
        'org.opencontainers.image.version': version,
      }),
      run('install_packages ca-certificates curl procps zlib1g', {
        mb: 38,
        executables: { '/usr/bin/curl': 'curl', '/usr/bin/ps': 'ps' },
      }),
      run('component_unpack "mysql"', {
        share: 1,
        executables: {
          '/opt/bitnami/mysql/bin/mysqld': 'mysqld',
          '/opt/bitnami/mysql/bin/mysql': 'mysql',
          '/opt/bitnami/mysql/bin/mysqladmin': 'mysqladmin',
          '/usr/local/bin/docker-entrypoint.sh': 'mysql-entrypoint',
        },
        users: ['mysql:x:1001:1001::/var/lib/mysql:/bin/sh'],
        folders: { '/var/lib/mysql': '777 1001:0', '/docker-entrypoint-initdb.d': '775 1001:0' },
      }),
      copy('rootfs', '/', {
        scripts: {
          '/opt/bitnami/scripts/mysql/entrypoint.sh': entry,
          '/opt/bitnami/scripts/mysql/run.sh': start,
        },
      }),
      env({
        APP_VERSION: version,
        BITNAMI_APP_NAME: 'mysql',
        PATH: '/opt/bitnami/mysql/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      }),
      expose(3306),
      user('1001'),
      entrypoint('/opt/bitnami/scripts/mysql/entrypoint.sh'),
      cmd('/opt/bitnami/scripts/mysql/run.sh'),
    ]),
  [
    ['9.3.0 9.3 latest', 210.0],
    ['8.4.5 8.4', 200.0],
    ['8.0.42 8.0', 190.0],
  ],
);
