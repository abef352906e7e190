import { redisEntrypoint } from '../scripts/entrypoint.ts';
import type { ImageConfig, Repository } from './repository.ts';

function config(userland: 'debian' | 'alpine') {
  return (version: string): ImageConfig => ({
    userland,
    unpacking: 2.5,
    volumes: ['/data'],
    folders: { '/data': '755 999:1000' },
    users: [`redis:x:999:1000::/home/redis:${userland === 'alpine' ? '/sbin/nologin' : '/bin/sh'}`],
    groups: ['redis:x:1000:'],
    scripts: {
      '/usr/local/bin/docker-entrypoint.sh': redisEntrypoint(userland === 'alpine' ? 'su-exec' : 'gosu'),
    },
    env: { REDIS_VERSION: version },
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['redis-server'],
    workingDir: '/data',
    exposedPorts: ['6379/tcp'],
    executables: {
      '/usr/local/bin/docker-entrypoint.sh': 'redis-entrypoint',
      '/usr/local/bin/redis-server': 'redis-server',
      '/usr/local/bin/redis-cli': 'redis-cli',
      '/usr/local/bin/redis-sentinel': 'redis-server',
      [userland === 'alpine' ? '/sbin/su-exec' : '/usr/local/bin/gosu']: 'gosu',
      '/usr/local/bin/redis-benchmark': 'silent',
    },
  });
}

export const redis: Repository = {
  names: ['docker.io/library/redis', 'public.ecr.aws/docker/library/redis'],
  variants: [
    { suffixes: ['', '-bookworm'], config: config('debian') },
    { suffixes: ['-alpine'], config: config('alpine') },
  ],
  releases: [
    ['8.0.2 8.0 8 latest', 49.6, 26.4],
    ['7.4.4 7.4 7', 46.1, 16.9],
    ['7.4.2', 46.1, 16.9],
    ['7.2.9 7.2', 45.9, 16.3],
    ['7.2.4', 51.5, 17.4],
    ['7.2.3', 51.5, 16.0],
    ['7.0.15 7.0', 45.8, 12.0],
    ['7.0.4', 43.5, 11.8],
    ['6.2.18 6.2 6', 41.7, 10.9],
    ['6.2.6', 39.9, 10.8],
    ['6.0.20 6.0', 38.6, 10.9],
    ['6.0.9', 38.5, 10.9],
    ['6.0.5', 37.0, 10.8],
    ['5.0.14 5.0 5', 37.7, 10.6],
    ['5.0.8', 36.5, 10.5],
    ['5.0.4', 35.6, 15.1],
    ['5.0.3', 35.5, 15.1],
    ['4.0.14 4.0 4', 34.4, 9.4],
    ['3.2.12 3.2 3', 28.2, 8.6],
    ['3.0.7 3.0', 70.0, 7.3],
    ['2.8.23 2.8', 69.1],
  ],
};
