import { plain } from '../repository.ts';

export const echoserver = plain(
  [
    'registry.k8s.io/echoserver',
    'k8s.gcr.io/echoserver',
    'gcr.io/google_containers/echoserver',
    'gcr.io/google-containers/echoserver',
    'gcr.io/kubernetes-e2e-test-images/echoserver',
    'registry.k8s.io/e2e-test-images/echoserver',
  ],
  {
    userland: 'alpine',
    cmd: ['/usr/local/bin/run.sh'],
    exposedPorts: ['8080/tcp', '8443/tcp'],
    executables: { '/usr/local/bin/run.sh': 'echoserver' },
  },
  [
    ['1.10', 37.0],
    ['1.9', 36.9],
    ['1.8', 42.1],
    ['1.4', 42.0],
    ['2.5', 49.0],
    ['2.3', 48.0],
    ['2.2', 8.0],
  ],
  'amd64',
);
