import { fromImage } from './bases.ts';
import { cmd, copy, dockerfile, entrypoint, run, volume } from './build-steps.ts';
import { aptInstall } from './gosu-step.ts';
import { php } from './php.ts';
import { atLeast, type ImageConfig, type Repository } from './repository.ts';

/** The PHP of its time. */
function phpOf(version: string): string {
  if (atLeast(version, '5.9')) return '8.2';
  return atLeast(version, '5.2') ? '7.3' : '5.6';
}

function config(flavour: 'apache' | 'fpm') {
  return (version: string): ImageConfig =>
    dockerfile(fromImage(php, `${phpOf(version)}-${flavour}`), [
      run(aptInstall('ghostscript'), { mb: 35 }),
      run(
        [
          'set -ex',
          'savedAptMark="$(apt-mark showmanual)"',
          'docker-php-ext-install -j "$(nproc)" bcmath exif gd intl mysqli zip',
          'pecl install imagick-3.7.0',
        ],
        { mb: 42 },
      ),
      run(
        [
          'set -eux',
          'docker-php-ext-enable opcache',
          "{ echo 'opcache.memory_consumption=128'; } > /usr/local/etc/php/conf.d/opcache-recommended.ini",
        ],
        { kb: 0.2 },
      ),
      flavour === 'apache' && run(['set -eux', 'a2enmod rewrite expires', 'a2enmod remoteip'], { kb: 1.6 }),
      run(
        [
          'set -eux',
          `version='${version}'`,
          'curl -o wordpress.tar.gz -fL "https://wordpress.org/wordpress-$version.tar.gz"',
          'tar -xzf wordpress.tar.gz -C /usr/src/',
          'chown -R www-data:www-data /usr/src/wordpress',
        ],
        { share: 1, folders: { '/usr/src/wordpress': '755 33:33' } },
      ),
      volume('/var/www/html'),
      copy('--chown=www-data:www-data wp-config-docker.php', '/usr/src/wordpress/', { kb: 5.9 }),
      copy('docker-entrypoint.sh', '/usr/local/bin/', {
        kb: 5.1,
        executables: {
          '/usr/local/bin/docker-entrypoint.sh': 'wordpress-entrypoint',
          ...(flavour === 'apache' ? { '/usr/local/bin/apache2-foreground': 'wordpress' } : {}),
        },
      }),
      entrypoint('docker-entrypoint.sh'),
      cmd(flavour === 'apache' ? 'apache2-foreground' : 'php-fpm'),
    ]);
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
    ['5.4.2 5.4', 192.0, 194.0],
    ['5.2.4 5.2', 188.0, 190.0],
    ['4.9.8 4.9', 170.0, 168.0],
    ['4.8.3 4.8 4', 169.0, 167.0],
  ],
};
