import {
  mimeTypes,
  nginxConfiguration,
  nginxEntrypoint,
  nginxEntrypointScripts,
  nginxSite,
} from '../../scripts/nginx.ts';
import type { ImageConfig, Repository } from '../repository.ts';

function config(program: string) {
  return (): ImageConfig => ({
    userland: 'alpine',
    entrypoint: ['/docker-entrypoint.sh'],
    cmd: ['nginx', '-g', 'daemon off;'],
    exposedPorts: ['80/tcp'],
    stopSignal: 'SIGQUIT',
    links: { '/var/log/nginx/access.log': '/dev/stdout', '/var/log/nginx/error.log': '/dev/stderr' },
    users: ['nginx:x:101:101:nginx:/var/cache/nginx:/sbin/nologin'],
    folders: { '/var/cache/nginx': '755', '/var/log/nginx': '755' },
    scripts: { '/docker-entrypoint.sh': nginxEntrypoint, ...nginxEntrypointScripts },
    files: {
      '/etc/nginx/nginx.conf': nginxConfiguration,
      '/etc/nginx/mime.types': mimeTypes,
      '/etc/nginx/conf.d/default.conf': nginxSite(),
    },
    executables: {
      '/usr/sbin/nginx': program,
      '/docker-entrypoint.sh': 'nginx-entrypoint',
      '/usr/bin/curl': 'curl',
    },
  });
}

export const nginxHello: Repository = {
  names: ['docker.io/nginxdemos/hello'],
  variants: [
    { suffixes: [''], config: config('nginxdemos-hello') },
    { suffixes: ['-plain-text'], config: config('nginxdemos-hello-text') },
  ],
  releases: [
    ['latest', 17.5, 17.5],
    ['0.4', 17.5, 17.5],
    ['0.3', 10.1, 10.1],
    ['0.2', 6.4, 6.4],
  ],
};
