import { entrypointScript, optionsFor } from '../../scripts/entrypoint.ts';
import { fromImage } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, run, workdir } from '../build-steps.ts';
import { php } from '../php.ts';
import { plain } from '../repository.ts';

export const composer = plain(
  ['docker.io/library/composer', 'docker.io/composer/composer'],
  (version) =>
    dockerfile(fromImage(php, '8.4-alpine'), [
      run(
        [
          'set -eux',
          'apk add --no-cache --virtual .composer-rundeps bash coreutils git make mercurial openssh-client patch subversion tini unzip zip',
        ],
        { mb: 60, executables: { '/bin/bash': 'shell', '/usr/bin/git': 'not-modelled' } },
      ),
      env({ COMPOSER_ALLOW_SUPERUSER: '1' }),
      env({ COMPOSER_HOME: '/tmp' }),
      env({ COMPOSER_VERSION: version }),
      run(
        [
          'set -eux',
          'curl --silent --fail --location --output /usr/bin/composer https://getcomposer.org/download/$COMPOSER_VERSION/composer.phar',
        ],
        { share: 1, executables: { '/usr/bin/composer': 'not-modelled' } },
      ),
      copy('docker-entrypoint.sh', '/docker-entrypoint.sh', {
        scripts: { '/docker-entrypoint.sh': entrypointScript(20, optionsFor('composer')) },
      }),
      workdir('/app'),
      entrypoint('/docker-entrypoint.sh'),
      cmd('composer'),
    ]),
  [
    ['2.8.10 2.8 2 latest', 75.0],
    ['1.10.27 1', 60.0],
  ],
);
