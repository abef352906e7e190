import { entrypointScript, optionsFor } from '../scripts/entrypoint.ts';
import { from } from './bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, run, stopSignal, workdir } from './build-steps.ts';
import { aptInstall } from './gosu-step.ts';
import type { ImageConfig, Repository } from './repository.ts';

type Flavour = 'cli' | 'apache' | 'fpm';

/** What a flavour runs, listens on, and is stopped by. */
const flavours = {
  cli: { command: ['php', '-a'], main: 'php', port: undefined, stop: undefined },
  apache: { command: ['apache2-foreground'], main: 'apache2-foreground', port: 80, stop: 'SIGWINCH' },
  fpm: { command: ['php-fpm'], main: 'php-fpm', port: 9000, stop: 'SIGQUIT' },
} as const;

const dependencies = 'autoconf dpkg-dev file g++ gcc libc-dev make pkg-config re2c';

function config(flavour: Flavour, system: 'debian' | 'alpine') {
  const { command, main, port, stop } = flavours[flavour];
  const debian = system === 'debian';
  return (version: string): ImageConfig =>
    dockerfile(from(debian ? 'debian:bookworm-slim' : 'alpine:3.22'), [
      debian &&
        run(
          [
            'set -eux',
            "{ echo 'Package: php*'; echo 'Pin: release *'; echo 'Pin-Priority: -1'; } > /etc/apt/preferences.d/no-debian-php",
          ],
          { kb: 0.2 },
        ),
      env({ PHPIZE_DEPS: dependencies }),
      debian
        ? run(aptInstall('$PHPIZE_DEPS ca-certificates curl xz-utils'), {
            mb: 283,
            executables: { '/usr/bin/curl': 'curl' },
          })
        : run('apk add --no-cache ca-certificates curl openssl tar xz', {
            mb: 3.7,
            executables: { '/usr/bin/curl': 'curl' },
          }),
      env({ PHP_INI_DIR: '/usr/local/etc/php' }),
      run(
        [
          'set -eux',
          'mkdir -p "$PHP_INI_DIR/conf.d"',
          'mkdir -p /var/www/html',
          'chown www-data:www-data /var/www/html',
          'chmod 1777 /var/www/html',
        ],
        {
          folders: { '/var/www/html': '1777 33:33', '/usr/local/etc/php/conf.d': '755' },
        },
      ),
      flavour === 'apache' && [
        env({ APACHE_CONFDIR: '/etc/apache2' }),
        env({ APACHE_ENVVARS: '/etc/apache2/envvars' }),
        run(
          [
            'set -eux',
            'apt-get update',
            'apt-get install -y --no-install-recommends apache2',
            'rm -rf /var/lib/apt/lists/*',
          ],
          { mb: 11.1 },
        ),
        run('a2dismod mpm_event && a2enmod mpm_prefork', { kb: 0.1 }),
      ],
      env({
        PHP_CFLAGS: '-fstack-protector-strong -fpic -fpie -O2 -D_LARGEFILE_SOURCE -D_FILE_OFFSET_BITS=64',
      }),
      env({ PHP_LDFLAGS: '-Wl,-O1 -pie' }),
      env({ PHP_VERSION: version }),
      env({
        PHP_URL: `https://www.php.net/distributions/php-${version}.tar.xz`,
        PHP_ASC_URL: `https://www.php.net/distributions/php-${version}.tar.xz.asc`,
      }),
      run(
        ['set -eux', 'curl -fsSL -o php.tar.xz "$PHP_URL"', 'gpg --batch --verify php.tar.xz.asc php.tar.xz'],
        { mb: 12.6 },
      ),
      copy('docker-php-source', '/usr/local/bin/', { kb: 0.6 }),
      run(
        [
          'set -eux',
          'docker-php-source extract',
          './configure --enable-mbstring --with-curl --with-openssl --with-zlib',
          'make -j "$(nproc)"',
          'make install',
          'php --version',
        ],
        {
          share: 1,
          executables: {
            '/usr/local/bin/php': 'php',
            ...(flavour === 'fpm' ? { '/usr/local/sbin/php-fpm': 'php-fpm' } : {}),
          },
        },
      ),
      copy('docker-php-ext-* docker-php-entrypoint', '/usr/local/bin/', {
        kb: 6.4,
        scripts: { '/usr/local/bin/docker-php-entrypoint': entrypointScript(9, optionsFor(main)) },
        executables: { '/usr/local/bin/docker-php-entrypoint': 'php-entrypoint' },
      }),
      run('docker-php-ext-enable sodium', { kb: 0.02 }),
      entrypoint('docker-php-entrypoint'),
      flavour === 'apache' && [
        stopSignal('SIGWINCH'),
        copy('apache2-foreground', '/usr/local/bin/', {
          kb: 1.3,
          executables: { '/usr/local/bin/apache2-foreground': 'apache2-php' },
        }),
      ],
      flavour !== 'cli' && workdir('/var/www/html'),
      flavour === 'fpm' && stop !== undefined && stopSignal(stop),
      port !== undefined && expose(port),
      cmd(...command),
    ]);
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
