import type { ImageConfig, Repository } from './repository.ts';

function config(userland: 'debian' | 'alpine') {
  return (version: string): ImageConfig => {
    const major = version.split('.')[0] ?? version;
    const owner = (mode: string): string => `${mode} ${userland === 'debian' ? '999:999' : '70:70'}`;
    const bin = userland === 'debian' ? `/usr/lib/postgresql/${major}/bin` : '/usr/local/bin';
    return {
      userland,
      unpacking: 2.9,
      volumes: ['/var/lib/postgresql/data'],
      users: [
        userland === 'debian'
          ? 'postgres:x:999:999::/var/lib/postgresql:/bin/bash'
          : 'postgres:x:70:70:PostgreSQL user:/var/lib/postgresql:/bin/sh',
      ],
      folders: {
        '/docker-entrypoint-initdb.d': '755',
        '/var/lib/postgresql': owner('755'),
        '/var/lib/postgresql/data': owner('1777'),
        '/run/postgresql': owner('3777'),
      },
      env: {
        ...(userland === 'debian'
          ? { PATH: `/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:${bin}` }
          : {}),
        LANG: 'en_US.utf8',
        PG_MAJOR: major,
        PG_VERSION: version,
        PGDATA: '/var/lib/postgresql/data',
      },
      entrypoint: ['docker-entrypoint.sh'],
      cmd: ['postgres'],
      exposedPorts: ['5432/tcp'],
      stopSignal: 'SIGINT',
      executables: {
        '/usr/local/bin/docker-entrypoint.sh': 'postgres-entrypoint',
        [`${bin}/postgres`]: 'postgres',
        [`${bin}/psql`]: 'psql',
        [`${bin}/pg_isready`]: 'pg_isready',
        [userland === 'alpine' ? '/usr/local/bin/su-exec' : '/usr/local/bin/gosu']: 'gosu',
        [`${bin}/pg_dump`]: 'silent',
        [`${bin}/createdb`]: 'silent',
        '/bin/bash': 'shell',
      },
    };
  };
}

export const postgres: Repository = {
  names: ['docker.io/library/postgres', 'public.ecr.aws/docker/library/postgres'],
  variants: [
    { suffixes: ['', '-bookworm'], config: config('debian') },
    { suffixes: ['-alpine'], config: config('alpine') },
  ],
  releases: [
    ['17.5 17 latest', 153.0, 105.0],
    ['17.4', 153.0, 104.8],
    ['17.2', 152.0, 102.4],
    ['17.0', 152.0, 102.2],
    ['16.9 16', 151.0, 104.2],
    ['16.4', 149.6, 90.6],
    ['16.3', 149.5, 90.5],
    ['16.2', 149.0, 89.2],
    ['16.1', 149.0, 88.5],
    ['16.0', 148.8, 87.1],
    ['15.13 15', 148.0, 103.0],
    ['15.4', 143.5, 86.9],
    ['15.3', 143.4, 86.7],
    ['15.1', 136.5, 87.8],
    ['14.18 14', 148.0, 102.0],
    ['14.5', 135.0, 78.8],
    ['14.2', 134.6, 78.6],
    ['14.1', 134.5, 77.3],
    ['13.21 13', 147.0, 102.0],
    ['13.3', 111.8, 57.3],
    ['13.2', 111.7, 56.6],
    ['12.22 12', 143.0, 98.0],
    ['12.2', 111.0, 51.6],
    ['12.1', 110.8, 30.1],
    ['11.22 11', 101.0, 88.0],
    ['11.5', 106.0, 28.2],
    ['11.1', 105.0, 27.6],
    ['10.23 10', 76.0, 73.0],
    ['10.4', 89.4, 13.8],
    ['10.1', 104.0, 13.7],
    ['9.6.24 9.6 9', 72.7, 13.3],
    ['9.5.25 9.5', 72.5, 13.1],
    ['9.4.26 9.4', 72.0, 13.0],
  ],
};
