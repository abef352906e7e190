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

function config(version: string): ImageConfig {
  const modern = atLeast(version, '8.0');
  return {
    userland: modern ? 'redhat' : 'debian',
    unpacking: modern ? 3.7 : 3.9,
    volumes: ['/var/lib/mysql'],
    users: ['mysql:x:999:999::/var/lib/mysql:/bin/bash'],
    folders: {
      '/docker-entrypoint-initdb.d': '755',
      '/var/lib/mysql': '1777 999:999',
      '/run/mysqld': '1777 999:999',
    },
    files: { '/etc/my.cnf': configuration },
    env: {
      GOSU_VERSION: modern ? '1.17' : '1.12',
      MYSQL_MAJOR: modern ? 'innovation' : version.split('.').slice(0, 2).join('.'),
      MYSQL_VERSION: modern ? `${version}-1.el9` : `${version}-1debian10`,
    },
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['mysqld'],
    exposedPorts: ['3306/tcp', '33060/tcp'],
    executables: {
      '/usr/local/bin/docker-entrypoint.sh': 'mysql-entrypoint',
      '/usr/sbin/mysqld': 'mysqld',
      '/usr/bin/mysql': 'mysql',
      '/usr/bin/mysqladmin': 'mysqladmin',
      '/usr/bin/mysqldump': 'silent',
    },
  };
}

export const mysql = plain(['docker.io/library/mysql', 'public.ecr.aws/docker/library/mysql'], config, [
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
]);
