import { scratch } from '../bases.ts';
import { copy, dockerfile, entrypoint, expose, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const coredns = plain(
  ['registry.k8s.io/coredns/coredns', 'k8s.gcr.io/coredns/coredns', 'docker.io/coredns/coredns'],
  () =>
    dockerfile(scratch, [
      copy('coredns', '/coredns', { share: 1, executables: { '/coredns': 'not-modelled' } }),
      user('65532'),
      expose(53, '53/udp'),
      entrypoint('/coredns'),
    ]),
  [
    ['v1.12.1 1.12.1 latest', 21.0],
    ['v1.11.3 1.11.3', 18.6],
    ['v1.10.1 1.10.1', 16.2],
    ['1.8.7 v1.8.6', 13.5],
  ],
  'amd64 arm arm64 ppc64le riscv64 s390x',
);
