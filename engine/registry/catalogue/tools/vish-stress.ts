import { plain } from '../repository.ts';

export const vishStress = plain(
  ['docker.io/vish/stress'],
  { userland: 'none', entrypoint: ['/stress'], executables: { '/stress': 'vish-stress' } },
  [['latest', 1.4]],
  'amd64',
);
