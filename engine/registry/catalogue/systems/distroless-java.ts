import { scratch } from '../bases.ts';
import { copy, dockerfile, entrypoint, env, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const distrolessJava = plain(
  [
    'gcr.io/distroless/java17-debian12',
    'gcr.io/distroless/java21-debian12',
    'gcr.io/distroless/java17',
    'gcr.io/distroless/java11',
    'gcr.io/distroless/java',
  ],
  (version) =>
    dockerfile(scratch, [
      copy('bazel build ...', '/', {
        share: 1,
        executables: { '/usr/bin/java': 'java' },
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
      entrypoint('/usr/bin/java'),
    ]),
  [
    ['latest', 84.0],
    ['nonroot', 84.0],
  ],
);
