import { entrypointScript, optionsFor } from '../scripts/entrypoint.ts';
import type { ImageConfig, Repository } from './repository.ts';

type Flavour = 'cli' | 'apache' | 'fpm';

const commands: Readonly<Record<Flavour, readonly string[]>> = {
  cli: ['php', '-a'],
  apache: ['apache2-foreground'],
  fpm: ['php-fpm'],
};
const ports: Readonly<Record<Flavour, readonly string[]>> = {
  cli: [],
  apache: ['80/tcp'],
  fpm: ['9000/tcp'],
};
const stopSignals: Readonly<Record<Flavour, string>> = { cli: 'SIGTERM', apache: 'SIGWINCH', fpm: 'SIGQUIT' };

function config(flavour: Flavour, userland: 'debian' | 'alpine') {
  return (version: string): ImageConfig => ({
    userland,
    folders: { '/var/www/html': '1777 33:33' },
    scripts: {
      '/usr/local/bin/docker-php-entrypoint': entrypointScript(
        9,
        optionsFor(flavour === 'apache' ? 'apache2-foreground' : flavour === 'fpm' ? 'php-fpm' : 'php'),
      ),
    },
    env: { PHP_INI_DIR: '/usr/local/etc/php', PHP_VERSION: version },
    entrypoint: ['docker-php-entrypoint'],
    cmd: commands[flavour],
    workingDir: flavour === 'cli' ? '/' : '/var/www/html',
    exposedPorts: ports[flavour],
    stopSignal: stopSignals[flavour],
    executables: {
      '/usr/local/bin/docker-php-entrypoint': 'php-entrypoint',
      '/usr/local/bin/php': 'php',
      '/usr/bin/curl': 'curl',
      ...(flavour === 'apache' ? { '/usr/local/bin/apache2-foreground': 'apache2-php' } : {}),
      ...(flavour === 'fpm' ? { '/usr/local/sbin/php-fpm': 'php-fpm' } : {}),
    },
  });
}

export const php: Repository = {
  names: ['docker.io/library/php'],
  variants: [
    { suffixes: ['', '-cli'], config: config('cli', 'debian') },
    { suffixes: ['-apache'], config: config('apache', 'debian') },
    { suffixes: ['-fpm'], config: config('fpm', 'debian') },
    { suffixes: ['-alpine', '-cli-alpine'], config: config('cli', 'alpine') },
    { suffixes: ['-fpm-alpine'], config: config('fpm', 'alpine') },
  ],
  releases: [
    ['8.4.10 8.4 8 latest', 186.0, 179.0, 185.0, 43.0, 39.0],
    ['8.3.23 8.3', 184.0, 177.0, 183.0, 41.0, 33.0],
    ['8.2.29 8.2', 182.0, 176.0, 181.0, 40.0, 32.0],
    ['8.1.33 8.1', 176.0, 171.0, 175.0, 38.0, 31.0],
    ['8.0.30 8.0', 170.0, 165.0, 169.0, 36.0, 30.0],
    ['7.4.33 7.4 7', 165.0, 159.0, 164.0, 29.0, 28.0],
    ['7.3.33 7.3', 160.0, 155.0, 159.0, 28.0, 27.0],
    ['7.2.34 7.2', 152.0, 149.0, 151.0, 30.0, 29.0],
    ['5.6.40 5.6 5', 137.0, 135.0, 136.0, 26.0, 26.0],
  ],
};
