import { plain } from './repository.ts';

export const helloWorld = plain(
  ['docker.io/library/hello-world'],
  {
    userland: 'none',
    cmd: ['/hello'],
    executables: { '/hello': 'hello-world' },
    steps: [{ line: 'COPY hello / # buildkit', bytes: 10_072 }, { line: 'CMD ["/hello"]' }],
  },
  [['linux latest', 0.01]],
);

export const whalesay = plain(
  ['docker.io/docker/whalesay'],
  {
    userland: 'ubuntu',
    base: 'ubuntu:14.04',
    cmd: ['bash'],
    executables: { '/usr/local/bin/cowsay': 'silent' },
  },
  [['latest', 91.0]],
);
