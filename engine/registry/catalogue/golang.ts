import { type Base, from } from './bases.ts';
import { cmd, dockerfile, env, type Instruction, run, workdir } from './build-steps.ts';
import { buildpackTools } from './buildpack.ts';
import { aptInstall } from './gosu-step.ts';
import type { ImageConfig, Repository } from './repository.ts';

function compiler(base: Base, packages: Instruction, shell: string, tools: Readonly<Record<string, string>>) {
  return (version: string): ImageConfig => {
    const image = dockerfile(
      base,
      [
        packages,
        env({ GOLANG_VERSION: version }),
        env({ GOTOOLCHAIN: 'local' }),
        env({ GOPATH: '/go' }),
        env({
          PATH: '/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        }),
        {
          step: {
            line: 'COPY /target/ / # buildkit',
            share: 1,
            paths: ['/usr/local/go/bin/go', '/usr/local/go/bin/gofmt'],
          },
          content: {
            executables: { '/usr/local/go/bin/go': 'go', '/usr/local/go/bin/gofmt': 'not-modelled' },
          },
        },
        run('mkdir -p "$GOPATH/src" "$GOPATH/bin" && chmod -R 1777 "$GOPATH"', {
          folders: { '/go': '1777', '/go/bin': '1777', '/go/src': '1777' },
        }),
        workdir('/go'),
        cmd(shell),
      ],
      { unpacking: 3.2 },
    );
    return { ...image, executables: { ...tools, ...image.executables } };
  };
}

const debian = compiler(
  from('buildpack-deps:bookworm-scm'),
  run(aptInstall('g++ gcc libc6-dev make pkg-config'), { mb: 236 }),
  'bash',
  buildpackTools,
);
const alpine = compiler(
  from('alpine:3.22'),
  run('apk add --no-cache ca-certificates', { mb: 0.5 }),
  '/bin/sh',
  {},
);

export const golang: Repository = {
  names: ['docker.io/library/golang', 'public.ecr.aws/docker/library/golang'],
  variants: [
    { suffixes: ['', '-bookworm'], config: debian },
    { suffixes: ['-alpine'], config: alpine },
  ],
  platforms: 'amd64 arm/v6 arm/v7 arm64/v8 386 ppc64le riscv64 s390x',
  releases: [
    ['1.24.5 1.24 1 latest', 302.0, 81.0],
    ['1.23.11 1.23', 297.0, 74.0],
    ['1.22.12 1.22', 291.0, 70.0],
    ['1.21.13 1.21', 289.0, 68.0],
    ['1.20.14 1.20', 304.0, 101.0],
    ['1.19.13 1.19', 370.0, 120.0],
    ['1.18.10 1.18', 364.0, 118.0],
    ['1.17.13 1.17', 356.0, 111.0],
    ['1.16.15 1.16', 345.0, 105.0],
    ['1.13.15 1.13', 315.0, 128.0],
  ],
};
