import { from } from './bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, label, note, run, volume } from './build-steps.ts';
import { aptInstall, gosu } from './gosu-step.ts';
import { atLeast, type ImageConfig, plain } from './repository.ts';

function config(version: string): ImageConfig {
  const server = atLeast(version, '11.0') ? 'mariadbd' : 'mysqld';
  const [base, suite] = atLeast(version, '11.4')
    ? ['ubuntu:24.04', 'ubu2404']
    : atLeast(version, '10.6')
      ? ['ubuntu:22.04', 'ubu2204']
      : ['ubuntu:20.04', 'ubu2004'];
  return dockerfile(
    from(base),
    [
      run(
        [
          'set -eux',
          'groupadd -r mysql --gid=999',
          'useradd -r -g mysql mysql --home-dir /var/lib/mysql --uid=999',
        ],
        {
          kb: 4.3,
          users: ['mysql:x:999:999::/home/mysql:/bin/sh'],
        },
      ),
      gosu(
        '1.17',
        'apt-get install -y --no-install-recommends ca-certificates gpg gpgv libjemalloc2 pwgen tzdata xz-utils zstd',
      ),
      run('mkdir /docker-entrypoint-initdb.d', { folders: { '/docker-entrypoint-initdb.d': '755' } }),
      env({ LANG: 'C.UTF-8' }),
      label({
        'org.opencontainers.image.authors': 'MariaDB Community',
        'org.opencontainers.image.title': 'MariaDB Database',
        'org.opencontainers.image.version': version,
      }),
      note(`ARG MARIADB_VERSION=1:${version}+maria~${suite}`),
      env({ MARIADB_VERSION: `1:${version}+maria~${suite}` }),
      run(aptInstall('ca-certificates pwgen tzdata'), { mb: 0.4 }),
      run(
        [
          'set -ex',
          'apt-get update',
          'apt-get install -y --no-install-recommends mariadb-server="$MARIADB_VERSION" mariadb-backup socat',
          'rm -rf /var/lib/apt/lists/*',
          'mkdir -p /var/lib/mysql /run/mysqld',
          'chown -R mysql:mysql /var/lib/mysql /run/mysqld',
          'chmod 1777 /run/mysqld',
        ],
        {
          share: 1,
          folders: { '/var/lib/mysql': '755 999:999', '/run/mysqld': '1777 999:999' },
          executables: {
            [`/usr/sbin/${server}`]: 'mariadbd',
            '/usr/bin/mariadb': 'mysql',
            '/usr/bin/mariadb-admin': 'mysqladmin',
            '/usr/bin/mariadb-dump': 'mysqldump',
            ...(server === 'mysqld'
              ? {
                  '/usr/bin/mysql': 'mysql',
                  '/usr/bin/mysqladmin': 'mysqladmin',
                  '/usr/bin/mysqldump': 'mysqldump',
                }
              : {}),
          },
        },
      ),
      volume('/var/lib/mysql'),
      copy('healthcheck.sh', '/usr/local/bin/healthcheck.sh', {
        kb: 11,
        executables: { '/usr/local/bin/healthcheck.sh': 'mysqladmin' },
      }),
      copy('docker-entrypoint.sh', '/usr/local/bin/', {
        kb: 26,
        executables: { '/usr/local/bin/docker-entrypoint.sh': 'mariadb-entrypoint' },
      }),
      entrypoint('docker-entrypoint.sh'),
      expose(3306),
      cmd(server),
    ],
    { unpacking: 3.5 },
  );
}

export const mariadb = plain(
  ['docker.io/library/mariadb'],
  config,
  [
    ['11.8.2 11.8 11 latest lts', 101.0],
    ['11.7.2 11.7', 101.0],
    ['11.4.7 11.4', 99.0],
    ['11.2.2 11.2', 120.0],
    ['11.1.3 11.1', 119.0],
    ['11.0.4 11.0', 119.0],
    ['10.11.13 10.11 10', 97.0],
    ['10.6.22 10.6', 94.0],
    ['10.5.29 10.5', 118.0],
    ['10.4.34 10.4', 117.0],
    ['10.3.39 10.3', 114.0],
    ['10.2.44 10.2', 112.0],
    ['10.1.48 10.1', 110.0],
    ['10.0.38 10.0', 104.0],
    ['5.5.64 5.5 5', 93.0],
  ],
  'amd64 arm64/v8 ppc64le s390x',
);
