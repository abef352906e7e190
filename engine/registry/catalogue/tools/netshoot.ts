import { plain } from '../repository.ts';

export const netshoot = plain(
  ['docker.io/nicolaka/netshoot'],
  {
    userland: 'alpine',
    cmd: ['zsh'],
    workingDir: '/root',
    executables: {
      '/bin/zsh': 'shell',
      '/bin/bash': 'shell',
      '/usr/bin/curl': 'curl',
      '/usr/bin/dig': 'silent',
      '/usr/bin/tcpdump': 'silent',
      '/usr/bin/iperf3': 'silent',
    },
  },
  [
    ['v0.14 latest', 202.0],
    ['v0.13', 201.0],
    ['v0.11', 178.0],
  ],
);
