import { fromImage } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, run, volume } from '../build-steps.ts';
import { php } from '../php.ts';
import { plain } from '../repository.ts';

export const nextcloud = plain(
  ['docker.io/library/nextcloud'],
  (version) =>
    dockerfile(fromImage(php, '8.3-apache'), [
      run(
        [
          'set -ex',
          'savedAptMark="$(apt-mark showmanual)"',
          'docker-php-ext-configure gd --with-freetype --with-jpeg',
          'docker-php-ext-install -j "$(nproc)" gd mysqli opcache pdo_mysql zip',
        ],
        { mb: 24, executables: { '/usr/local/bin/apache2-foreground': 'nextcloud' } },
      ),
      run(['set -eux', 'a2enmod rewrite'], { kb: 0.5 }),
      env({ NEXTCLOUD_VERSION: version }),
      run(
        [
          'set -ex',
          'curl -fsSL -o nextcloud.tar.gz "https://github.com/nextcloud-releases/server/releases/download/nextcloud-$NEXTCLOUD_VERSION.tar.gz"',
        ],
        { share: 1, folders: { '/usr/src/nextcloud': '755 33:33' } },
      ),
      volume('/var/www/html'),
      copy('docker-entrypoint.sh', '/entrypoint.sh', {
        kb: 6,
        executables: { '/entrypoint.sh': 'plain-entrypoint' },
      }),
      entrypoint('/entrypoint.sh'),
      cmd('apache2-foreground'),
    ]),
  [
    ['31.0.7 31 latest', 400.0],
    ['30.0.13 30', 395.0],
    ['29.0.16 29', 390.0],
    ['28.0.14 28', 380.0],
  ],
);
