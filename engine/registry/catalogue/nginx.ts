import {
  mimeTypes,
  nginxConfiguration,
  nginxEntrypoint,
  nginxEntrypointScripts,
  nginxErrorPage,
  nginxSite,
} from '../scripts/nginx.ts';
import { welcomePage } from './nginx-welcome.ts';
import { atLeast, type BuildStep, type ImageConfig, type Repository } from './repository.ts';

const nginxFiles = {
  '/var/log/nginx/access.log': '',
  '/var/log/nginx/error.log': '',
  '/usr/share/nginx/html/50x.html': nginxErrorPage,
  '/usr/share/nginx/html/index.html': welcomePage,
  '/etc/nginx/nginx.conf': nginxConfiguration,
  '/etc/nginx/mime.types': mimeTypes,
  '/etc/nginx/conf.d/default.conf': nginxSite(),
};

/** Its logs go where docker reads them. */
const logLinks = {
  '/var/log/nginx/access.log': '/dev/stdout',
  '/var/log/nginx/error.log': '/dev/stderr',
};

const user = ['nginx:x:101:101:nginx user:/nonexistent:/bin/false'];

const folders = {
  '/var/cache/nginx': '755',
  '/var/log/nginx': '755',
};

const scripts = { '/docker-entrypoint.sh': nginxEntrypoint, ...nginxEntrypointScripts };

/** The lines of the official Dockerfile, so that `docker history` shows them. */
function steps(version: string, userland: 'debian' | 'alpine'): BuildStep[] {
  const release = userland === 'debian' ? '1~bookworm' : '1';
  const added = Object.entries(scripts).map(([path, text]): BuildStep => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const folder = path.startsWith('/docker-entrypoint.d/') ? '/docker-entrypoint.d' : '/';
    return { line: `COPY ${name} ${folder} # buildkit`, bytes: text.length, paths: [path] };
  });
  return [
    { line: 'LABEL maintainer=NGINX Docker Maintainers <docker-maint@nginx.com>' },
    { line: `ENV NGINX_VERSION=${version}` },
    { line: 'ENV NJS_VERSION=0.9.0' },
    { line: `ENV NJS_RELEASE=${release}` },
    { line: `ENV PKG_RELEASE=${release}` },
    { line: `ENV DYNPKG_RELEASE=${release}` },
    {
      line: 'RUN /bin/sh -c set -x     && groupadd --system --gid 101 nginx     && useradd --system --gid nginx --no-create-home --home /nonexistent --comment "nginx user" --shell /bin/false --uid 101 nginx     && apt-get update     && apt-get install --no-install-recommends --no-install-suggests -y gnupg1 ca-certificates # buildkit',
      share: 1,
    },
    ...(atLeast(version, '1.19') ? [...added, { line: 'ENTRYPOINT ["/docker-entrypoint.sh"]' }] : []),
    { line: 'EXPOSE map[80/tcp:{}]' },
    { line: `STOPSIGNAL ${atLeast(version, '1.19') ? 'SIGQUIT' : 'SIGTERM'}` },
    { line: 'CMD ["nginx" "-g" "daemon off;"]' },
  ];
}

const curl = { '/usr/bin/curl': 'curl' };

function config(userland: 'debian' | 'alpine') {
  return (version: string): ImageConfig => ({
    userland,
    env: {
      NGINX_VERSION: version,
      NJS_VERSION: '0.9.0',
      NJS_RELEASE: userland === 'debian' ? '1~bookworm' : '1',
      PKG_RELEASE: userland === 'debian' ? '1~bookworm' : '1',
      DYNPKG_RELEASE: userland === 'debian' ? '1~bookworm' : '1',
    },
    // The entrypoint script came with 1.19, and with it the graceful stop signal.
    entrypoint: atLeast(version, '1.19') ? ['/docker-entrypoint.sh'] : [],
    cmd: ['nginx', '-g', 'daemon off;'],
    exposedPorts: ['80/tcp'],
    stopSignal: atLeast(version, '1.19') ? 'SIGQUIT' : 'SIGTERM',
    executables: {
      '/usr/sbin/nginx': 'nginx',
      ...(atLeast(version, '1.19') ? { '/docker-entrypoint.sh': 'nginx-entrypoint' } : {}),
      ...(atLeast(version, '1.17') ? curl : {}),
    },
    files: nginxFiles,
    links: logLinks,
    users: user,
    folders,
    labels: { maintainer: 'NGINX Docker Maintainers <docker-maint@nginx.com>' },
    ...(atLeast(version, '1.19') ? { scripts } : {}),
    steps: steps(version, userland),
    unpacking: userland === 'debian' ? 2.66 : 2.45,
  });
}

export const nginx: Repository = {
  names: [
    'docker.io/library/nginx',
    'public.ecr.aws/docker/library/nginx',
    'public.ecr.aws/nginx/nginx',
    'mirror.gcr.io/library/nginx',
  ],
  variants: [
    { suffixes: ['', '-bookworm'], config: config('debian') },
    { suffixes: ['-alpine', '-alpine-slim'], config: config('alpine') },
  ],
  platforms: (version) => (atLeast(version, '1.13') ? undefined : 'amd64'),
  releases: [
    ['1.29.1 1.29 1 mainline latest', 72.3, 22.5],
    ['1.29.0', 72.2, 22.4],
    ['1.28.0 1.28 stable', 72.1, 21.2],
    ['1.27.5 1.27', 72.2, 21.2],
    ['1.27.4', 72.2, 20.9],
    ['1.27.3', 72.1, 20.5],
    ['1.27.2', 71.0, 18.7],
    ['1.27.1', 70.9, 18.2],
    ['1.27.0', 70.6, 17.9],
    ['1.26.3 1.26', 72.1, 20.5],
    ['1.26.2', 71.0, 18.7],
    ['1.26.1', 70.6, 17.9],
    ['1.26.0', 70.6, 17.9],
    ['1.25.5 1.25', 70.6, 17.9],
    ['1.25.4', 70.5, 17.9],
    ['1.25.3', 70.5, 17.6],
    ['1.25.2', 70.5, 17.1],
    ['1.25.1', 70.5, 16.7],
    ['1.25.0', 57.0, 16.6],
    ['1.24.0 1.24', 56.9, 16.5],
    ['1.23.4 1.23', 57.0, 16.6],
    ['1.23.3', 57.0, 16.6],
    ['1.23.2', 57.0, 10.2],
    ['1.23.1', 56.8, 10.2],
    ['1.23.0', 56.7, 10.2],
    ['1.22.1 1.22', 56.9, 10.2],
    ['1.22.0', 56.7, 10.1],
    ['1.21.6 1.21', 56.7, 10.2],
    ['1.21.5', 56.6, 10.1],
    ['1.21.4', 56.6, 10.0],
    ['1.21.3', 53.9, 9.9],
    ['1.21.1', 53.5, 9.9],
    ['1.21.0', 53.5, 9.8],
    ['1.20.2 1.20', 56.6, 9.9],
    ['1.20.1', 53.5, 9.8],
    ['1.20.0', 53.5, 9.8],
    ['1.19.10 1.19', 53.5, 9.8],
    ['1.19.8', 53.4, 9.7],
    ['1.19.6', 53.4, 9.7],
    ['1.19.4', 53.2, 9.4],
    ['1.19.3', 53.2, 9.3],
    ['1.19.2', 53.2, 8.7],
    ['1.19.1', 53.2, 8.7],
    ['1.19.0', 53.2, 8.7],
    ['1.18.0 1.18', 53.0, 9.2],
    ['1.17.10 1.17', 50.7, 8.6],
    ['1.17.9', 50.7, 8.5],
    ['1.17.8', 50.7, 8.5],
    ['1.17.4', 50.6, 8.5],
    ['1.17.3', 50.5, 8.5],
    ['1.17.1', 44.9, 8.3],
    ['1.17.0', 44.8, 8.3],
    ['1.16.1 1.16', 50.7, 8.5],
    ['1.16.0', 44.8, 8.3],
    ['1.15.12 1.15', 44.8, 7.2],
    ['1.15.11', 44.7, 7.2],
    ['1.15.10', 44.7, 7.1],
    ['1.15.8', 44.7, 7.1],
    ['1.15.7', 44.7, 7.1],
    ['1.15.5', 44.7, 7.1],
    ['1.15.4', 44.6, 7.1],
    ['1.15.3', 44.6, 7.1],
    ['1.15.2', 44.6, 7.1],
    ['1.15.1', 44.6, 7.1],
    ['1.15.0', 44.6, 7.1],
    ['1.14.2 1.14', 44.7, 6.8],
    ['1.14.1', 44.7, 6.8],
    ['1.14.0', 44.7, 6.8],
    ['1.13.12 1.13', 44.7, 6.8],
    ['1.13.6', 42.3, 5.8],
    ['1.12.2 1.12', 42.3, 5.7],
    ['1.12.1', 42.3, 5.7],
    ['1.11.13 1.11', 71.5, 20.3],
    ['1.11.9', 71.0, 20.3],
    ['1.11.5', 71.0, 20.2],
    ['1.11.3', 70.9, 20.1],
    ['1.10.3 1.10', 71.5, 20.0],
    ['1.10.1', 70.9, 19.9],
    ['1.9.15 1.9', 70.8, 19.3],
    ['1.9.1', 50.9],
    ['1.9.0', 50.8],
    ['1.8.1 1.8', 70.5, 19.0],
    ['1.7.12 1.7', 35.1],
    ['1.7.11', 35.1],
    ['1.7.10', 35.0],
    ['1.7.9', 39.9],
    ['1.7.8', 39.8],
    ['1.7.1', 39.6],
  ],
};

const unprivileged = {
  user: '101',
  env: { NGINX_VERSION: '1.27.5' },
  entrypoint: ['/docker-entrypoint.sh'],
  cmd: ['nginx', '-g', 'daemon off;'],
  exposedPorts: ['8080/tcp'],
  stopSignal: 'SIGQUIT',
  executables: { '/usr/sbin/nginx': 'nginx', '/docker-entrypoint.sh': 'nginx-entrypoint', ...curl },
  files: {
    ...nginxFiles,
    '/etc/nginx/conf.d/default.conf': nginxSite(8080),
    '/etc/nginx/nginx.conf': nginxConfiguration.replace('/run/nginx.pid', '/tmp/nginx.pid'),
  },
  links: logLinks,
  users: user,
  folders: { '/var/cache/nginx': '755 101:101', '/var/log/nginx': '755 101:101' },
  scripts,
};

export const nginxUnprivileged: Repository = {
  names: ['docker.io/nginxinc/nginx-unprivileged', 'ghcr.io/nginxinc/nginx-unprivileged'],
  variants: [
    { suffixes: ['', '-bookworm'], config: () => ({ userland: 'debian', ...unprivileged }) },
    { suffixes: ['-alpine', '-alpine-slim'], config: () => ({ userland: 'alpine', ...unprivileged }) },
  ],
  platforms: 'amd64 386 arm/v5 arm/v6 arm/v7 arm64/v8 ppc64le riscv64 s390x',
  releases: [
    ['1.27.5 1.27 1 latest', 72.2, 21.2],
    ['1.26.3 1.26 stable', 72.1, 20.5],
    ['1.25.5 1.25', 70.6, 17.9],
    ['1.24.0 1.24', 56.9, 16.5],
    ['1.23.4 1.23', 57.0, 16.6],
  ],
};
