import { plain } from '../repository.ts';

export const dockercloudHello = plain(
  ['docker.io/dockercloud/hello-world', 'docker.io/tutum/hello-world'],
  {
    userland: 'alpine',
    cmd: ['/run.sh'],
    exposedPorts: ['80/tcp'],
    executables: { '/run.sh': 'rancher-hello-world' },
  },
  [['latest', 7.5]],
  'amd64',
);
