import { entrypointScript, optionsFor } from '../../scripts/entrypoint.ts';
import { plain } from '../repository.ts';

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
  'amd64 386 arm/v6 arm/v7 arm64 ppc64le riscv64 s390x',
);
