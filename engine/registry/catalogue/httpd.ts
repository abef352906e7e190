import { httpdForeground } from '../scripts/entrypoint.ts';
import { from } from './bases.ts';
import {
  cmd,
  copy,
  dockerfile,
  env,
  expose,
  type Instruction,
  run,
  stopSignal,
  workdir,
} from './build-steps.ts';
import type { ImageConfig, Repository } from './repository.ts';

const configuration = `ServerRoot "/usr/local/apache2"

Listen 80

ServerAdmin you@example.com

<Directory />
    AllowOverride none
    Require all denied
</Directory>

DocumentRoot "/usr/local/apache2/htdocs"
<Directory "/usr/local/apache2/htdocs">
    Options Indexes FollowSymLinks
    AllowOverride None
    Require all granted
</Directory>

<IfModule dir_module>
    DirectoryIndex index.html
</IfModule>

ErrorLog /proc/self/fd/2
LogLevel warn
CustomLog /proc/self/fd/1 common
`;

/** From the download on; before it come a user and packages. */
function server(base: string, first: readonly Instruction[], packages: string) {
  return (version: string): ImageConfig =>
    dockerfile(
      from(base),
      [
        first,
        env({ HTTPD_PREFIX: '/usr/local/apache2' }),
        env({ PATH: '/usr/local/apache2/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }),
        run('mkdir -p "$HTTPD_PREFIX" && chown www-data:www-data "$HTTPD_PREFIX"', {
          folders: { '/usr/local/apache2': '755 33:33' },
        }),
        workdir('/usr/local/apache2'),
        packages === '' ? undefined : run(['set -eux', packages, 'rm -rf /var/lib/apt/lists/*'], { mb: 8.9 }),
        env({ HTTPD_VERSION: version }),
        env({ HTTPD_PATCHES: '' }),
        run(
          [
            'set -eux',
            'savedAptMark="$(apt-mark showmanual)"',
            'wget -O httpd.tar.bz2 "https://www.apache.org/dist/httpd/httpd-$HTTPD_VERSION.tar.bz2"',
            './configure --prefix="$HTTPD_PREFIX" --enable-mods-shared=reallyall --enable-mpms-shared=all',
            'make -j "$(nproc)"',
            'make install',
            'httpd -v',
          ],
          {
            share: 1,
            executables: {
              '/usr/local/apache2/bin/httpd': 'httpd',
              '/usr/local/apache2/bin/htpasswd': 'htpasswd',
            },
            files: {
              '/usr/local/apache2/conf/httpd.conf': configuration,
              '/usr/local/apache2/htdocs/index.html': '<html><body><h1>It works!</h1></body></html>\n',
            },
            folders: { '/usr/local/apache2/logs': '755', '/usr/local/apache2/cgi-bin': '755' },
          },
        ),
        stopSignal('SIGWINCH'),
        copy('httpd-foreground', '/usr/local/bin/', {
          scripts: { '/usr/local/bin/httpd-foreground': httpdForeground },
          executables: { '/usr/local/bin/httpd-foreground': 'httpd' },
        }),
        expose(80),
        cmd('httpd-foreground'),
      ],
      { unpacking: 2.4 },
    );
}

const debian = server(
  'debian:bookworm-slim',
  [],
  'apt-get update; apt-get install -y --no-install-recommends ca-certificates libaprutil1-ldap libldap-common',
);
const alpine = server(
  'alpine:3.22',
  [
    run(['set -x', 'adduser -u 82 -D -S -G www-data www-data'], { kb: 4.7 }),
    run(['set -eux', 'apk add --no-cache apr apr-util apr-util-ldap perl'], { mb: 1.3 }),
  ],
  '',
);

export const httpd: Repository = {
  names: ['docker.io/library/httpd', 'public.ecr.aws/docker/library/httpd'],
  variants: [
    { suffixes: ['', '-bookworm'], config: debian },
    { suffixes: ['-alpine'], config: alpine },
  ],
  releases: [
    ['2.4.63 2.4 2 latest', 58.5, 22.0],
    ['2.4.62', 58.3, 21.8],
    ['2.4.59', 58.1, 21.5],
    ['2.4.58', 64.5, 21.4],
    ['2.4.57', 64.3, 20.9],
    ['2.4.54', 55.2, 20.6],
    ['2.4.46', 54.6, 20.5],
    ['2.4.43', 66.3, 42.2],
    ['2.4.41', 66.2, 42.1],
    ['2.4.39', 51.6, 34.0],
    ['2.4.38', 51.5, 33.9],
    ['2.4.25', 68.6, 35.0],
    ['2.2.34 2.2', 60.7, 25.3],
  ],
};
