import { entrypointScript, optionsFor } from '../../scripts/entrypoint.ts';
import { plain } from '../repository.ts';

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
