import { from } from './bases.ts';
import { cmd, dockerfile, env, expose, label, run, workdir } from './build-steps.ts';
import { plain } from './repository.ts';

const page =
  '<!DOCTYPE html>\n<html>\n<head>\n\t<title>Caddy works!</title>\n</head>\n<body>\n\t<h1>Congratulations!</h1>\n</body>\n</html>\n';

export const caddy = plain(
  ['docker.io/library/caddy'],
  (version) =>
    dockerfile(from('alpine:3.22'), [
      run('apk add --no-cache ca-certificates libcap mailcap', { mb: 0.7 }),
      run(
        [
          'set -eux',
          'mkdir -p /config/caddy /data/caddy /etc/caddy /usr/share/caddy',
          'wget -O /etc/caddy/Caddyfile "https://github.com/caddyserver/dist/raw/master/config/Caddyfile"',
          'wget -O /usr/share/caddy/index.html "https://github.com/caddyserver/dist/raw/master/welcome/index.html"',
        ],
        {
          kb: 19.4,
          files: {
            '/etc/caddy/Caddyfile': ':80 {\n\troot * /usr/share/caddy\n\tfile_server\n}\n',
            '/usr/share/caddy/index.html': page,
          },
          folders: { '/config/caddy': '755', '/data/caddy': '755' },
        },
      ),
      env({ CADDY_VERSION: `v${version}` }),
      run(
        [
          'set -eux',
          'apkArch="$(apk --print-arch)"',
          'wget -O /tmp/caddy.tar.gz "https://github.com/caddyserver/caddy/releases/download/$CADDY_VERSION/caddy_linux_$binArch.tar.gz"',
          'setcap cap_net_bind_service=+ep /usr/bin/caddy',
          'chmod +x /usr/bin/caddy',
          'caddy version',
        ],
        {
          share: 1,
          executables: { '/usr/bin/caddy': 'caddy' },
        },
      ),
      env({ XDG_CONFIG_HOME: '/config' }),
      env({ XDG_DATA_HOME: '/data' }),
      label({ 'org.opencontainers.image.version': `v${version}` }),
      label({ 'org.opencontainers.image.title': 'Caddy' }),
      label({ 'org.opencontainers.image.vendor': 'Light Code Labs' }),
      expose(80, 443, '443/udp', 2019),
      workdir('/srv'),
      cmd('caddy', 'run', '--config', '/etc/caddy/Caddyfile', '--adapter', 'caddyfile'),
    ]),
  [
    ['2.10.0 2.10 2 latest alpine 2-alpine 2.10-alpine', 20.0],
    ['2.9.1 2.9 2.9-alpine', 19.0],
    ['2.8.4 2.8 2.8-alpine', 18.0],
    ['2.7.6 2.7 2.7-alpine', 18.0],
    ['2.6.4 2.6 2.6-alpine', 17.0],
  ],
  'amd64 arm/v6 arm/v7 arm64/v8 ppc64le riscv64 s390x',
);
