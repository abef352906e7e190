import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, run, user, workdir } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const adminer = plain(
  ['docker.io/library/adminer'],
  (version) =>
    dockerfile(from('alpine:3.22'), [
      run(
        ['set -x', 'apk add --no-cache php84 php84-session php84-pdo_mysql php84-pdo_pgsql php84-pdo_sqlite'],
        { mb: 60, executables: { '/usr/local/bin/php': 'adminer' } },
      ),
      run(
        [
          'addgroup -S adminer',
          'adduser -S -G adminer adminer',
          'mkdir -p /var/www/html',
          'chown -R adminer:adminer /var/www/html',
        ],
        {
          kb: 4.7,
          users: ['adminer:x:100:101:Linux User,,,:/home/adminer:/sbin/nologin'],
          groups: ['adminer:x:101:adminer'],
          folders: { '/var/www/html': '755 100:101' },
        },
      ),
      workdir('/var/www/html'),
      copy('multipart-fix index.php', '/var/www/html/', { kb: 5 }),
      env({ ADMINER_VERSION: version }),
      run(
        [
          'set -x',
          'curl -fsSL https://github.com/vrana/adminer/releases/download/v$ADMINER_VERSION/adminer-$ADMINER_VERSION.php -o adminer.php',
        ],
        { share: 1 },
      ),
      copy('entrypoint.sh', '/usr/local/bin/', {
        executables: { '/usr/local/bin/entrypoint.sh': 'plain-entrypoint' },
      }),
      entrypoint('entrypoint.sh'),
      user('adminer'),
      expose(8080),
      cmd('php', '-S', '[::]:8080', '-t', '/var/www/html'),
    ]),
  [
    ['5.3.0 5 latest standalone', 43.0],
    ['4.8.1 4', 90.0],
  ],
);
