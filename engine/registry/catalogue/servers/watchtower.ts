import { scratch } from '../bases.ts';
import { copy, dockerfile, entrypoint, expose } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const watchtower = plain(
  ['docker.io/containrrr/watchtower', 'docker.io/v2tec/watchtower'],
  () =>
    dockerfile(scratch, [
      copy('watchtower', '/watchtower', { share: 1, executables: { '/watchtower': 'watchtower' } }),
      expose(8080),
      entrypoint('/watchtower'),
    ]),
  [
    ['1.7.1 latest', 5.6],
    ['1.5.3', 5.5],
  ],
  'amd64 386 arm/v6 arm64/v8',
);
