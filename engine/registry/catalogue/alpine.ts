import { alpineSystem } from '../base-systems/busybox.ts';
import { atLeast, plain } from './repository.ts';

export const alpine = plain(
  ['docker.io/library/alpine', 'public.ecr.aws/docker/library/alpine'],
  (version) => ({
    userland: 'alpine',
    cmd: ['/bin/sh'],
    system: () => alpineSystem(version === 'edge' ? '3.23.0_alpha20250612' : version),
    unpacking: atLeast(version, '3.17') || version === 'edge' ? 2.18 : 2,
  }),
  [
    ['3.22.1 3.22 3 latest', 3.8],
    ['edge', 3.8],
    ['3.22.0', 3.8],
    ['3.21.3 3.21', 3.6],
    ['3.20.6 3.20', 3.6],
    ['3.20.0', 3.6],
    ['3.19.7 3.19', 3.4],
    ['3.19.1', 3.4],
    ['3.18.12 3.18', 3.4],
    ['3.18.4', 3.4],
    ['3.17.10 3.17', 3.4],
    ['3.16.9 3.16', 2.8],
    ['3.15.11 3.15', 2.8],
    ['3.15.4', 2.8],
    ['3.14.10 3.14', 2.8],
    ['3.13.12 3.13', 2.8],
    ['3.12.12 3.12', 2.8],
    ['3.11.13 3.11', 2.8],
    ['3.10.9 3.10', 2.8],
    ['3.9.6 3.9', 2.8],
    ['3.8.5 3.8', 2.2],
    ['3.7.3 3.7', 2.1],
    ['3.6.5 3.6', 2.0],
    ['3.5.3 3.5', 1.9],
    ['3.4.6 3.4', 1.9],
    ['3.3.3 3.3', 1.9],
    ['3.2.3 3.2', 2.5],
    ['3.1.4 3.1', 2.4],
    ['2.7', 2.0],
    ['2.6', 1.9],
  ],
  (version) => {
    if (version === 'edge' || atLeast(version, '3.20'))
      return 'amd64 arm/v6 arm/v7 arm64/v8 386 ppc64le riscv64 s390x';
    if (atLeast(version, '3.9')) return 'amd64 arm/v6 arm/v7 arm64/v8 386 ppc64le s390x';
    return atLeast(version, '3.6') ? 'amd64 arm/v6 arm64/v8 386 ppc64le s390x' : 'amd64';
  },
);
