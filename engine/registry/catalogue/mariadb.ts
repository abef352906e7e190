import { atLeast, type ImageConfig, plain } from './repository.ts';

function config(version: string): ImageConfig {
  const server = atLeast(version, '11.0') ? 'mariadbd' : 'mysqld';
  return {
    userland: 'ubuntu',
    unpacking: 3.5,
    volumes: ['/var/lib/mysql'],
    users: ['mysql:x:999:999::/home/mysql:/bin/sh'],
    folders: {
      '/docker-entrypoint-initdb.d': '755',
      '/var/lib/mysql': '755 999:999',
      '/run/mysqld': '1777 999:999',
    },
    labels: {
      'org.opencontainers.image.authors': 'MariaDB Community',
      'org.opencontainers.image.title': 'MariaDB Database',
      'org.opencontainers.image.version': version,
    },
    env: { GOSU_VERSION: '1.17', LANG: 'C.UTF-8', MARIADB_VERSION: `1:${version}+maria~ubu2404` },
    entrypoint: ['docker-entrypoint.sh'],
    cmd: [server],
    exposedPorts: ['3306/tcp'],
    executables: {
      '/usr/local/bin/docker-entrypoint.sh': 'mariadb-entrypoint',
      '/usr/local/bin/healthcheck.sh': 'mysqladmin',
      [`/usr/sbin/${server}`]: 'mariadbd',
      '/usr/bin/mariadb': 'mysql',
      '/usr/bin/mariadb-admin': 'mysqladmin',
      '/usr/bin/mariadb-dump': 'silent',
      ...(server === 'mysqld' ? { '/usr/bin/mysql': 'mysql', '/usr/bin/mysqladmin': 'mysqladmin' } : {}),
    },
  };
}

export const mariadb = plain(['docker.io/library/mariadb'], config, [
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
]);
