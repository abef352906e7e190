import { scratch } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const kubeScheduler = plain(
  ['registry.k8s.io/kube-scheduler', 'k8s.gcr.io/kube-scheduler'],
  () =>
    dockerfile(scratch, [
      copy('kube-scheduler', '/usr/local/bin/kube-scheduler', {
        share: 1,
        executables: { '/usr/local/bin/kube-scheduler': 'not-modelled', '/go-runner': 'not-modelled' },
      }),
      entrypoint('/go-runner'),
      cmd('/usr/local/bin/kube-scheduler'),
    ]),
  [
    ['v1.33.2', 21.7],
    ['v1.33.0', 21.7],
    ['v1.32.6', 21.7],
    ['v1.31.10', 21.7],
    ['v1.30.14', 21.7],
    ['v1.29.15', 21.7],
    ['v1.28.15', 21.7],
    ['v1.27.16', 21.7],
  ],
  'amd64 arm64 ppc64le s390x',
);
