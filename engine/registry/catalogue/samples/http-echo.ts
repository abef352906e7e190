import { atLeast, plain } from '../repository.ts';

export const httpEcho = plain(
  ['docker.io/hashicorp/http-echo'],
  {
    userland: 'none',
    entrypoint: ['/http-echo'],
    exposedPorts: ['5678/tcp'],
    executables: { '/http-echo': 'http-echo' },
  },
  [
    ['1.0.0 1.0 latest', 2.6],
    ['0.2.4', 2.6],
    ['0.2.3', 1.9],
  ],
  (version) => (atLeast(version, '1.0') ? 'amd64 386 arm arm64' : 'amd64'),
);
