import { entrypointScript, optionsFor } from '../scripts/entrypoint.ts';
import { type ImageConfig, plain, type Repository } from './repository.ts';

export const traefik = plain(
  ['docker.io/library/traefik', 'ghcr.io/traefik/traefik'],
  {
    userland: 'alpine',
    entrypoint: ['/entrypoint.sh'],
    cmd: ['traefik'],
    unpacking: 3.4,
    scripts: { '/entrypoint.sh': entrypointScript(13, optionsFor('traefik')) },
    labels: {
      'org.opencontainers.image.title': 'Traefik',
      'org.opencontainers.image.url': 'https://traefik.io',
      'org.opencontainers.image.vendor': 'Traefik Labs',
    },
    exposedPorts: ['80/tcp'],
    executables: { '/entrypoint.sh': 'traefik-entrypoint', '/usr/local/bin/traefik': 'traefik' },
  },
  [
    ['v3.4.4 v3.4 v3 3 3.4 latest', 54.0],
    ['v3.3.7 v3.3 3.3', 53.0],
    ['v3.0.4 v3.0 3.0', 46.0],
    ['v2.11.27 v2.11 v2 2 2.11', 48.0],
    ['v2.10.7 v2.10 2.10', 43.0],
    ['v2.9.10 v2.9 2.9', 39.0],
    ['v1.7.34 v1.7 1.7 1', 24.0],
  ],
);

export const caddy = plain(
  ['docker.io/library/caddy'],
  (version): ImageConfig => ({
    userland: 'alpine',
    env: { CADDY_VERSION: `v${version}`, XDG_CONFIG_HOME: '/config', XDG_DATA_HOME: '/data' },
    cmd: ['caddy', 'run', '--config', '/etc/caddy/Caddyfile', '--adapter', 'caddyfile'],
    workingDir: '/srv',
    exposedPorts: ['80/tcp', '443/tcp', '443/udp', '2019/tcp'],
    executables: { '/usr/bin/caddy': 'caddy' },
    labels: {
      'org.opencontainers.image.title': 'Caddy',
      'org.opencontainers.image.vendor': 'Light Code Labs',
      'org.opencontainers.image.version': `v${version}`,
    },
    files: {
      '/etc/caddy/Caddyfile': ':80 {\n\troot * /usr/share/caddy\n\tfile_server\n}\n',
      '/usr/share/caddy/index.html':
        '<!DOCTYPE html>\n<html>\n<head>\n\t<title>Caddy works!</title>\n</head>\n</html>\n',
    },
  }),
  [
    ['2.10.0 2.10 2 latest alpine 2-alpine 2.10-alpine', 20.0],
    ['2.9.1 2.9 2.9-alpine', 19.0],
    ['2.8.4 2.8 2.8-alpine', 18.0],
    ['2.7.6 2.7 2.7-alpine', 18.0],
    ['2.6.4 2.6 2.6-alpine', 17.0],
  ],
);

function haproxyConfig(userland: 'debian' | 'alpine') {
  return (version: string): ImageConfig => ({
    userland,
    env: { HAPROXY_VERSION: version },
    users: ['haproxy:x:99:99::/var/lib/haproxy:/usr/sbin/nologin'],
    scripts: { '/usr/local/bin/docker-entrypoint.sh': entrypointScript(18, optionsFor('haproxy')) },
    folders: { '/var/lib/haproxy': '755 99:99', '/usr/local/etc/haproxy': '755' },
    user: 'haproxy',
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['haproxy', '-f', '/usr/local/etc/haproxy/haproxy.cfg'],
    workingDir: '/var/lib/haproxy',
    stopSignal: 'SIGUSR1',
    executables: {
      '/usr/local/bin/docker-entrypoint.sh': 'haproxy-entrypoint',
      '/usr/local/sbin/haproxy': 'haproxy',
    },
  });
}

export const haproxy: Repository = {
  names: ['docker.io/library/haproxy'],
  variants: [
    { suffixes: ['', '-bookworm'], config: haproxyConfig('debian') },
    { suffixes: ['-alpine'], config: haproxyConfig('alpine') },
  ],
  releases: [
    ['3.2.3 3.2 lts latest', 43.0, 15.0],
    ['3.0.11 3.0', 42.0, 14.0],
    ['2.9.15 2.9', 41.0, 13.0],
    ['2.8.15 2.8 2', 41.0, 13.0],
    ['2.6.22 2.6', 38.0, 11.0],
    ['2.4.29 2.4', 37.0, 10.0],
    ['2.3.21 2.3', 36.0, 10.0],
    ['1.9.16 1.9 1', 30.0, 9.0],
  ],
};
