import { type Base, from } from './bases.ts';
import { cmd, dockerfile, env, type Instruction, run } from './build-steps.ts';
import { buildpackTools } from './buildpack.ts';
import { aptInstall } from './gosu-step.ts';
import type { ImageConfig, Repository } from './repository.ts';

const programs = {
  '/usr/local/bin/ruby': 'ruby',
  '/usr/local/bin/irb': 'irb',
  '/usr/local/bin/gem': 'not-modelled',
  '/usr/local/bin/bundle': 'not-modelled',
};

function interpreter(base: Base, packages: Instruction | undefined, tools: Readonly<Record<string, string>>) {
  return (version: string): ImageConfig => {
    const image = dockerfile(base, [
      packages,
      run(['set -eux', 'mkdir -p /usr/local/etc', "echo 'gem: --no-document' >> /usr/local/etc/gemrc"], {
        kb: 0.05,
      }),
      env({ LANG: 'C.UTF-8' }),
      env({ RUBY_VERSION: version }),
      env({
        RUBY_DOWNLOAD_URL: `https://cache.ruby-lang.org/pub/ruby/${version.split('.').slice(0, 2).join('.')}/ruby-${version}.tar.xz`,
      }),
      run(
        [
          'set -eux',
          'wget -O ruby.tar.xz "$RUBY_DOWNLOAD_URL"',
          './configure --build="$gnuArch" --disable-install-doc --enable-shared --enable-yjit',
          'make -j "$(nproc)"',
          'make install',
          'ruby --version',
          'gem --version',
        ],
        {
          share: 1,
          executables: programs,
        },
      ),
      env({ GEM_HOME: '/usr/local/bundle' }),
      env({ BUNDLE_SILENCE_ROOT_WARNING: '1', BUNDLE_APP_CONFIG: '/usr/local/bundle' }),
      env({ PATH: '/usr/local/bundle/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }),
      run('mkdir -p "$GEM_HOME" && chmod 1777 "$GEM_HOME"', { folders: { '/usr/local/bundle': '1777' } }),
      cmd('irb'),
    ]);
    return { ...image, executables: { ...tools, ...image.executables } };
  };
}

const full = interpreter(from('buildpack-deps:bookworm'), undefined, buildpackTools);
const slim = interpreter(
  from('debian:bookworm-slim'),
  run(aptInstall('bzip2 ca-certificates libffi-dev libgmp-dev libssl-dev libyaml-dev procps zlib1g-dev'), {
    mb: 48,
  }),
  {},
);
const alpine = interpreter(
  from('alpine:3.22'),
  run(['set -eux', 'apk add --no-cache bzip2 ca-certificates gmp-dev libffi-dev procps yaml-dev zlib-dev'], {
    mb: 14,
  }),
  {},
);

export const ruby: Repository = {
  names: ['docker.io/library/ruby'],
  variants: [
    { suffixes: ['', '-bookworm'], config: full },
    { suffixes: ['-slim'], config: slim },
    { suffixes: ['-alpine'], config: alpine },
  ],
  releases: [
    ['3.4.4 3.4 3 latest', 385.0, 79.0, 38.0],
    ['3.3.8 3.3', 378.0, 76.0, 34.0],
    ['3.2.8 3.2', 375.0, 74.0, 33.0],
    ['2.7.8 2.7 2', 341.0, 62.0, 27.0],
  ],
};
