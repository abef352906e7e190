import { atLeast, type ImageConfig, plain } from './repository.ts';

function config(version: string): ImageConfig {
  // mongosh came with 5.0; the old shell left with 6.0.
  const shells = {
    ...(atLeast(version, '5.0') ? { '/usr/bin/mongosh': 'mongosh' } : {}),
    ...(atLeast(version, '6.0') ? {} : { '/usr/bin/mongo': 'mongosh' }),
  };
  return {
    userland: 'ubuntu',
    unpacking: 3,
    volumes: ['/data/configdb', '/data/db'],
    users: ['mongodb:x:999:999::/data/db:/bin/sh'],
    folders: {
      '/data': '755',
      '/data/configdb': '755 999:999',
      '/data/db': '755 999:999',
      '/docker-entrypoint-initdb.d': '755',
    },
    env: {
      GOSU_VERSION: '1.17',
      JSYAML_VERSION: '3.13.1',
      MONGO_PACKAGE: 'mongodb-org',
      MONGO_REPO: 'repo.mongodb.org',
      MONGO_MAJOR: version.split('.').slice(0, 2).join('.'),
      MONGO_VERSION: version,
      HOME: '/data/db',
    },
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['mongod'],
    exposedPorts: ['27017/tcp'],
    executables: {
      '/usr/local/bin/docker-entrypoint.sh': 'mongo-entrypoint',
      '/usr/bin/mongod': 'mongod',
      ...shells,
    },
  };
}

export const mongo = plain(['docker.io/library/mongo', 'public.ecr.aws/docker/library/mongo'], config, [
  ['8.0.10 8.0 8 latest', 314.0],
  ['7.0.21 7.0 7', 281.0],
  ['7.0.5', 262.0],
  ['6.0.24 6.0 6', 264.0],
  ['6.0.4', 246.0],
  ['5.0.31 5.0 5', 268.0],
  ['5.0.6', 250.0],
  ['4.4.29 4.4 4', 164.0],
  ['4.4.6', 163.0],
  ['4.2.24 4.2', 145.0],
  ['4.2.0', 131.0],
  ['4.0.28 4.0', 156.0],
  ['3.6.23 3.6 3', 155.0],
  ['3.4.24 3.4', 146.0],
  ['3.2.21 3.2', 109.0],
]);
