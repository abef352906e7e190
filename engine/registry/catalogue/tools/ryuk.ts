import { from, scratch } from '../bases.ts';
import { cmd, copy, dockerfile, label, run } from '../build-steps.ts';
import { atLeast, plain } from '../repository.ts';

/** What removes the containers of tests that use testcontainers. */
export const ryuk = plain(
  ['docker.io/testcontainers/ryuk'],
  (version) => {
    const isBare = atLeast(version, '0.13');
    const base = from(
      atLeast(version, '0.12') ? 'alpine:3.22' : atLeast(version, '0.10') ? 'alpine:3.20' : 'alpine:3.19',
    );
    return dockerfile(isBare ? scratch : base, [
      isBare
        ? copy('/etc/ssl/certs/ca-certificates.crt', '/etc/ssl/certs/ca-certificates.crt', { kb: 230 })
        : run('apk --no-cache add ca-certificates', { kb: 600 }),
      copy('/bin/ryuk', '/bin/ryuk', { share: 1, executables: { '/bin/ryuk': 'ryuk' } }),
      label({ 'org.testcontainers.ryuk': 'true' }),
      cmd('/bin/ryuk'),
    ]);
  },
  [
    ['0.14.0 latest', 2.6],
    ['0.13.0', 2.6],
    ['0.12.0', 6.7],
    ['0.11.0', 6.6],
    ['0.10.2', 6.6],
    ['0.9.0', 6.5],
    ['0.8.1', 6.5],
    ['0.7.0', 6.5],
    ['0.6.0', 6.4],
    ['0.5.1', 6.4],
  ],
  'amd64 386 arm/v7 arm64 ppc64le s390x',
);
