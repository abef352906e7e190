import { plain } from '../repository.ts';

export const agnhost = plain(
  [
    'registry.k8s.io/e2e-test-images/agnhost',
    'k8s.gcr.io/e2e-test-images/agnhost',
    'us.gcr.io/k8s-artifacts-prod/e2e-test-images/agnhost',
    'gcr.io/kubernetes-e2e-test-images/agnhost',
  ],
  {
    userland: 'alpine',
    entrypoint: ['/agnhost'],
    cmd: ['pause'],
    executables: { '/agnhost': 'agnhost', '/usr/bin/curl': 'curl', '/usr/bin/dig': 'dig' },
  },
  [
    ['2.56', 50.0],
    ['2.55', 50.0],
    ['2.53', 50.6],
    ['2.52', 50.5],
    ['2.47', 49.9],
    ['2.45', 51.9],
    ['2.43', 51.7],
    ['2.41', 51.1],
    ['2.40', 51.2],
    ['2.39', 51.1],
    ['2.36', 50.3],
    ['2.33', 49.6],
    ['2.32', 49.2],
    ['2.31', 45.1],
    ['2.28', 45.0],
    ['2.26', 49.2],
    ['2.21', 45.9],
    ['2.12', 41.2],
    ['2.8', 39.0],
  ],
  'amd64 arm arm64 ppc64le s390x',
);
