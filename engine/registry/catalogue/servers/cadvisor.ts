import { from } from '../bases.ts';
import { copy, dockerfile, entrypoint, expose } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const cadvisor = plain(
  ['gcr.io/cadvisor/cadvisor', 'docker.io/google/cadvisor'],
  () =>
    dockerfile(from('alpine:3.22'), [
      copy('cadvisor', '/usr/bin/cadvisor', { share: 1, executables: { '/usr/bin/cadvisor': 'cadvisor' } }),
      expose(8080),
      entrypoint('/usr/bin/cadvisor', '-logtostderr'),
    ]),
  [
    ['v0.52.1 latest', 32.0],
    ['v0.49.1', 31.0],
    ['v0.47.0', 33.0],
    ['v0.33.0', 28.0],
  ],
  'amd64 arm/v7 arm64',
);
