import { fromImage } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, run } from '../build-steps.ts';
import { php } from '../php.ts';
import { plain } from '../repository.ts';

export const phpmyadmin = plain(
  ['docker.io/library/phpmyadmin', 'docker.io/phpmyadmin/phpmyadmin'],
  (version) =>
    dockerfile(fromImage(php, '8.2-apache'), [
      run(
        [
          'set -ex',
          'savedAptMark="$(apt-mark showmanual)"',
          'docker-php-ext-configure gd --with-freetype --with-jpeg',
          'docker-php-ext-install -j "$(nproc)" gd mysqli opcache pdo_mysql zip',
        ],
        { mb: 24, executables: { '/usr/local/bin/apache2-foreground': 'phpmyadmin' } },
      ),
      run(['set -eux', 'a2enmod rewrite'], { kb: 0.5 }),
      env({ PHPMYADMIN_VERSION: version }),
      run(
        [
          'set -ex',
          'curl -fsSL -o phpmyadmin.tar.gz "https://files.phpmyadmin.net/phpmyadmin-$PHPMYADMIN_VERSION.tar.gz"',
        ],
        { share: 1, folders: { '/usr/src/phpmyadmin': '755 33:33' } },
      ),
      copy('docker-entrypoint.sh', '/docker-entrypoint.sh', {
        kb: 6,
        executables: { '/docker-entrypoint.sh': 'plain-entrypoint' },
      }),
      entrypoint('/docker-entrypoint.sh'),
      cmd('apache2-foreground'),
    ]),
  [
    ['5.2.2 5.2 5 latest', 202.0],
    ['5.1.4 5.1', 196.0],
  ],
);
