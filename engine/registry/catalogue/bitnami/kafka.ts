import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, label, run, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

const entry = '#!/bin/bash\nexec "$@"\n';

export const bitnamiKafka = plain(
  ['docker.io/bitnami/kafka', 'docker.io/bitnamilegacy/kafka'],
  (version) =>
    dockerfile(from('debian:bookworm-slim'), [
      env({ HOME: '/', OS_ARCH: 'amd64', OS_FLAVOUR: 'debian-12', OS_NAME: 'linux' }),
      label({
        'org.opencontainers.image.title': 'kafka',
        'org.opencontainers.image.vendor': 'Broadcom, Inc.',
        'org.opencontainers.image.version': version,
      }),
      run('install_packages ca-certificates curl procps zlib1g', {
        mb: 38,
        executables: { '/usr/bin/curl': 'curl', '/usr/bin/ps': 'ps' },
      }),
      run('component_unpack "kafka"', {
        share: 1,
        executables: { '/opt/bitnami/scripts/kafka/run.sh': 'kafka' },
        folders: { '/bitnami/kafka': '775 1001:0' },
      }),
      copy('rootfs', '/', { scripts: { '/opt/bitnami/scripts/kafka/entrypoint.sh': entry } }),
      env({ APP_VERSION: version, BITNAMI_APP_NAME: 'kafka' }),
      expose(9092),
      user('1001'),
      entrypoint('/opt/bitnami/scripts/kafka/entrypoint.sh'),
      cmd('/opt/bitnami/scripts/kafka/run.sh'),
    ]),
  [
    ['latest 4.0.0 4.0', 300.0],
    ['3.6.2 3.6', 290.0],
  ],
);
