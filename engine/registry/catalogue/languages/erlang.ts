import { from } from '../bases.ts';
import { cmd, dockerfile, env, run } from '../build-steps.ts';
import { buildpackTools } from '../buildpack.ts';
import { plain } from '../repository.ts';

export const erlang = plain(
  ['docker.io/library/erlang'],
  (version) =>
    dockerfile(from('buildpack-deps:bookworm'), [
      env({ OTP_VERSION: version, REBAR3_VERSION: '3.25.0' }),
      run(
        [
          'set -xe',
          'curl -fSL -o otp-src.tar.gz "$OTP_DOWNLOAD_URL"',
          'make -j$(nproc) docs',
          'make install',
        ],
        { share: 1, executables: { '/usr/local/bin/erl': 'not-modelled', ...buildpackTools } },
      ),
      cmd('erl'),
    ]),
  [
    ['28.0.1 28 latest', 590.0],
    ['26.2.5 26', 560.0],
  ],
);
