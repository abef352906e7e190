import { mimeTypes, nginxConfiguration, nginxSite } from '../../scripts/nginx.ts';
import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, label, run, user, workdir } from '../build-steps.ts';
import { welcomePage } from '../nginx-welcome.ts';
import { plain } from '../repository.ts';

const entry = '#!/bin/bash\nexec "$@"\n';
const start = '#!/bin/bash\nexec nginx -g "daemon off;"\n';

export const bitnamiNginx = plain(
  ['docker.io/bitnami/nginx', 'docker.io/bitnamilegacy/nginx'],
  (version) =>
    dockerfile(from('debian:bookworm-slim'), [
      env({ HOME: '/', OS_ARCH: 'amd64', OS_FLAVOUR: 'debian-12', OS_NAME: 'linux' }),
      label({
        'org.opencontainers.image.title': 'nginx',
        'org.opencontainers.image.vendor': 'Broadcom, Inc.',
        'org.opencontainers.image.version': version,
      }),
      run('install_packages ca-certificates curl procps zlib1g', {
        mb: 38,
        executables: { '/usr/bin/curl': 'curl', '/usr/bin/ps': 'ps' },
      }),
      run('. /opt/bitnami/scripts/libcomponent.sh && component_unpack "nginx"', {
        share: 1,
        executables: { '/usr/sbin/nginx': 'nginx' },
        links: {
          '/opt/bitnami/nginx/sbin/nginx': '/usr/sbin/nginx',
          '/var/log/nginx/access.log': '/dev/stdout',
          '/var/log/nginx/error.log': '/dev/stderr',
        },
        files: {
          '/etc/nginx/nginx.conf': nginxConfiguration
            .replace('/run/nginx.pid', '/tmp/nginx.pid')
            .replace('user  nginx;', ''),
          '/etc/nginx/mime.types': mimeTypes,
          '/etc/nginx/conf.d/default.conf': nginxSite(8080).replaceAll('/usr/share/nginx/html', '/app'),
          '/app/index.html': welcomePage,
        },
        folders: { '/var/log/nginx': '775 1001:0', '/var/cache/nginx': '775 1001:0' },
      }),
      copy('rootfs', '/', {
        scripts: {
          '/opt/bitnami/scripts/nginx/entrypoint.sh': entry,
          '/opt/bitnami/scripts/nginx/run.sh': start,
        },
      }),
      env({
        APP_VERSION: version,
        BITNAMI_APP_NAME: 'nginx',
        PATH: '/opt/bitnami/common/bin:/opt/bitnami/nginx/sbin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      }),
      expose(8080, 8443),
      workdir('/app'),
      user('1001'),
      entrypoint('/opt/bitnami/scripts/nginx/entrypoint.sh'),
      cmd('/opt/bitnami/scripts/nginx/run.sh'),
    ]),
  [
    ['1.29.0 1.29 latest', 64.0],
    ['1.27.5 1.27', 64.0],
    ['1.25.5 1.25', 60.0],
  ],
);
