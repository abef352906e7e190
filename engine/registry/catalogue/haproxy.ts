import { entrypointScript, optionsFor } from '../scripts/entrypoint.ts';
import { from } from './bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, run, stopSignal, user, workdir } from './build-steps.ts';
import type { ImageConfig, Repository } from './repository.ts';

function server(base: string, adding: string, packages: string) {
  return (version: string): ImageConfig =>
    dockerfile(from(base), [
      run(['set -eux', adding], {
        kb: 4.3,
        users: ['haproxy:x:99:99::/var/lib/haproxy:/usr/sbin/nologin'],
        folders: { '/var/lib/haproxy': '755 99:99' },
      }),
      env({ HAPROXY_VERSION: version }),
      env({
        HAPROXY_URL: `https://www.haproxy.org/download/${version.split('.').slice(0, 2).join('.')}/src/haproxy-${version}.tar.gz`,
      }),
      run(
        [
          'set -eux',
          packages,
          'wget -O haproxy.tar.gz "$HAPROXY_URL"',
          'make -C /usr/src/haproxy -j "$nproc" all $makeOpts',
          'make -C /usr/src/haproxy install-bin $makeOpts',
          'mkdir -p /usr/local/etc/haproxy',
          'haproxy -v',
        ],
        {
          share: 1,
          executables: { '/usr/local/sbin/haproxy': 'haproxy' },
          folders: { '/usr/local/etc/haproxy': '755' },
        },
      ),
      stopSignal('SIGUSR1'),
      copy('docker-entrypoint.sh', '/usr/local/bin/', {
        scripts: { '/usr/local/bin/docker-entrypoint.sh': entrypointScript(18, optionsFor('haproxy')) },
        executables: { '/usr/local/bin/docker-entrypoint.sh': 'haproxy-entrypoint' },
      }),
      entrypoint('docker-entrypoint.sh'),
      user('haproxy'),
      workdir('/var/lib/haproxy'),
      cmd('haproxy', '-f', '/usr/local/etc/haproxy/haproxy.cfg'),
    ]);
}

const debian = server(
  'debian:bookworm-slim',
  'groupadd --gid 99 --system haproxy; \tuseradd --gid haproxy --home-dir /var/lib/haproxy --no-create-home --system --uid 99 haproxy',
  'apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev liblua5.4-dev libpcre2-dev libssl-dev make wget',
);
const alpine = server(
  'alpine:3.22',
  'addgroup --gid 99 --system haproxy; \tadduser --disabled-password --home /var/lib/haproxy --ingroup haproxy --no-create-home --system --uid 99 haproxy',
  'apk add --no-cache --virtual .build-deps gcc libc-dev linux-headers lua5.4-dev make openssl-dev pcre2-dev',
);

export const haproxy: Repository = {
  names: ['docker.io/library/haproxy'],
  variants: [
    { suffixes: ['', '-bookworm'], config: debian },
    { suffixes: ['-alpine'], config: alpine },
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
