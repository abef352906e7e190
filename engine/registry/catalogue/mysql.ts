import { from } from './bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, run, volume } from './build-steps.ts';
import { aptInstall, gosu } from './gosu-step.ts';
import { atLeast, type ImageConfig, plain } from './repository.ts';

const configuration = `[mysqld]
skip-host-cache
skip-name-resolve
datadir=/var/lib/mysql
socket=/var/run/mysqld/mysqld.sock
secure-file-priv=/var/lib/mysql-files
user=mysql

pid-file=/var/run/mysqld/mysqld.pid
[client]
socket=/var/run/mysqld/mysqld.sock

!includedir /etc/mysql/conf.d/
`;

const programs = {
  '/usr/sbin/mysqld': 'mysqld',
  '/usr/bin/mysql': 'mysql',
  '/usr/bin/mysqladmin': 'mysqladmin',
  '/usr/bin/mysqldump': 'mysqldump',
};

const folders = {
  '/docker-entrypoint-initdb.d': '755',
  '/var/lib/mysql': '1777 999:999',
  '/run/mysqld': '1777 999:999',
};

const account = ['mysql:x:999:999::/var/lib/mysql:/bin/bash'];

const end = [
  volume('/var/lib/mysql'),
  copy('docker-entrypoint.sh', '/usr/local/bin/', {
    kb: 14.4,
    executables: { '/usr/local/bin/docker-entrypoint.sh': 'mysql-entrypoint' },
  }),
  run('ln -s usr/local/bin/docker-entrypoint.sh /entrypoint.sh # backwards compat', {
    links: { '/entrypoint.sh': 'usr/local/bin/docker-entrypoint.sh' },
  }),
  entrypoint('docker-entrypoint.sh'),
  expose(3306, 33_060),
  cmd('mysqld'),
];

/** On Oracle Linux, since 8.0. */
function oracle(version: string): ImageConfig {
  const major = atLeast(version, '9.0') ? 'innovation' : version.split('.').slice(0, 2).join('.');
  const release = atLeast(version, '8.4') ? 'el9' : 'el8';
  return dockerfile(
    from(release === 'el9' ? 'oraclelinux:9-slim' : 'oraclelinux:8-slim'),
    [
      run(
        [
          'set -eux',
          'groupadd --system --gid 999 mysql',
          'useradd --system --uid 999 --gid 999 --home-dir /var/lib/mysql --no-create-home mysql',
        ],
        { kb: 2.5, users: account },
      ),
      gosu('1.17', 'arch="$(uname -m)"'),
      run(['set -eux', 'microdnf install -y bzip2 gzip openssl xz zstd findutils', 'microdnf clean all'], {
        mb: 18,
      }),
      run(
        [
          'set -eux',
          "key='BCA43417C3B485DD128EC6D4B7B3B788A8D3785C'",
          'gpg --batch --export --armor "$key" > /etc/pki/rpm-gpg/RPM-GPG-KEY-mysql',
        ],
        { kb: 3.1 },
      ),
      env({ MYSQL_MAJOR: major }),
      env({ MYSQL_VERSION: `${version}-1.${release}` }),
      run(
        [
          'set -eu',
          "{ echo '[mysql-server-minimal]'; echo 'enabled=1'; } | tee /etc/yum.repos.d/mysql-community-minimal.repo",
        ],
        { kb: 0.3 },
      ),
      run(
        [
          'set -eux',
          'microdnf install -y "mysql-community-server-minimal-$MYSQL_VERSION"',
          'microdnf clean all',
          'mkdir -p /etc/mysql/conf.d',
          'chmod 1777 /var/lib/mysql /var/run/mysqld',
          'mkdir /docker-entrypoint-initdb.d',
          'mysqld --version',
        ],
        { share: 0.55, executables: programs, files: { '/etc/my.cnf': configuration }, folders },
      ),
      run(
        [
          'set -eu',
          "{ echo '[mysql-tools-community]'; echo 'enabled=1'; } | tee /etc/yum.repos.d/mysql-community-tools.repo",
        ],
        { kb: 0.4 },
      ),
      env({ MYSQL_SHELL_VERSION: `${version}-1.${release}` }),
      run(
        [
          'set -eux',
          'microdnf install -y "mysql-shell-$MYSQL_SHELL_VERSION"',
          'microdnf clean all',
          'mysqlsh --version',
        ],
        { share: 0.45 },
      ),
      end,
    ],
    { unpacking: 3.7 },
  );
}

/** On Debian, up to 5.7. */
function debian(version: string): ImageConfig {
  return dockerfile(
    from('debian:buster-slim'),
    [
      run('groupadd -r mysql && useradd -r -g mysql mysql', { kb: 4.3, users: account }),
      run(
        'apt-get update && apt-get install -y --no-install-recommends gnupg dirmngr && rm -rf /var/lib/apt/lists/*',
        { mb: 4.2 },
      ),
      gosu('1.12', 'apt-get install -y --no-install-recommends ca-certificates wget'),
      run('mkdir /docker-entrypoint-initdb.d', { folders: { '/docker-entrypoint-initdb.d': '755' } }),
      run(aptInstall('bzip2 openssl perl xz-utils zstd'), { mb: 8 }),
      env({ MYSQL_MAJOR: version.split('.').slice(0, 2).join('.') }),
      env({ MYSQL_VERSION: `${version}-1debian10` }),
      run(
        [
          'set -eux',
          "echo mysql-community-server mysql-community-server/root-pass password '' | debconf-set-selections",
          'apt-get update',
          'apt-get install -y mysql-community-client="$MYSQL_VERSION" mysql-community-server-core="$MYSQL_VERSION"',
          'rm -rf /var/lib/apt/lists/*',
        ],
        { share: 1, executables: programs, files: { '/etc/my.cnf': configuration }, folders },
      ),
      end,
    ],
    { unpacking: 3.9 },
  );
}

function config(version: string): ImageConfig {
  return atLeast(version, '8.0') ? oracle(version) : debian(version);
}

export const mysql = plain(
  ['docker.io/library/mysql', 'public.ecr.aws/docker/library/mysql'],
  config,
  [
    ['9.3.0 9.3 9 innovation latest', 244.0],
    ['9.2.0 9.2', 228.0],
    ['9.1.0 9.1', 170.5],
    ['9.0.1 9.0', 170.2],
    ['8.4.5 8.4 8 lts', 222.0],
    ['8.3.0 8.3', 170.0],
    ['8.2.0 8.2', 170.0],
    ['8.1.0 8.1', 160.0],
    ['8.0.42 8.0', 218.0],
    ['8.0.36', 169.0],
    ['8.0.35', 169.0],
    ['8.0.33', 154.0],
    ['8.0.32', 152.0],
    ['8.0.31', 155.0],
    ['8.0.30', 130.0],
    ['8.0.28', 154.0],
    ['8.0.23', 158.5],
    ['8.0.19', 158.0],
    ['5.7.44 5.7 5', 137.9],
    ['5.7.36', 150.0],
    ['5.7.29', 147.7],
    ['5.7.22', 126.0],
    ['5.6.51 5.6', 104.0],
    ['5.6.50', 103.5],
    ['5.5.62 5.5', 63.0],
  ],
  (version) => (atLeast(version, '8.0') ? 'amd64 arm64/v8' : 'amd64'),
);
