import { plain } from './repository.ts';

export const polinuxStress = plain(
  ['docker.io/polinux/stress'],
  { userland: 'alpine', cmd: ['/bin/sh'], executables: { '/usr/local/bin/stress': 'stress' } },
  [['1.0.4 latest', 4.0]],
);

export const progriumStress = plain(
  ['docker.io/progrium/stress'],
  {
    userland: 'debian',
    entrypoint: ['/usr/bin/stress', '--verbose'],
    executables: { '/usr/bin/stress': 'stress' },
  },
  [['latest', 75.0]],
);

export const vishStress = plain(
  ['docker.io/vish/stress'],
  { userland: 'none', entrypoint: ['/stress'], executables: { '/stress': 'vish-stress' } },
  [['latest', 1.4]],
);

export const stressNg = plain(
  ['docker.io/alexeiled/stress-ng', 'ghcr.io/colinianking/stress-ng'],
  { userland: 'none', entrypoint: ['/stress-ng'], executables: { '/stress-ng': 'stress' } },
  [['0.18.12 latest', 2.9]],
);
