import { fromImage } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, run, volume, workdir } from '../build-steps.ts';
import { eclipseTemurin } from '../eclipse-temurin.ts';
import { plain } from '../repository.ts';

export const zookeeper = plain(
  ['docker.io/library/zookeeper'],
  () =>
    dockerfile(fromImage(eclipseTemurin, '17-jre'), [
      env({
        ZOO_CONF_DIR: '/conf',
        ZOO_DATA_DIR: '/data',
        ZOO_DATA_LOG_DIR: '/datalog',
        ZOO_LOG_DIR: '/logs',
        ZOO_TICK_TIME: '2000',
        ZOO_INIT_LIMIT: '5',
        ZOO_SYNC_LIMIT: '2',
        ZOO_AUTOPURGE_PURGEINTERVAL: '0',
        ZOO_AUTOPURGE_SNAPRETAINCOUNT: '3',
        ZOO_MAX_CLIENT_CNXNS: '60',
        ZOO_STANDALONE_ENABLED: 'true',
        ZOO_ADMINSERVER_ENABLED: 'true',
      }),
      run(['set -eux', 'groupadd -r zookeeper --gid=1000', 'useradd -r -g zookeeper --uid=1000 zookeeper'], {
        kb: 4.3,
        users: ['zookeeper:x:1000:1000::/home/zookeeper:/bin/sh'],
        folders: {
          '/data': '755 1000:1000',
          '/datalog': '755 1000:1000',
          '/logs': '755 1000:1000',
          '/conf': '755 1000:1000',
        },
      }),
      run(
        ['set -eux', 'apt-get update', 'apt-get install -y --no-install-recommends gosu netcat-openbsd wget'],
        { mb: 8 },
      ),
      run(['set -eux', 'ddist "$DISTRO_NAME.tar.gz"', 'tar -zxf "$DISTRO_NAME.tar.gz"'], {
        share: 1,
        executables: { '/apache-zookeeper/bin/zkServer.sh': 'zookeeper' },
      }),
      workdir('/apache-zookeeper'),
      volume('/data', '/datalog', '/logs'),
      expose(2181, 2888, 3888, 8080),
      env({
        PATH: '/apache-zookeeper/bin:/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      }),
      copy('docker-entrypoint.sh', '/', {
        kb: 1.7,
        executables: { '/docker-entrypoint.sh': 'plain-entrypoint' },
      }),
      entrypoint('/docker-entrypoint.sh'),
      cmd('zkServer.sh', 'start-foreground'),
    ]),
  [
    ['3.9.3 3.9 latest', 145.0],
    ['3.8.4 3.8', 140.0],
    ['3.7.2 3.7', 138.0],
    ['3.5.10 3.5', 130.0],
    ['3.4.14 3.4', 126.0],
  ],
  'amd64 arm64/v8 ppc64le s390x',
);
