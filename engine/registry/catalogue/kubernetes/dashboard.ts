import { scratch } from '../bases.ts';
import { copy, dockerfile, entrypoint, expose, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const dashboard = plain(
  ['docker.io/kubernetesui/dashboard'],
  () =>
    dockerfile(scratch, [
      copy('dashboard', '/dashboard', { share: 1, executables: { '/dashboard': 'not-modelled' } }),
      user('65532'),
      expose(9090, 8443),
      entrypoint('/dashboard'),
    ]),
  [
    ['v2.7.0 latest', 75.0],
    ['v2.5.0', 67.0],
  ],
  'amd64 arm arm64 ppc64le s390x',
);
