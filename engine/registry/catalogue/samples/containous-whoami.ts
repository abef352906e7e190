import { plain } from '../repository.ts';

const config = {
  userland: 'none',
  entrypoint: ['/whoami'],
  exposedPorts: ['80/tcp'],
  executables: { '/whoami': 'traefik-whoami' },
} as const;

export const containousWhoami = plain(
  ['docker.io/containous/whoami'],
  config,
  [['v1.5.0 latest', 2.4]],
  'amd64 arm/v6 arm64',
);
