import { scratch } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const kubeControllerManager = plain(
  ['registry.k8s.io/kube-controller-manager', 'k8s.gcr.io/kube-controller-manager'],
  () =>
    dockerfile(scratch, [
      copy('kube-controller-manager', '/usr/local/bin/kube-controller-manager', {
        share: 1,
        executables: {
          '/usr/local/bin/kube-controller-manager': 'not-modelled',
          '/go-runner': 'not-modelled',
        },
      }),
      entrypoint('/go-runner'),
      cmd('/usr/local/bin/kube-controller-manager'),
    ]),
  [
    ['v1.33.2', 27.0],
    ['v1.33.0', 27.0],
    ['v1.32.6', 27.0],
    ['v1.31.10', 27.0],
    ['v1.30.14', 27.0],
    ['v1.29.15', 27.0],
    ['v1.28.15', 27.0],
    ['v1.27.16', 27.0],
  ],
  'amd64 arm64 ppc64le s390x',
);
