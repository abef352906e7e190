import { scratch } from '../bases.ts';
import { copy, dockerfile, entrypoint, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const clusterAutoscaler = plain(
  ['registry.k8s.io/autoscaling/cluster-autoscaler'],
  () =>
    dockerfile(scratch, [
      copy('cluster-autoscaler', '/cluster-autoscaler', {
        share: 1,
        executables: { '/cluster-autoscaler': 'not-modelled' },
      }),
      user('65532'),
      entrypoint('/cluster-autoscaler'),
    ]),
  [
    ['v1.33.0', 40.0],
    ['v1.30.0', 38.0],
  ],
  'amd64 arm64 ppc64le s390x',
);
