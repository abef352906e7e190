import { plain } from '../repository.ts';

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
