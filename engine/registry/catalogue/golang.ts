import { buildpackTools } from './buildpack.ts';
import type { ImageConfig, Repository } from './repository.ts';

function config(userland: 'debian' | 'alpine', extra: Readonly<Record<string, string>>) {
  return (version: string): ImageConfig => ({
    userland,
    unpacking: 3.2,
    ...(userland === 'debian' ? { base: 'buildpack-deps:bookworm-scm' } : {}),
    folders: { '/go': '1777', '/go/bin': '1777', '/go/src': '1777' },
    env: {
      PATH: '/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      GOLANG_VERSION: version,
      GOTOOLCHAIN: 'local',
      GOPATH: '/go',
    },
    cmd: [userland === 'debian' ? 'bash' : '/bin/sh'],
    workingDir: '/go',
    executables: { '/usr/local/go/bin/go': 'go', '/usr/local/go/bin/gofmt': 'silent', ...extra },
  });
}

export const golang: Repository = {
  names: ['docker.io/library/golang', 'public.ecr.aws/docker/library/golang'],
  variants: [
    { suffixes: ['', '-bookworm'], config: config('debian', buildpackTools) },
    { suffixes: ['-alpine'], config: config('alpine', {}) },
  ],
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
