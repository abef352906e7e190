import { plain } from '../repository.ts';

export const whalesay = plain(
  ['docker.io/docker/whalesay'],
  {
    userland: 'ubuntu',
    base: 'ubuntu:14.04',
    cmd: ['bash'],
    executables: { '/usr/local/bin/cowsay': 'not-modelled' },
  },
  [['latest', 91.0]],
  'amd64',
);
