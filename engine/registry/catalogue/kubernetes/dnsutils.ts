import { plain } from '../repository.ts';

export const dnsutils = plain(
  [
    'registry.k8s.io/e2e-test-images/jessie-dnsutils',
    'k8s.gcr.io/e2e-test-images/jessie-dnsutils',
    'registry.k8s.io/e2e-test-images/dnsutils',
    'gcr.io/kubernetes-e2e-test-images/dnsutils',
  ],
  {
    userland: 'debian',
    cmd: ['sh', '-c', 'sleep 3600'],
    executables: { '/usr/bin/nslookup': 'nslookup', '/usr/bin/dig': 'dig', '/usr/bin/host': 'host' },
  },
  [
    ['1.7', 110.0],
    ['1.4', 108.0],
    ['1.3', 107.0],
  ],
  'amd64 arm arm64 ppc64le s390x',
);
