import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, label, volume } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const minio = plain(
  ['docker.io/minio/minio', 'quay.io/minio/minio'],
  (version) =>
    dockerfile(from('oraclelinux:9-slim'), [
      label({
        name: 'MinIO',
        vendor: 'MinIO Inc <dev@min.io>',
        maintainer: 'MinIO Inc <dev@min.io>',
        version,
      }),
      env({
        MINIO_ACCESS_KEY_FILE: 'access_key',
        MINIO_SECRET_KEY_FILE: 'secret_key',
        MINIO_ROOT_USER_FILE: 'access_key',
        MINIO_ROOT_PASSWORD_FILE: 'secret_key',
        MINIO_CONFIG_ENV_FILE: 'config.env',
        PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/opt/bin',
      }),
      copy('--from=build /go/bin/minio*', '/usr/bin/', {
        share: 1,
        executables: { '/usr/bin/minio': 'minio', '/usr/bin/mc': 'not-modelled', '/usr/bin/curl': 'curl' },
      }),
      copy('dockerscripts/docker-entrypoint.sh', '/usr/bin/docker-entrypoint.sh', {
        kb: 0.8,
        executables: { '/usr/bin/docker-entrypoint.sh': 'plain-entrypoint' },
      }),
      expose(9000),
      volume('/data'),
      entrypoint('/usr/bin/docker-entrypoint.sh'),
      cmd('minio'),
    ]),
  [
    ['RELEASE.2025-04-22T22-12-26Z latest', 60.0],
    ['RELEASE.2024-01-16T16-07-38Z', 55.0],
    ['RELEASE.2023-03-20T20-16-18Z', 52.0],
  ],
  'amd64 arm64 ppc64le',
);
