import { redisEntrypoint } from '../../scripts/entrypoint.ts';
import { plain } from '../repository.ts';

/** Redis replicas of the guestbook: they follow the service named redis-leader or redis-master. */
export const guestbookFollower = plain(
  [
    'gcr.io/google-samples/gb-redis-follower',
    'us-docker.pkg.dev/google-samples/containers/gke/gb-redis-follower',
    'gcr.io/google_samples/gb-redisslave',
    'gcr.io/google-samples/gb-redisslave',
  ],
  {
    userland: 'debian',
    env: { REDIS_VERSION: '6.0.5' },
    users: ['redis:x:999:999::/home/redis:/bin/sh'],
    volumes: ['/data'],
    folders: { '/data': '755 999:999' },
    scripts: { '/usr/local/bin/docker-entrypoint.sh': redisEntrypoint('gosu') },
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['redis-server'],
    workingDir: '/data',
    exposedPorts: ['6379/tcp'],
    executables: {
      '/usr/local/bin/docker-entrypoint.sh': 'redis-entrypoint',
      '/usr/local/bin/gosu': 'gosu',
      '/usr/local/bin/redis-server': 'redis-server',
      '/usr/local/bin/redis-cli': 'redis-cli',
    },
  },
  [
    ['v2 latest', 41.0],
    ['v3', 41.0],
    ['v1', 41.0],
  ],
  'amd64',
);
