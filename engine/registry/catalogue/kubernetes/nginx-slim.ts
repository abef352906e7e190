import { mimeTypes, nginxConfiguration, nginxSite } from '../../scripts/nginx.ts';
import { atLeast, plain } from '../repository.ts';

export const nginxSlim = plain(
  ['registry.k8s.io/nginx-slim', 'k8s.gcr.io/nginx-slim', 'gcr.io/google_containers/nginx-slim'],
  {
    userland: 'debian',
    cmd: ['nginx', '-g', 'daemon off;'],
    exposedPorts: ['80/tcp', '443/tcp'],
    executables: { '/usr/sbin/nginx': 'nginx' },
    files: {
      '/usr/share/nginx/html/index.html': 'Welcome to nginx!\n',
      '/etc/nginx/nginx.conf': nginxConfiguration,
      '/etc/nginx/mime.types': mimeTypes,
      '/etc/nginx/conf.d/default.conf': nginxSite(),
    },
    links: { '/var/log/nginx/access.log': '/dev/stdout', '/var/log/nginx/error.log': '/dev/stderr' },
    users: ['nginx:x:101:101:nginx user:/nonexistent:/bin/false'],
    folders: { '/var/cache/nginx': '755', '/var/log/nginx': '755' },
  },
  [
    ['0.27', 47.0],
    ['0.26', 47.0],
    ['0.25', 47.0],
    ['0.24', 47.0],
    ['0.21', 46.0],
    ['0.8', 42.1],
    ['0.7', 42.0],
  ],
  (version) => (atLeast(version, '0.20') ? 'amd64 arm64' : 'amd64'),
);
