import { httpdForeground } from '../scripts/entrypoint.ts';
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

function config(userland: 'debian' | 'alpine') {
  return (version: string): ImageConfig => ({
    userland,
    unpacking: 2.4,
    scripts: { '/usr/local/bin/httpd-foreground': httpdForeground },
    folders: { '/usr/local/apache2/logs': '755', '/usr/local/apache2/cgi-bin': '755' },
    env: {
      PATH: '/usr/local/apache2/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      HTTPD_PREFIX: '/usr/local/apache2',
      HTTPD_VERSION: version,
    },
    cmd: ['httpd-foreground'],
    workingDir: '/usr/local/apache2',
    exposedPorts: ['80/tcp'],
    stopSignal: 'SIGWINCH',
    executables: { '/usr/local/bin/httpd-foreground': 'httpd', '/usr/local/apache2/bin/httpd': 'httpd' },
    files: {
      '/usr/local/apache2/conf/httpd.conf': configuration,
      '/usr/local/apache2/htdocs/index.html': '<html><body><h1>It works!</h1></body></html>\n',
    },
  });
}

export const httpd: Repository = {
  names: ['docker.io/library/httpd', 'public.ecr.aws/docker/library/httpd'],
  variants: [
    { suffixes: ['', '-bookworm'], config: config('debian') },
    { suffixes: ['-alpine'], config: config('alpine') },
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
