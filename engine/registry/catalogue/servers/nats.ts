import { scratch } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, expose } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const nats = plain(
  ['docker.io/library/nats'],
  () =>
    dockerfile(scratch, [
      copy('nats-server', '/nats-server', { share: 1, executables: { '/nats-server': 'nats' } }),
      expose(4222, 8222, 6222),
      entrypoint('/nats-server'),
      cmd('--config', 'nats-server.conf'),
    ]),
  [
    ['2.11.6 2.11 2 latest', 6.7],
    ['2.10.29 2.10', 6.4],
    ['2.9.25 2.9', 6.2],
    ['1.4.1 1', 3.1],
  ],
  'amd64 arm/v6 arm/v7 arm64/v8 ppc64le s390x',
);
