import type { ImageConfig, Repository } from './repository.ts';

function config(program: string) {
  return (): ImageConfig => ({
    userland: 'alpine',
    entrypoint: ['/docker-entrypoint.sh'],
    cmd: ['nginx', '-g', 'daemon off;'],
    exposedPorts: ['80/tcp'],
    stopSignal: 'SIGQUIT',
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
