import { scratch } from '../bases.ts';
import { cmd, copy, dockerfile } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const kubeProxy = plain(
  ['registry.k8s.io/kube-proxy', 'k8s.gcr.io/kube-proxy'],
  () =>
    dockerfile(scratch, [
      copy('kube-proxy', '/usr/local/bin/kube-proxy', {
        share: 1,
        executables: { '/usr/local/bin/kube-proxy': 'not-modelled', '/go-runner': 'not-modelled' },
      }),
      cmd('/usr/local/bin/kube-proxy'),
    ]),
  [
    ['v1.33.2', 31.0],
    ['v1.33.0', 31.0],
    ['v1.32.6', 31.0],
    ['v1.31.10', 31.0],
    ['v1.30.14', 31.0],
    ['v1.29.15', 31.0],
    ['v1.28.15', 31.0],
    ['v1.27.16', 31.0],
  ],
  'amd64 arm64 ppc64le s390x',
);
