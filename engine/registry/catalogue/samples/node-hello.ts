import { plain } from '../repository.ts';

export const nodeHello = plain(
  ['gcr.io/google-samples/node-hello'],
  {
    userland: 'debian',
    cmd: ['/bin/sh', '-c', 'node server.js'],
    exposedPorts: ['8080/tcp'],
    executables: { '/usr/local/bin/node': 'node-hello' },
  },
  [['1.0', 264.0]],
  'amd64',
);
