import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, expose, run, volume } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const vault = plain(
  ['docker.io/hashicorp/vault', 'docker.io/library/vault'],
  () =>
    dockerfile(from('alpine:3.22'), [
      run('addgroup vault && adduser -S -G vault vault', {
        kb: 4.7,
        users: ['vault:x:100:1000:Linux User,,,:/home/vault:/sbin/nologin'],
        groups: ['vault:x:1000:vault'],
      }),
      run(['set -eux', 'apk add --no-cache ca-certificates curl dumb-init gnupg libcap openssl su-exec'], {
        mb: 7.9,
        executables: { '/usr/bin/curl': 'curl' },
      }),
      copy('dist/linux/amd64/vault', '/bin/vault', { share: 1, executables: { '/bin/vault': 'vault' } }),
      run('mkdir -p /vault/data /vault/config', {
        folders: { '/vault/data': '755 100:1000', '/vault/config': '755 100:1000' },
      }),
      volume('/vault/logs', '/vault/file'),
      expose(8200),
      copy('docker-entrypoint.sh', '/usr/local/bin/', {
        scripts: {
          '/usr/local/bin/docker-entrypoint.sh':
            '#!/bin/sh\nset -e\n\ncase "$1" in\n  vault|sh|/bin/sh|ash) ;;\n  *) set -- vault "$@" ;;\nesac\n\nexec "$@"\n',
        },
      }),
      entrypoint('docker-entrypoint.sh'),
      cmd('server', '-dev', '-dev-listen-address=0.0.0.0:8200'),
    ]),
  [
    ['1.19.5 1.19 latest', 190.0],
    ['1.17.2 1.17', 160.0],
    ['1.13.3 1.13', 100.0],
  ],
  'amd64 386 arm/v6 arm64',
);
