import { entrypointScript, optionsFor } from '../scripts/entrypoint.ts';
import type { ImageConfig, Repository } from './repository.ts';

function config(userland: 'debian' | 'alpine') {
  return (version: string): ImageConfig => ({
    userland,
    users: [
      userland === 'debian'
        ? 'memcache:x:11211:11211::/home/memcache:/bin/sh'
        : 'memcache:x:11211:11211:Linux User,,,:/home/memcache:/sbin/nologin',
    ],
    scripts: { '/usr/local/bin/docker-entrypoint.sh': entrypointScript(10, optionsFor('memcached')) },
    env: { MEMCACHED_VERSION: version },
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['memcached'],
    user: userland === 'debian' ? 'memcache' : '11211',
    exposedPorts: ['11211/tcp'],
    executables: {
      '/usr/local/bin/docker-entrypoint.sh': 'memcached-entrypoint',
      '/usr/local/bin/memcached': 'memcached',
    },
  });
}

export const memcached: Repository = {
  names: ['docker.io/library/memcached'],
  variants: [
    { suffixes: ['', '-bookworm'], config: config('debian') },
    { suffixes: ['-alpine'], config: config('alpine') },
  ],
  releases: [
    ['1.6.38 1.6 1 latest', 30.9, 9.6],
    ['1.6.29', 30.8, 5.0],
    ['1.6.22', 30.7, 4.0],
    ['1.6.9', 28.0, 2.9],
    ['1.5.22 1.5', 27.5, 2.9],
    ['1.4.39 1.4', 23.5, 2.9],
    ['1.4.36', 23.4, 2.9],
  ],
};
