import { plain } from '../repository.ts';

/** The image of the classic liveness tutorial: healthy for ten seconds. */
export const liveness = plain(
  ['registry.k8s.io/liveness', 'k8s.gcr.io/liveness', 'gcr.io/google_containers/liveness'],
  { userland: 'none', executables: { '/server': 'liveness' } },
  [['latest', 1.9]],
  'amd64',
);
