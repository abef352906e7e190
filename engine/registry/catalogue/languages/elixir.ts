import { from } from '../bases.ts';
import { cmd, dockerfile, env, run } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const elixir = plain(
  ['docker.io/library/elixir'],
  (version) =>
    dockerfile(from('buildpack-deps:bookworm'), [
      env({ ELIXIR_VERSION: `v${version}`, LANG: 'C.UTF-8' }),
      run(['set -xe', 'curl -fSL -o elixir-src.tar.gz $ELIXIR_DOWNLOAD_URL', 'make install clean'], {
        share: 1,
        executables: {
          '/usr/local/bin/iex': 'not-modelled',
          '/usr/local/bin/elixir': 'not-modelled',
          '/usr/local/bin/mix': 'not-modelled',
        },
      }),
      cmd('iex'),
    ]),
  [
    ['1.18.4 1.18 latest', 600.0],
    ['1.16.3 1.16', 580.0],
  ],
);
