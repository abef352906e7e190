import { scratch } from '../bases.ts';
import { copy, dockerfile, entrypoint, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const cpa = plain(
  ['registry.k8s.io/cpa/cluster-proportional-autoscaler'],
  () =>
    dockerfile(scratch, [
      copy('cluster-proportional-autoscaler', '/cluster-proportional-autoscaler', {
        share: 1,
        executables: { '/cluster-proportional-autoscaler': 'not-modelled' },
      }),
      user('65532'),
      entrypoint('/cluster-proportional-autoscaler'),
    ]),
  [
    ['v1.9.0', 15.0],
    ['1.8.4 v1.8.4', 15.0],
  ],
  'amd64 arm arm64 ppc64le s390x',
);
