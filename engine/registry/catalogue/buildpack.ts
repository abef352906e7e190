import type { BuildStep, ImageConfig, Repository } from './repository.ts';

/** What images built on buildpack-deps hold on top of Debian. */
export const buildpackTools = {
  '/usr/bin/curl': 'curl',
  '/usr/bin/wget': 'wget',
  '/usr/bin/git': 'not-modelled',
  '/usr/bin/gcc': 'not-modelled',
  '/usr/bin/make': 'not-modelled',
  '/usr/bin/ps': 'ps',
  '/usr/bin/perl': 'perl',
  '/usr/bin/python3': 'python',
};

const install = (packages: string): string =>
  `RUN /bin/sh -c set -eux; 	apt-get update; 	apt-get install -y --no-install-recommends ${packages}; 	rm -rf /var/lib/apt/lists/* # buildkit`;

const transfer: BuildStep = {
  line: install('ca-certificates curl gnupg netbase sq wget'),
  bytes: 48_500_000,
};
const sources: BuildStep = {
  line: install('git mercurial openssh-client subversion procps'),
  bytes: 177_000_000,
};
const tools: BuildStep = {
  line: install(
    'autoconf automake bzip2 default-libmysqlclient-dev dpkg-dev file g++ gcc imagemagick make patch',
  ),
  share: 1,
};

function config(steps: readonly BuildStep[]) {
  return (version: string): ImageConfig => ({
    userland: 'debian',
    base: `debian:${version}`,
    cmd: ['bash'],
    executables: buildpackTools,
    steps: steps.map((step, index) => (index === steps.length - 1 ? { line: step.line, share: 1 } : step)),
    unpacking: 2.72,
  });
}

/** What the images of languages are built on. */
export const buildpackDeps: Repository = {
  names: ['docker.io/library/buildpack-deps'],
  variants: [
    { suffixes: ['-curl'], config: config([transfer]) },
    { suffixes: ['-scm'], config: config([transfer, sources]) },
    { suffixes: [''], config: config([transfer, sources, tools]) },
  ],
  releases: [
    ['bookworm 12 stable latest', 72.5, 136.9, 347.9],
    ['bullseye 11 oldstable', 69.4, 124.2, 320.8],
    ['buster 10', 68.3, 120.1, 312.3],
  ],
};
