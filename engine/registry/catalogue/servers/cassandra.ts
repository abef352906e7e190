import { fromImage } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, run, volume } from '../build-steps.ts';
import { eclipseTemurin } from '../eclipse-temurin.ts';
import { aptInstall } from '../gosu-step.ts';
import { plain } from '../repository.ts';

export const cassandra = plain(
  ['docker.io/library/cassandra', 'gcr.io/google-samples/cassandra', 'docker.io/bitnami/cassandra'],
  (version) =>
    dockerfile(fromImage(eclipseTemurin, '11-jre'), [
      run(['set -eux', 'groupadd -r cassandra --gid=999', 'useradd -r -g cassandra --uid=999 cassandra'], {
        kb: 4.3,
        users: ['cassandra:x:999:999::/home/cassandra:/bin/sh'],
      }),
      run(aptInstall('libjemalloc2 procps python3 iproute2 numactl'), {
        mb: 42,
        executables: { '/usr/bin/ps': 'ps' },
      }),
      env({ CASSANDRA_HOME: '/opt/cassandra' }),
      env({ CASSANDRA_CONF: '/etc/cassandra' }),
      env({
        PATH: '/opt/cassandra/bin:/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      }),
      env({ CASSANDRA_VERSION: version }),
      run(['set -eux', 'ddist "$CASSANDRA_HOME"', 'cassandra -v'], {
        share: 1,
        executables: {
          '/opt/cassandra/bin/cassandra': 'cassandra',
          '/opt/cassandra/bin/nodetool': 'not-modelled',
          '/opt/cassandra/bin/cqlsh': 'not-modelled',
        },
        files: { '/ready-probe.sh': '#!/bin/bash\nnc -z 127.0.0.1 9042\n' },
        folders: { '/var/lib/cassandra': '1777 999:999' },
      }),
      volume('/var/lib/cassandra'),
      copy('docker-entrypoint.sh', '/usr/local/bin/', {
        kb: 5,
        executables: { '/usr/local/bin/docker-entrypoint.sh': 'plain-entrypoint' },
      }),
      run('ln -s usr/local/bin/docker-entrypoint.sh /docker-entrypoint.sh # backwards compat', {
        links: { '/docker-entrypoint.sh': 'usr/local/bin/docker-entrypoint.sh' },
      }),
      entrypoint('docker-entrypoint.sh'),
      expose(7000, 7001, 7199, 9042, 9160),
      cmd('cassandra', '-f'),
    ]),
  [
    ['5.0.4 5.0 5 latest', 161.0],
    ['4.1.9 4.1 4', 152.0],
    ['3.11.19 3.11 3', 149.0],
    ['v14', 144.0],
    ['v13', 140.0],
  ],
  'amd64 arm/v7 arm64/v8 ppc64le s390x',
);
