import { from } from '../bases.ts';
import { cmd, dockerfile, env, run } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const rBase = plain(
  ['docker.io/library/r-base'],
  (version) =>
    dockerfile(from('debian:bookworm'), [
      env({ LC_ALL: 'en_US.UTF-8' }),
      env({ LANG: 'en_US.UTF-8' }),
      env({ R_BASE_VERSION: version }),
      run(
        'apt-get update         && apt-get install -y --no-install-recommends r-base=$R_BASE_VERSION-*         && rm -rf /var/lib/apt/lists/*',
        { share: 1, executables: { '/usr/bin/R': 'not-modelled', '/usr/bin/Rscript': 'not-modelled' } },
      ),
      cmd('R'),
    ]),
  [
    ['4.5.1 latest', 380.0],
    ['4.3.2', 340.0],
  ],
  'amd64 arm64/v8',
);
