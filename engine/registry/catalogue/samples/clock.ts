import { plain } from '../repository.ts';

export const clock = plain(
  ['docker.io/jpetazzo/clock'],
  {
    userland: 'busybox',
    cmd: ['/bin/sh', '-c', 'while date; do sleep 1; done'],
    steps: [{ line: 'CMD ["/bin/sh" "-c" "while date; do sleep 1; done"]' }],
  },
  [['latest', 2.3]],
  'amd64',
);
