import { plain } from '../repository.ts';

const config = {
  userland: 'none',
  entrypoint: ['/whoami'],
  exposedPorts: ['80/tcp'],
  executables: { '/whoami': 'traefik-whoami' },
} as const;

export const whoami = plain(
  ['docker.io/traefik/whoami', 'ghcr.io/traefik/whoami'],
  config,
  [
    ['v1.11.0 v1.11 latest', 2.9],
    ['v1.10.4 v1.10', 2.9],
    ['v1.10.1', 2.9],
    ['v1.9.0 v1.9', 2.8],
    ['v1.8.7 v1.8', 2.8],
  ],
  'amd64 386 arm/v6 arm/v7 arm64 ppc64le riscv64 s390x',
);
