import { plain } from '../repository.ts';

export const nonroot = plain(
  ['registry.k8s.io/e2e-test-images/nonroot'],
  { userland: 'none', user: '1234', entrypoint: ['/pause'], executables: { '/pause': 'pause' } },
  [['1.4', 17.7]],
  'amd64',
);
