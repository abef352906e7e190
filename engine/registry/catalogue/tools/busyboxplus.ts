import { plain } from '../repository.ts';

export const radialCurl = plain(
  ['docker.io/radial/busyboxplus'],
  { userland: 'busybox', cmd: ['/bin/sh'], executables: { '/usr/bin/curl': 'curl' } },
  [['curl latest', 4.6]],
  'amd64',
);
