import { atLeast, plain } from './repository.ts';

export const registryImage = plain(
  ['docker.io/library/registry', 'docker.io/distribution/distribution'],
  (version) => ({
    userland: 'alpine',
    entrypoint: ['/entrypoint.sh'],
    cmd: [atLeast(version, '3.0') ? '/etc/distribution/config.yml' : '/etc/docker/registry/config.yml'],
    exposedPorts: ['5000/tcp'],
    executables: { '/entrypoint.sh': 'registry-entrypoint', '/bin/registry': 'registry' },
  }),
  [
    ['3.0.0 3.0 3 latest', 19.0],
    ['2.8.3 2.8 2', 9.8],
    ['2.7.1 2.7', 9.5],
    ['2.6.2 2.6', 12.3],
  ],
);
