import { scratch } from '../bases.ts';
import { copy, dockerfile, env, user, workdir } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const distrolessStatic = plain(
  ['gcr.io/distroless/static', 'gcr.io/distroless/static-debian12', 'gcr.io/distroless/static-debian11'],
  (version) =>
    dockerfile(scratch, [
      copy('bazel build ...', '/', {
        share: 1,
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
      workdir('/home/nonroot'),
    ]),
  [
    ['latest', 0.8],
    ['nonroot', 0.8],
    ['debug', 1.6],
  ],
  'amd64 arm arm64 ppc64le s390x',
);
