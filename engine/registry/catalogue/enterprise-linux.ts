import { redhatSystem } from '../base-systems/redhat.ts';
import { atLeast, type ImageConfig, plain, type Repository } from './repository.ts';

function config(name: string, unpacking: number) {
  return (version: string): ImageConfig => ({
    userland: 'redhat',
    cmd: ['/bin/bash'],
    executables: { '/usr/bin/curl': 'curl' },
    system: () => redhatSystem(name, version),
    unpacking,
  });
}

export const centos = plain(
  ['docker.io/library/centos'],
  config('centos', 2.75),
  [
    ['8 centos8 8.4.2105 latest', 83.5],
    ['7 centos7 7.9.2009', 76.1],
    ['6 centos6 6.10', 72.3],
  ],
  (version) => {
    if (atLeast(version, '8')) return 'amd64 arm64/v8 ppc64le';
    return atLeast(version, '7') ? 'amd64 arm/v7 arm64/v8 386 ppc64le' : 'amd64 386';
  },
);

export const rockylinux = plain(
  ['docker.io/library/rockylinux', 'docker.io/rockylinux/rockylinux'],
  config('rockylinux', 2.7),
  [
    ['9.3 9', 66.9],
    ['8.9 8', 72.9],
  ],
  (version) => (atLeast(version, '9') ? 'amd64 arm64/v8 ppc64le s390x' : undefined),
);

export const almalinux = plain(
  ['docker.io/library/almalinux'],
  config('almalinux', 2.75),
  [
    ['9.6 9 latest', 68.0],
    ['8.10 8', 73.0],
  ],
  'amd64 arm64/v8 ppc64le s390x',
);

export const fedora = plain(
  ['docker.io/library/fedora', 'quay.io/fedora/fedora'],
  config('fedora', 2.9),
  [
    ['42 latest', 58.0],
    ['41', 57.0],
    ['40', 76.0],
    ['39', 67.0],
  ],
  'amd64 arm64/v8 ppc64le s390x',
);

export const amazonlinux = plain(
  ['docker.io/library/amazonlinux', 'public.ecr.aws/amazonlinux/amazonlinux'],
  config('amazonlinux', 2.75),
  [
    ['2023 latest', 52.6],
    ['2', 62.0],
  ],
);

export const oraclelinux: Repository = {
  names: ['docker.io/library/oraclelinux'],
  variants: [
    { suffixes: [''], config: config('oraclelinux', 2.7) },
    { suffixes: ['-slim'], config: config('oraclelinux', 2.6) },
  ],
  releases: [
    ['9.6 9', 93.0, 43.4],
    ['8.10 8', 88.0, 41.0],
    ['7.9 7', 88.0, 48.0],
  ],
};
