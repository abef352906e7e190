import type { ImageConfig, Repository } from './repository.ts';

function config(flavour: 'apache' | 'fpm') {
  return (version: string): ImageConfig => ({
    userland: 'debian',
    volumes: ['/var/www/html'],
    folders: { '/var/www/html': '1777 33:33' },
    env: { PHP_INI_DIR: '/usr/local/etc/php', WORDPRESS_VERSION: version },
    entrypoint: ['docker-entrypoint.sh'],
    cmd: [flavour === 'apache' ? 'apache2-foreground' : 'php-fpm'],
    workingDir: '/var/www/html',
    exposedPorts: [flavour === 'apache' ? '80/tcp' : '9000/tcp'],
    stopSignal: flavour === 'apache' ? 'SIGWINCH' : 'SIGQUIT',
    executables: {
      '/usr/local/bin/docker-entrypoint.sh': 'wordpress-entrypoint',
      '/usr/local/bin/apache2-foreground': 'wordpress',
      '/usr/local/sbin/php-fpm': 'php-fpm',
      '/usr/local/bin/php': 'php',
      '/usr/bin/curl': 'curl',
    },
  });
}

export const wordpress: Repository = {
  names: ['docker.io/library/wordpress'],
  variants: [
    { suffixes: ['', '-apache', '-php8.2-apache'], config: config('apache') },
    { suffixes: ['-fpm', '-php8.2-fpm'], config: config('fpm') },
  ],
  releases: [
    ['6.8.2 6.8 6 latest', 247.0, 240.0],
    ['6.5.5 6.5', 242.0, 236.0],
    ['6.4.3 6.4', 241.0, 235.0],
    ['6.2.2 6.2', 220.0, 214.0],
    ['6.0.3 6.0', 209.0, 203.0],
    ['5.9.3 5.9', 207.0, 201.0],
    ['5.8.3 5.8 5', 206.0, 200.0],
    ['5.4.2 5.4', 184.0, 178.0],
    ['5.2.4 5.2', 171.0, 165.0],
    ['4.9.8 4.9', 142.0, 140.0],
    ['4.8.3 4.8 4', 139.0, 138.0],
  ],
};
