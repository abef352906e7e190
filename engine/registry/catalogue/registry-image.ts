import { registryEntrypoint } from '../scripts/entrypoint.ts';
import { atLeast, plain } from './repository.ts';

const configuration = `version: 0.1
log:
  fields:
    service: registry
storage:
  cache:
    blobdescriptor: inmemory
  filesystem:
    rootdirectory: /var/lib/registry
http:
  addr: :5000
  headers:
    X-Content-Type-Options: [nosniff]
health:
  storagedriver:
    enabled: true
    interval: 10s
    threshold: 3
`;

export const registryImage = plain(
  ['docker.io/library/registry', 'docker.io/distribution/distribution'],
  (version) => ({
    userland: 'alpine',
    volumes: ['/var/lib/registry'],
    scripts: { '/entrypoint.sh': registryEntrypoint },
    files: {
      [atLeast(version, '3.0') ? '/etc/distribution/config.yml' : '/etc/docker/registry/config.yml']:
        configuration,
    },
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
  'amd64 arm/v6 arm/v7 arm64/v8 ppc64le riscv64 s390x',
);
