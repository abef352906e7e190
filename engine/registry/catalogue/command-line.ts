import { entrypointScript, optionsFor } from '../scripts/entrypoint.ts';
import { plain } from './repository.ts';

export const curlImage = plain(
  ['docker.io/curlimages/curl', 'quay.io/curl/curl'],
  {
    userland: 'alpine',
    user: 'curl_user',
    entrypoint: ['/entrypoint.sh'],
    cmd: ['curl'],
    workingDir: '/home/curl_user',
    users: ['curl_user:x:100:101:Linux User,,,:/home/curl_user:/sbin/nologin'],
    groups: ['curl_group:x:101:curl_user'],
    folders: { '/home/curl_user': '755 100:101' },
    scripts: { '/entrypoint.sh': entrypointScript(10, optionsFor('curl')) },
    executables: { '/entrypoint.sh': 'curl-entrypoint', '/usr/bin/curl': 'curl' },
  },
  [
    ['8.14.1 latest', 9.6],
    ['8.11.0', 9.5],
    ['8.7.1', 9.3],
    ['8.5.0', 8.8],
    ['8.4.0', 8.6],
    ['7.88.1', 6.4],
    ['7.87.0', 6.3],
    ['7.70.0', 4.2],
  ],
);

export const radialCurl = plain(
  ['docker.io/radial/busyboxplus'],
  { userland: 'busybox', cmd: ['/bin/sh'], executables: { '/usr/bin/curl': 'curl' } },
  [['curl latest', 4.6]],
);

export const kubectl = plain(
  ['docker.io/bitnami/kubectl', 'registry.k8s.io/kubectl', 'docker.io/rancher/kubectl'],
  {
    userland: 'debian',
    user: '1001',
    entrypoint: ['kubectl'],
    cmd: ['--help'],
    executables: { '/usr/local/bin/kubectl': 'silent' },
  },
  [
    ['1.33.3 1.33 latest', 64.0],
    ['v1.33.3', 19.0],
    ['1.32.6 1.32', 63.0],
    ['1.30.9 1.30', 61.0],
    ['1.28.15 1.28', 60.0],
  ],
);

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

export const alpineGit = plain(
  ['docker.io/alpine/git', 'registry.k8s.io/git-sync/git-sync'],
  {
    userland: 'alpine',
    entrypoint: ['git'],
    cmd: ['--help'],
    workingDir: '/git',
    executables: { '/usr/bin/git': 'silent' },
  },
  [['2.49.0 v4.4.1 latest', 33.0]],
);
