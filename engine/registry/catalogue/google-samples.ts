import { entrypointScript, optionsFor, redisEntrypoint } from '../scripts/entrypoint.ts';
import { plain } from './repository.ts';

export const helloApp = plain(
  ['gcr.io/google-samples/hello-app', 'us-docker.pkg.dev/google-samples/containers/gke/hello-app'],
  (version) => ({
    userland: 'none',
    env: { PORT: '8080', HELLO_APP_VERSION: `${version}.0` },
    cmd: ['/hello-app'],
    executables: { '/hello-app': 'hello-app' },
  }),
  [
    ['1.0 latest', 12.6],
    ['2.0', 12.6],
  ],
);

export const nodeHello = plain(
  ['gcr.io/google-samples/node-hello'],
  {
    userland: 'debian',
    cmd: ['/bin/sh', '-c', 'node server.js'],
    exposedPorts: ['8080/tcp'],
    executables: { '/usr/local/bin/node': 'node-hello' },
  },
  [['1.0', 264.0]],
);

export const guestbookFrontend = plain(
  [
    'gcr.io/google-samples/gb-frontend',
    'gcr.io/google_samples/gb-frontend',
    'us-docker.pkg.dev/google-samples/containers/gke/gb-frontend',
  ],
  {
    userland: 'debian',
    env: { PHP_INI_DIR: '/usr/local/etc/php' },
    entrypoint: ['docker-php-entrypoint'],
    cmd: ['apache2-foreground'],
    workingDir: '/var/www/html',
    exposedPorts: ['80/tcp'],
    stopSignal: 'SIGWINCH',
    scripts: {
      '/usr/local/bin/docker-php-entrypoint': entrypointScript(9, optionsFor('apache2-foreground')),
    },
    executables: {
      '/usr/local/bin/docker-php-entrypoint': 'php-entrypoint',
      '/usr/local/bin/apache2-foreground': 'guestbook',
    },
  },
  [
    ['v5 latest', 182.0],
    ['v4', 181.0],
    ['v3', 180.0],
  ],
);

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
);
