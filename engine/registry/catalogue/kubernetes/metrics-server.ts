import { scratch } from '../bases.ts';
import { copy, dockerfile, entrypoint, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const metricsServer = plain(
  ['registry.k8s.io/metrics-server/metrics-server', 'k8s.gcr.io/metrics-server/metrics-server'],
  () =>
    dockerfile(scratch, [
      copy('metrics-server', '/metrics-server', {
        share: 1,
        executables: { '/metrics-server': 'not-modelled' },
      }),
      user('65532'),
      entrypoint('/metrics-server'),
    ]),
  [
    ['v0.7.2', 19.5],
    ['v0.6.4', 30.0],
    ['v0.6.1', 28.0],
  ],
  'amd64 arm arm64 ppc64le s390x',
);
