import { fromImage } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, run, volume, workdir } from '../build-steps.ts';
import { node } from '../node.ts';
import { plain } from '../repository.ts';

export const ghost = plain(
  ['docker.io/library/ghost'],
  (version) =>
    dockerfile(fromImage(node, '20-slim'), [
      env({ GOSU_VERSION: '1.17' }),
      run(['set -eux', 'apt-get update', 'gosu --version'], { mb: 2.3 }),
      env({ NODE_ENV: 'production' }),
      env({ GHOST_CLI_VERSION: '1.28.3' }),
      run(['set -eux', 'npm install -g "ghost-cli@$GHOST_CLI_VERSION"', 'npm cache clean --force'], {
        mb: 52,
      }),
      env({ GHOST_INSTALL: '/var/lib/ghost' }),
      env({ GHOST_CONTENT: '/var/lib/ghost/content' }),
      env({ GHOST_VERSION: version }),
      run(
        [
          'set -eux',
          'mkdir -p "$GHOST_INSTALL"',
          'gosu node ghost install "$GHOST_VERSION" --db mysql --dbhost mysql --no-prompt --no-stack --no-setup --dir "$GHOST_INSTALL"',
        ],
        {
          share: 1,
          executables: { '/usr/local/bin/node': 'ghost' },
          folders: { '/var/lib/ghost': '755 1000:1000', '/var/lib/ghost/content': '755 1000:1000' },
        },
      ),
      workdir('/var/lib/ghost'),
      volume('/var/lib/ghost/content'),
      copy('docker-entrypoint.sh', '/usr/local/bin/', {
        executables: { '/usr/local/bin/docker-entrypoint.sh': 'plain-entrypoint' },
      }),
      entrypoint('docker-entrypoint.sh'),
      expose(2368),
      cmd('node', 'current/index.js'),
    ]),
  [
    ['5.130.2 5 latest', 190.0],
    ['4.48.9 4', 150.0],
    ['3.42.9 3', 146.0],
    ['0.7.1 0.7', 116.0],
  ],
  'amd64 arm/v7 arm64/v8 ppc64le s390x',
);
