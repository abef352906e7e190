import { entrypointScript, optionsFor } from '../scripts/entrypoint.ts';
import { from } from './bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, run, user } from './build-steps.ts';
import type { ImageConfig, Repository } from './repository.ts';

function server(base: string, owner: string, account: string, adding: string, packages: string) {
  return (version: string): ImageConfig =>
    dockerfile(from(base), [
      run(adding, { kb: 4.3, users: [account] }),
      run(['set -eux', packages], { kb: 800 }),
      env({ MEMCACHED_VERSION: version }),
      env({ MEMCACHED_URL: `https://memcached.org/files/memcached-${version}.tar.gz` }),
      run(
        [
          'set -x',
          'wget -O memcached.tar.gz "$MEMCACHED_URL"',
          'tar -xzf memcached.tar.gz -C /usr/src/memcached --strip-components=1',
          './configure --build="$gnuArch" --enable-extstore --enable-sasl --enable-tls',
          'make -j "$nproc"',
          'make install',
          'memcached -V',
        ],
        { share: 1, executables: { '/usr/local/bin/memcached': 'memcached' } },
      ),
      copy('docker-entrypoint.sh', '/usr/local/bin/', {
        scripts: { '/usr/local/bin/docker-entrypoint.sh': entrypointScript(10, optionsFor('memcached')) },
        executables: { '/usr/local/bin/docker-entrypoint.sh': 'memcached-entrypoint' },
      }),
      run('ln -s usr/local/bin/docker-entrypoint.sh /entrypoint.sh # backwards compat', {
        links: { '/entrypoint.sh': 'usr/local/bin/docker-entrypoint.sh' },
      }),
      entrypoint('docker-entrypoint.sh'),
      user(owner),
      expose(11_211),
      cmd('memcached'),
    ]);
}

const debian = server(
  'debian:bookworm-slim',
  'memcache',
  'memcache:x:11211:11211::/home/memcache:/bin/sh',
  'set -eux; \tgroupadd --system --gid 11211 memcache; \tuseradd --system --gid memcache --uid 11211 memcache',
  'apt-get update; apt-get install -y --no-install-recommends libsasl2-modules; rm -rf /var/lib/apt/lists/*',
);
const alpine = server(
  'alpine:3.22',
  '11211',
  'memcache:x:11211:11211:Linux User,,,:/home/memcache:/sbin/nologin',
  'set -eux; \taddgroup -g 11211 memcache; \tadduser -D -u 11211 -G memcache memcache',
  'apk add --no-cache libsasl',
);

export const memcached: Repository = {
  names: ['docker.io/library/memcached'],
  variants: [
    { suffixes: ['', '-bookworm'], config: debian },
    { suffixes: ['-alpine'], config: alpine },
  ],
  releases: [
    ['1.6.38 1.6 1 latest', 30.9, 9.6],
    ['1.6.29', 30.8, 5.0],
    ['1.6.22', 30.7, 4.0],
    ['1.6.9', 28.0, 2.9],
    ['1.5.22 1.5', 27.5, 2.9],
    ['1.4.39 1.4', 23.5, 2.9],
    ['1.4.36', 23.4, 2.9],
  ],
};
