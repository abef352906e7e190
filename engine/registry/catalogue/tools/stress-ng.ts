import { plain } from '../repository.ts';

export const stressNg = plain(
  ['docker.io/alexeiled/stress-ng', 'ghcr.io/colinianking/stress-ng'],
  { userland: 'none', entrypoint: ['/stress-ng'], executables: { '/stress-ng': 'stress' } },
  [['0.18.12 latest', 2.9]],
);
