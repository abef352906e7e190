import { plain } from '../repository.ts';

export const kubectl = plain(
  ['docker.io/bitnami/kubectl', 'registry.k8s.io/kubectl', 'docker.io/rancher/kubectl'],
  {
    userland: 'debian',
    user: '1001',
    entrypoint: ['kubectl'],
    cmd: ['--help'],
    executables: { '/usr/local/bin/kubectl': 'not-modelled' },
  },
  [
    ['1.33.3 1.33 latest', 64.0],
    ['v1.33.3', 19.0],
    ['1.32.6 1.32', 63.0],
    ['1.30.9 1.30', 61.0],
    ['1.28.15 1.28', 60.0],
  ],
);
