import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, label, run, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

const entry = `#!/bin/bash
if [ -z "$POSTGRESQL_PASSWORD" ] && [ "$ALLOW_EMPTY_PASSWORD" != "yes" ]; then
  echo "postgresql ERROR ==> The POSTGRESQL_PASSWORD environment variable is empty or not set. Set the environment variable ALLOW_EMPTY_PASSWORD=yes to allow the container to be started with blank passwords. This is recommended only for development." >&2
  exit 1
fi
exec "$@"
`;
const start = `#!/bin/bash
export POSTGRES_PASSWORD="$POSTGRESQL_PASSWORD" POSTGRES_USER="\${POSTGRESQL_USERNAME:-postgres}" POSTGRES_DB="$POSTGRESQL_DATABASE"
if [ "$ALLOW_EMPTY_PASSWORD" = "yes" ]; then export POSTGRES_HOST_AUTH_METHOD=trust; fi
exec /usr/local/bin/docker-entrypoint.sh postgres
`;

export const bitnamiPostgresql = plain(
  ['docker.io/bitnami/postgresql', 'docker.io/bitnamilegacy/postgresql'],
  (version) =>
    dockerfile(from('debian:bookworm-slim'), [
      env({ HOME: '/', OS_ARCH: 'amd64', OS_FLAVOUR: 'debian-12', OS_NAME: 'linux' }),
      label({
        'org.opencontainers.image.title': 'postgresql',
        'org.opencontainers.image.vendor': 'Broadcom, Inc.',
        'org.opencontainers.image.version': version,
      }),
      run('install_packages ca-certificates curl procps zlib1g', {
        mb: 38,
        executables: { '/usr/bin/curl': 'curl', '/usr/bin/ps': 'ps' },
      }),
      run('component_unpack "postgresql"', {
        share: 1,
        executables: {
          '/usr/lib/postgresql/17/bin/postgres': 'postgres',
          '/opt/bitnami/postgresql/bin/postgres': 'postgres',
          '/opt/bitnami/postgresql/bin/psql': 'psql',
          '/opt/bitnami/postgresql/bin/pg_isready': 'pg_isready',
          '/usr/local/bin/docker-entrypoint.sh': 'postgres-entrypoint',
        },
        users: ['postgres:x:1001:1001::/var/lib/postgresql:/bin/sh'],
        folders: { '/var/lib/postgresql': '777 1001:0', '/docker-entrypoint-initdb.d': '775 1001:0' },
      }),
      copy('rootfs', '/', {
        scripts: {
          '/opt/bitnami/scripts/postgresql/entrypoint.sh': entry,
          '/opt/bitnami/scripts/postgresql/run.sh': start,
        },
      }),
      env({
        APP_VERSION: version,
        BITNAMI_APP_NAME: 'postgresql',
        PATH: '/opt/bitnami/postgresql/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        PGDATA: '/var/lib/postgresql/data',
      }),
      expose(5432),
      user('1001'),
      entrypoint('/opt/bitnami/scripts/postgresql/entrypoint.sh'),
      cmd('/opt/bitnami/scripts/postgresql/run.sh'),
    ]),
  [
    ['17.5.0 17 latest', 100.0],
    ['16.6.0 16', 98.0],
    ['15.10.0 15', 96.0],
    ['14.15.0 14', 95.0],
  ],
);
