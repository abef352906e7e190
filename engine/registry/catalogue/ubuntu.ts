import { plain } from './repository.ts';

export const ubuntu = plain(
  ['docker.io/library/ubuntu', 'public.ecr.aws/docker/library/ubuntu', 'public.ecr.aws/ubuntu/ubuntu'],
  { userland: 'ubuntu', cmd: ['/bin/bash'] },
  [
    ['25.04 plucky rolling', 29.9],
    ['24.10 oracular', 30.6],
    ['24.04 noble latest', 29.7],
    ['23.10 mantic', 27.4],
    ['23.04 lunar', 26.9],
    ['22.10 kinetic', 26.3],
    ['22.04 jammy', 29.5],
    ['21.10 impish', 31.8],
    ['21.04 hirsute', 31.7],
    ['20.10 groovy', 31.6],
    ['20.04 focal', 27.5],
    ['19.10 eoan', 26.8],
    ['19.04 disco', 27.6],
    ['18.04 bionic', 25.7],
    ['16.04 xenial', 46.5],
    ['14.04 trusty', 70.6],
    ['12.04 precise', 39.1],
  ],
);
