import { scratch } from '../bases.ts';
import { copy, dockerfile, entrypoint, expose, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const kubeStateMetrics = plain(
  ['registry.k8s.io/kube-state-metrics/kube-state-metrics'],
  () =>
    dockerfile(scratch, [
      copy('kube-state-metrics', '/kube-state-metrics', {
        share: 1,
        executables: { '/kube-state-metrics': 'not-modelled' },
      }),
      user('65532'),
      expose(8080, 8081),
      entrypoint('/kube-state-metrics'),
    ]),
  [
    ['v2.15.0', 14.5],
    ['v2.10.1', 13.9],
  ],
  'amd64 arm arm64 ppc64le s390x',
);
