import { plain } from '../repository.ts';

export const progriumStress = plain(
  ['docker.io/progrium/stress'],
  {
    userland: 'debian',
    entrypoint: ['/usr/bin/stress', '--verbose'],
    executables: { '/usr/bin/stress': 'stress' },
  },
  [['latest', 75.0]],
  'amd64',
);
