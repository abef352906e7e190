import { plain } from '../repository.ts';

export const alpineGit = plain(
  ['docker.io/alpine/git', 'registry.k8s.io/git-sync/git-sync'],
  {
    userland: 'alpine',
    entrypoint: ['git'],
    cmd: ['--help'],
    workingDir: '/git',
    executables: { '/usr/bin/git': 'not-modelled' },
  },
  [['2.49.0 v4.4.1 latest', 33.0]],
);
