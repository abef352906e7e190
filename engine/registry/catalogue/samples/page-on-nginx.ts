import { mimeTypes, nginxConfiguration, nginxSite } from '../../scripts/nginx.ts';
import type { ImageConfig } from '../repository.ts';

/** A page on nginx. */
export function pageOnNginx(
  page: string,
  cmd: readonly string[] = ['nginx', '-g', 'daemon off;'],
): ImageConfig {
  return {
    userland: 'debian',
    cmd,
    exposedPorts: ['80/tcp', '443/tcp'],
    executables: { '/usr/sbin/nginx': 'nginx' },
    links: { '/var/log/nginx/access.log': '/dev/stdout', '/var/log/nginx/error.log': '/dev/stderr' },
    users: ['nginx:x:101:101:nginx user:/nonexistent:/bin/false'],
    folders: { '/var/cache/nginx': '755', '/var/log/nginx': '755' },
    files: {
      '/etc/nginx/nginx.conf': nginxConfiguration,
      '/etc/nginx/mime.types': mimeTypes,
      '/etc/nginx/conf.d/default.conf': nginxSite(),
      '/usr/share/nginx/html/index.html': page,
    },
  };
}
