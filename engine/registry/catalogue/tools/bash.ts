import { entrypointScript, optionsFor } from '../../scripts/entrypoint.ts';
import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, run } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const bash = plain(
  ['docker.io/library/bash'],
  (version) =>
    dockerfile(from('alpine:3.22'), [
      env({ _BASH_VERSION: version }),
      run(
        [
          'set -eux',
          'apk add --no-cache --virtual .build-deps bison coreutils dpkg-dev gcc libc-dev make ncurses-dev',
          'bash --version',
        ],
        { share: 1, executables: { '/usr/local/bin/bash': 'bash' } },
      ),
      copy('docker-entrypoint.sh', '/usr/local/bin/', {
        scripts: { '/usr/local/bin/docker-entrypoint.sh': entrypointScript(10, optionsFor('bash')) },
      }),
      entrypoint('docker-entrypoint.sh'),
      cmd('bash'),
    ]),
  [
    ['5.3 5 latest', 6.3],
    ['5.2.37 5.2', 6.2],
    ['4.4.23 4.4 4', 5.5],
  ],
);
