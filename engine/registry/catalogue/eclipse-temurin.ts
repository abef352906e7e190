import { entrypointScript } from '../scripts/entrypoint.ts';
import { from } from './bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, type Instruction, run } from './build-steps.ts';
import { aptInstall } from './gosu-step.ts';
import type { ImageConfig, Repository } from './repository.ts';

const home = '/opt/java/openjdk';
const start = '/__cacert_entrypoint.sh';

function java(base: string, packages: Instruction, kind: 'jdk' | 'jre', shell: string) {
  return (version: string): ImageConfig =>
    dockerfile(
      from(base),
      [
        env({ JAVA_HOME: home }),
        env({ PATH: `${home}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin` }),
        env({ LANG: 'en_US.UTF-8', LANGUAGE: 'en_US:en', LC_ALL: 'en_US.UTF-8' }),
        packages,
        env({ JAVA_VERSION: `jdk-${version}` }),
        run(
          [
            'set -eux',
            'ARCH="$(dpkg --print-architecture)"',
            'wget --progress=dot:giga -O /tmp/openjdk.tar.gz $BINARY_URL',
            'mkdir -p "$JAVA_HOME"',
            'tar --extract --file /tmp/openjdk.tar.gz --directory "$JAVA_HOME" --strip-components 1 --no-same-owner',
            'rm -f /tmp/openjdk.tar.gz',
          ],
          {
            share: 1,
            executables: {
              [`${home}/bin/java`]: 'java',
              ...(kind === 'jdk'
                ? { [`${home}/bin/javac`]: 'not-modelled', [`${home}/bin/jshell`]: 'jshell' }
                : {}),
            },
          },
        ),
        run(['set -eux', 'echo "Verifying install ..."', 'java --version', 'echo "Complete."']),
        copy('entrypoint.sh', start, { scripts: { [start]: entrypointScript(70, []) } }),
        entrypoint(start),
        cmd(kind === 'jdk' && Number.parseInt(version, 10) >= 9 ? 'jshell' : shell),
      ],
      { unpacking: 2.05 },
    );
}

const packages = run(aptInstall('curl wget gnupg fontconfig ca-certificates p11-kit tzdata locales'), {
  mb: 44,
  executables: { '/usr/bin/curl': 'curl', '/usr/bin/wget': 'wget' },
});
const ubuntu = java('ubuntu:24.04', packages, 'jdk', '/bin/bash');
const runtime = java('ubuntu:24.04', packages, 'jre', '/bin/bash');
const alpine = java(
  'alpine:3.22',
  run(
    [
      'set -eux',
      'apk add --no-cache fontconfig ttf-dejavu gnupg ca-certificates p11-kit-trust musl-locales musl-locales-lang tzdata',
    ],
    { mb: 20 },
  ),
  'jdk',
  '/bin/sh',
);

export const eclipseTemurin: Repository = {
  names: ['docker.io/library/eclipse-temurin'],
  variants: [
    { suffixes: ['', '-jdk'], config: ubuntu },
    { suffixes: ['-jre'], config: runtime },
    { suffixes: ['-alpine', '-jdk-alpine', '-jre-alpine'], config: alpine, platforms: 'amd64 arm64/v8' },
  ],
  platforms: 'amd64 arm/v7 arm64/v8 ppc64le riscv64 s390x',
  releases: [
    ['24 latest', 196.0, 98.0, 190.0],
    ['21', 210.0, 103.0, 200.0],
    ['17', 192.0, 95.0, 186.0],
    ['11', 199.0, 86.0, 193.0],
    ['8', 103.0, 84.0, 97.0],
  ],
};
