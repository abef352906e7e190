import { plain } from '../repository.ts';

export const kicbaseEchoServer = plain(
  ['docker.io/kicbase/echo-server', 'docker.io/jmalloc/echo-server', 'ghcr.io/jmalloc/echo-server'],
  {
    userland: 'none',
    env: { PORT: '8080' },
    entrypoint: ['/bin/echo-server'],
    exposedPorts: ['8080/tcp'],
    executables: { '/bin/echo-server': 'echo-server' },
  },
  [
    ['1.0', 2.2],
    ['0.3.7 0.3 latest', 2.3],
  ],
);
