import { fromImage } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, run, volume } from '../build-steps.ts';
import { php } from '../php.ts';
import { plain } from '../repository.ts';

export const joomla = plain(
  ['docker.io/library/joomla'],
  (version) =>
    dockerfile(fromImage(php, '8.3-apache'), [
      run(
        [
          'set -ex',
          'savedAptMark="$(apt-mark showmanual)"',
          'docker-php-ext-configure gd --with-freetype --with-jpeg',
          'docker-php-ext-install -j "$(nproc)" gd mysqli opcache pdo_mysql zip',
        ],
        { mb: 24, executables: { '/usr/local/bin/apache2-foreground': 'joomla' } },
      ),
      run(['set -eux', 'a2enmod rewrite'], { kb: 0.5 }),
      env({ JOOMLA_VERSION: version }),
      run(
        [
          'set -ex',
          'curl -fsSL -o joomla.tar.gz "https://github.com/joomla/joomla-cms/releases/download/joomla-$JOOMLA_VERSION.tar.gz"',
        ],
        { share: 1, folders: { '/usr/src/joomla': '755 33:33' } },
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
    ['5.3.2 5.3 5 latest', 256.0],
    ['4.4.13 4', 246.0],
  ],
);
