import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, expose, run, volume } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const consul = plain(
  ['docker.io/hashicorp/consul', 'docker.io/library/consul'],
  () =>
    dockerfile(from('alpine:3.22'), [
      run('addgroup consul && adduser -S -G consul consul', {
        kb: 4.7,
        users: ['consul:x:100:1000:Linux User,,,:/home/consul:/sbin/nologin'],
        groups: ['consul:x:1000:consul'],
      }),
      run(['set -eux', 'apk add --no-cache ca-certificates curl dumb-init gnupg libcap openssl su-exec'], {
        mb: 7.9,
        executables: { '/usr/bin/curl': 'curl' },
      }),
      copy('dist/linux/amd64/consul', '/bin/consul', { share: 1, executables: { '/bin/consul': 'consul' } }),
      run('mkdir -p /consul/data /consul/config', {
        folders: { '/consul/data': '755 100:1000', '/consul/config': '755 100:1000' },
      }),
      volume('/consul/data'),
      expose(8300, 8301, '8301/udp', 8302, 8500, 8600, '8600/udp'),
      copy('docker-entrypoint.sh', '/usr/local/bin/', {
        scripts: {
          '/usr/local/bin/docker-entrypoint.sh':
            '#!/bin/sh\nset -e\n\ncase "$1" in\n  consul|sh|/bin/sh|ash) ;;\n  *) set -- consul "$@" ;;\nesac\n\nexec "$@"\n',
        },
      }),
      entrypoint('docker-entrypoint.sh'),
      cmd('agent', '-dev', '-client', '0.0.0.0'),
    ]),
  [
    ['1.21.2 1.21 latest', 58.0],
    ['1.18.2 1.18', 54.0],
    ['1.15.4 1.15', 47.0],
  ],
  'amd64 386 arm/v6 arm64',
);
