import { debianSystem } from '../base-systems/debian.ts';
import { atLeast, plain } from './repository.ts';

export const ubuntu = plain(
  ['docker.io/library/ubuntu', 'public.ecr.aws/docker/library/ubuntu', 'public.ecr.aws/ubuntu/ubuntu'],
  (version) => ({
    userland: 'ubuntu',
    cmd: ['/bin/bash'],
    labels: {
      'org.opencontainers.image.ref.name': 'ubuntu',
      'org.opencontainers.image.version': version,
    },
    system: () => debianSystem('ubuntu', version),
    unpacking: 2.63,
    steps: [
      { line: '/bin/sh -c #(nop)  ARG RELEASE' },
      { line: '/bin/sh -c #(nop)  ARG LAUNCHPAD_BUILD_ARCH' },
      { line: '/bin/sh -c #(nop)  LABEL org.opencontainers.image.ref.name=ubuntu' },
      { line: `/bin/sh -c #(nop)  LABEL org.opencontainers.image.version=${version}` },
      {
        line: '/bin/sh -c #(nop) ADD file:9f8eb6bd58e0d4bb3bc4eb3ec3e9ac3db3b0e9c6b2b2b1f7b6f7b2d6b9b2d1f4 in / ',
        share: 1,
      },
      { line: '/bin/sh -c #(nop)  CMD ["/bin/bash"]' },
    ],
  }),
  [
    ['25.04 plucky rolling', 29.9],
    ['24.10 oracular', 30.6],
    ['24.04 noble latest', 29.7],
    ['23.10 mantic', 27.4],
    ['23.04 lunar', 26.9],
    ['22.10 kinetic', 26.3],
    ['22.04 jammy', 29.5],
    ['21.10 impish', 31.8],
    ['21.04 hirsute', 31.7],
    ['20.10 groovy', 31.6],
    ['20.04 focal', 27.5],
    ['19.10 eoan', 26.8],
    ['19.04 disco', 27.6],
    ['18.04 bionic', 25.7],
    ['16.04 xenial', 46.5],
    ['14.04 trusty', 70.6],
    ['12.04 precise', 39.1],
  ],
  (version) => {
    if (atLeast(version, '20.04')) return undefined;
    if (atLeast(version, '16.04')) return 'amd64 arm/v7 arm64/v8 386 ppc64le s390x';
    return atLeast(version, '14.04') ? 'amd64 arm/v7 arm64/v8 386 ppc64le' : 'amd64';
  },
);
