import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, label, run, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

const entry = `#!/bin/bash
if [ -z "$ZOO_SERVER_USERS" ] && [ "$ALLOW_ANONYMOUS_LOGIN" != "yes" ]; then
  echo "zookeeper ERROR ==> The ZOO_ENABLE_AUTH environment variable does not configure authentication. Set the environment variable ALLOW_ANONYMOUS_LOGIN=yes to allow unauthenticated users to connect to ZooKeeper." >&2
  exit 1
fi
exec "$@"
`;

export const bitnamiZookeeper = plain(
  ['docker.io/bitnami/zookeeper', 'docker.io/bitnamilegacy/zookeeper'],
  (version) =>
    dockerfile(from('debian:bookworm-slim'), [
      env({ HOME: '/', OS_ARCH: 'amd64', OS_FLAVOUR: 'debian-12', OS_NAME: 'linux' }),
      label({
        'org.opencontainers.image.title': 'zookeeper',
        'org.opencontainers.image.vendor': 'Broadcom, Inc.',
        'org.opencontainers.image.version': version,
      }),
      run('install_packages ca-certificates curl procps zlib1g', {
        mb: 38,
        executables: { '/usr/bin/curl': 'curl', '/usr/bin/ps': 'ps' },
      }),
      run('component_unpack "zookeeper"', {
        share: 1,
        executables: { '/opt/bitnami/scripts/zookeeper/run.sh': 'zookeeper' },
        folders: { '/bitnami/zookeeper': '775 1001:0' },
      }),
      copy('rootfs', '/', { scripts: { '/opt/bitnami/scripts/zookeeper/entrypoint.sh': entry } }),
      env({ APP_VERSION: version, BITNAMI_APP_NAME: 'zookeeper' }),
      expose(2181),
      user('1001'),
      entrypoint('/opt/bitnami/scripts/zookeeper/entrypoint.sh'),
      cmd('/opt/bitnami/scripts/zookeeper/run.sh'),
    ]),
  [
    ['latest 3.9.3 3.9', 300.0],
    ['3.8.4 3.8', 290.0],
  ],
);
