import { plain } from '../repository.ts';

export const podinfo = plain(
  ['docker.io/stefanprodan/podinfo', 'ghcr.io/stefanprodan/podinfo'],
  {
    userland: 'alpine',
    user: 'app',
    users: ['app:x:100:101:Linux User,,,:/home/app:/sbin/nologin'],
    groups: ['app:x:101:app'],
    workingDir: '/home/app',
    cmd: ['./podinfo'],
    executables: {
      '/home/app/podinfo': 'podinfo',
      '/usr/local/bin/podcli': 'podcli',
      '/usr/bin/curl': 'curl',
    },
  },
  [
    ['6.9.1 latest', 53.0],
    ['6.9.0', 53.0],
    ['6.8.0', 51.0],
    ['6.7.1', 49.0],
    ['6.7.0', 49.0],
    ['6.6.0', 46.0],
    ['6.5.4', 41.0],
    ['6.5.0', 40.0],
    ['6.4.0', 39.0],
    ['6.3.5', 34.0],
    ['6.3.0', 34.0],
    ['6.2.0', 30.0],
    ['6.1.0', 29.0],
    ['6.0.0', 29.0],
    ['5.2.0', 28.0],
    ['5.0.0', 27.0],
    ['4.0.6', 26.0],
    ['3.1.0', 23.0],
  ],
  'amd64 arm/v7 arm64',
);
