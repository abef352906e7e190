import { from } from '../bases.ts';
import { cmd, dockerfile, env, run } from '../build-steps.ts';
import { buildpackTools } from '../buildpack.ts';
import { plain } from '../repository.ts';

export const rust = plain(
  ['docker.io/library/rust'],
  (version) =>
    dockerfile(from('buildpack-deps:bookworm'), [
      env({
        RUSTUP_HOME: '/usr/local/rustup',
        CARGO_HOME: '/usr/local/cargo',
        PATH: '/usr/local/cargo/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        RUST_VERSION: version,
      }),
      run(
        [
          'set -eux',
          'wget "https://static.rust-lang.org/rustup/archive/1.28.2/x86_64-unknown-linux-gnu/rustup-init"',
          './rustup-init -y --no-modify-path --profile minimal --default-toolchain $RUST_VERSION',
          'rustup --version',
          'cargo --version',
          'rustc --version',
        ],
        {
          share: 1,
          executables: {
            '/usr/local/cargo/bin/cargo': 'not-modelled',
            '/usr/local/cargo/bin/rustc': 'not-modelled',
            '/usr/local/cargo/bin/rustup': 'not-modelled',
            ...buildpackTools,
          },
        },
      ),
      cmd('bash'),
    ]),
  [
    ['1.88.0 1.88 1 latest bookworm 1.88-bookworm', 560.0],
    ['1.82.0 1.82', 540.0],
    ['1.75.0 1.75', 530.0],
    ['1.70.0 1.70', 500.0],
  ],
  'amd64 arm/v7 arm64/v8 386 ppc64le riscv64 s390x',
);
