import { mimeTypes, nginxConfiguration, nginxSite } from '../../scripts/nginx.ts';
import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, expose, run } from '../build-steps.ts';
import { plain } from '../repository.ts';

const script = `#!/bin/sh
if [ ! -f /usr/share/nginx/html/index.html ]; then
  mkdir -p /usr/share/nginx/html
  echo "WBITT Network MultiTool (with NGINX) - $(hostname) - $(hostname -i) - HTTP: \${HTTP_PORT:-80} , HTTPS: \${HTTPS_PORT:-443}" > /usr/share/nginx/html/index.html
fi
exec "$@"
`;

export const networkMultitool = plain(
  ['docker.io/praqma/network-multitool', 'docker.io/wbitt/network-multitool'],
  () =>
    dockerfile(from('alpine:3.22'), [
      run(
        'apk update     && apk add bash bind-tools busybox-extras curl iproute2 iputils jq mtr net-tools nginx openssl perl-net-telnet procps tcpdump tcptraceroute wget',
        {
          share: 1,
          executables: {
            '/bin/bash': 'shell',
            '/usr/bin/curl': 'curl',
            '/sbin/ip': 'ip',
            '/sbin/ss': 'ss',
            '/bin/ping': 'ping',
            '/bin/netstat': 'netstat',
            '/sbin/ifconfig': 'ifconfig',
            '/sbin/route': 'route',
            '/sbin/arp': 'arp',
            '/usr/bin/dig': 'dig',
            '/usr/bin/host': 'host',
            '/usr/bin/nslookup': 'nslookup',
            '/usr/bin/jq': 'jq',
            '/usr/bin/mtr': 'not-modelled',
            '/usr/bin/openssl': 'not-modelled',
            '/usr/bin/tcpdump': 'tcpdump',
            '/usr/bin/tcptraceroute': 'not-modelled',
            '/usr/bin/telnet': 'telnet',
            '/usr/bin/wget': 'wget',
            '/usr/sbin/nginx': 'nginx',
          },
          links: { '/var/log/nginx/access.log': '/dev/stdout', '/var/log/nginx/error.log': '/dev/stderr' },
          users: ['nginx:x:100:101:nginx:/var/lib/nginx:/sbin/nologin'],
          folders: { '/var/log/nginx': '755', '/var/cache/nginx': '755' },
        },
      ),
      copy('nginx.conf', '/etc/nginx/nginx.conf', {
        files: {
          '/etc/nginx/nginx.conf': nginxConfiguration,
          '/etc/nginx/mime.types': mimeTypes,
          '/etc/nginx/conf.d/default.conf': nginxSite(),
        },
      }),
      copy('entrypoint.sh', '/docker/entrypoint.sh', { scripts: { '/docker/entrypoint.sh': script } }),
      expose(80, 443, 1180, 11_443),
      entrypoint('/bin/sh', '/docker/entrypoint.sh'),
      cmd('/usr/sbin/nginx', '-g', 'daemon off;'),
    ]),
  [
    ['latest alpine-minimal minimal', 25.0],
    ['extra alpine-extra', 70.0],
  ],
  'amd64',
);
