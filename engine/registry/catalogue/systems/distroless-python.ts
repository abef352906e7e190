import { scratch } from '../bases.ts';
import { copy, dockerfile, entrypoint, env, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const distrolessPython = plain(
  ['gcr.io/distroless/python3-debian12', 'gcr.io/distroless/python3'],
  (version) =>
    dockerfile(scratch, [
      copy('bazel build ...', '/', {
        share: 1,
        executables: { '/usr/bin/python3': 'python' },
        users: [
          'root:x:0:0:root:/root:/sbin/nologin',
          'nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin',
          'nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin',
        ],
        groups: ['root:x:0:', 'nobody:x:65534:', 'nonroot:x:65532:'],
        folders: { '/home/nonroot': '700 65532:65532', '/tmp': '1777' },
      }),
      env({ SSL_CERT_FILE: '/etc/ssl/certs/ca-certificates.crt' }),
      user(version === 'nonroot' ? '65532' : '0'),
      entrypoint('/usr/bin/python3'),
    ]),
  [
    ['latest', 20.0],
    ['nonroot', 20.0],
  ],
  'amd64 arm arm64 ppc64le s390x',
);
