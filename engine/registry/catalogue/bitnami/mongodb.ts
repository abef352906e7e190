import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, label, run, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

const entry = `#!/bin/bash
exec "$@"
`;
const start = `#!/bin/bash
exec /usr/local/bin/docker-entrypoint.sh mongod
`;

export const bitnamiMongodb = plain(
  ['docker.io/bitnami/mongodb', 'docker.io/bitnamilegacy/mongodb'],
  (version) =>
    dockerfile(from('debian:bookworm-slim'), [
      env({ HOME: '/', OS_ARCH: 'amd64', OS_FLAVOUR: 'debian-12', OS_NAME: 'linux' }),
      label({
        'org.opencontainers.image.title': 'mongodb',
        'org.opencontainers.image.vendor': 'Broadcom, Inc.',
        'org.opencontainers.image.version': version,
      }),
      run('install_packages ca-certificates curl procps zlib1g', {
        mb: 38,
        executables: { '/usr/bin/curl': 'curl', '/usr/bin/ps': 'ps' },
      }),
      run('component_unpack "mongodb"', {
        share: 1,
        executables: {
          '/opt/bitnami/mongodb/bin/mongod': 'mongod',
          '/opt/bitnami/mongodb/bin/mongosh': 'mongosh',
          '/usr/local/bin/docker-entrypoint.sh': 'mongo-entrypoint',
        },
        users: ['mongodb:x:1001:1001::/data/db:/bin/sh'],
        folders: { '/data/db': '777 1001:0', '/docker-entrypoint-initdb.d': '775 1001:0' },
      }),
      copy('rootfs', '/', {
        scripts: {
          '/opt/bitnami/scripts/mongodb/entrypoint.sh': entry,
          '/opt/bitnami/scripts/mongodb/run.sh': start,
        },
      }),
      env({
        APP_VERSION: version,
        BITNAMI_APP_NAME: 'mongodb',
        PATH: '/opt/bitnami/mongodb/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      }),
      expose(27017),
      user('1001'),
      entrypoint('/opt/bitnami/scripts/mongodb/entrypoint.sh'),
      cmd('/opt/bitnami/scripts/mongodb/run.sh'),
    ]),
  [
    ['8.0.11 8.0 latest', 280.0],
    ['7.0.21 7.0', 260.0],
  ],
);
