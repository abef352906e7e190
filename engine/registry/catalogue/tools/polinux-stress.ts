import { plain } from '../repository.ts';

export const polinuxStress = plain(
  ['docker.io/polinux/stress'],
  { userland: 'alpine', cmd: ['/bin/sh'], executables: { '/usr/local/bin/stress': 'stress' } },
  [['1.0.4 latest', 4.0]],
  'amd64',
);
