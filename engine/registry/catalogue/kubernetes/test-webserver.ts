import { plain } from '../repository.ts';

export const testWebserver = plain(
  ['registry.k8s.io/test-webserver', 'k8s.gcr.io/test-webserver', 'gcr.io/google_containers/test-webserver'],
  {
    userland: 'none',
    entrypoint: ['/test-webserver'],
    exposedPorts: ['80/tcp'],
    executables: { '/test-webserver': 'test-webserver' },
  },
  [['1.0 latest', 1.8]],
  'amd64',
);
