import { from } from '../bases.ts';
import { cmd, dockerfile, env, run } from '../build-steps.ts';
import { buildpackTools } from '../buildpack.ts';
import { plain } from '../repository.ts';

export const gcc = plain(
  ['docker.io/library/gcc'],
  (version) =>
    dockerfile(from('buildpack-deps:bookworm'), [
      env({ GPG_KEYS: 'B215C1633BCA0477615F1B35A5B3A004745C015A' }),
      env({ GCC_MIRRORS: 'https://ftpmirror.gnu.org/gcc' }),
      env({ GCC_VERSION: version }),
      run(
        [
          'set -ex',
          'curl -fSL "$mirror/gcc-$GCC_VERSION/gcc-$GCC_VERSION.tar.xz" -o gcc.tar.xz',
          './configure --build="$gnuArch" --disable-multilib --enable-languages=c,c++,fortran,go',
          'make -j "$(nproc)"',
          'make install-strip',
        ],
        {
          share: 1,
          executables: {
            '/usr/local/bin/gcc': 'not-modelled',
            '/usr/local/bin/g++': 'not-modelled',
            ...buildpackTools,
          },
        },
      ),
      cmd('bash'),
    ]),
  [
    ['15.1.0 15.1 15 latest', 520.0],
    ['14.3.0 14.3 14', 500.0],
    ['13.4.0 13.4 13', 490.0],
    ['9.5.0 9', 420.0],
  ],
);
