import { fromImage } from '../bases.ts';
import { cmd, dockerfile, entrypoint, env, run } from '../build-steps.ts';
import { php } from '../php.ts';
import { plain } from '../repository.ts';

export const drupal = plain(
  ['docker.io/library/drupal'],
  (version) =>
    dockerfile(fromImage(php, '8.3-apache'), [
      run(
        [
          'set -ex',
          'savedAptMark="$(apt-mark showmanual)"',
          'docker-php-ext-configure gd --with-freetype --with-jpeg',
          'docker-php-ext-install -j "$(nproc)" gd mysqli opcache pdo_mysql zip',
        ],
        { mb: 24, executables: { '/usr/local/bin/apache2-foreground': 'drupal' } },
      ),
      run(['set -eux', 'a2enmod rewrite'], { kb: 0.5 }),
      env({ DRUPAL_VERSION: version }),
      run(
        [
          'set -ex',
          'curl -fsSL -o drupal.tar.gz "https://ftp.drupal.org/files/projects/drupal-$DRUPAL_VERSION.tar.gz"',
        ],
        { share: 1, folders: { '/opt/drupal': '755 33:33' } },
      ),
      entrypoint('docker-php-entrypoint'),
      cmd('apache2-foreground'),
    ]),
  [
    ['11.2.2 11.2 11 latest', 226.0],
    ['10.5.1 10.5 10', 224.0],
    ['9.5.11 9', 206.0],
  ],
);
