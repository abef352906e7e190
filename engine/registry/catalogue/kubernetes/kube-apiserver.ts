import { scratch } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const kubeApiserver = plain(
  ['registry.k8s.io/kube-apiserver', 'k8s.gcr.io/kube-apiserver'],
  () =>
    dockerfile(scratch, [
      copy('kube-apiserver', '/usr/local/bin/kube-apiserver', {
        share: 1,
        executables: { '/usr/local/bin/kube-apiserver': 'not-modelled', '/go-runner': 'not-modelled' },
      }),
      entrypoint('/go-runner'),
      cmd('/usr/local/bin/kube-apiserver'),
    ]),
  [
    ['v1.33.2', 30.0],
    ['v1.33.0', 30.0],
    ['v1.32.6', 30.0],
    ['v1.31.10', 30.0],
    ['v1.30.14', 30.0],
    ['v1.29.15', 30.0],
    ['v1.28.15', 30.0],
    ['v1.27.16', 30.0],
  ],
  'amd64 arm64 ppc64le s390x',
);
