import { from } from '../bases.ts';
import { copy, dockerfile, entrypoint, expose, label, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const nodeExporter = plain(
  ['docker.io/prom/node-exporter', 'quay.io/prometheus/node-exporter'],
  () =>
    dockerfile(from('busybox:1.37.0'), [
      label({ maintainer: 'The Prometheus Authors <prometheus-developers@googlegroups.com>' }),
      copy('.build/linux-amd64/node_exporter', '/bin/node_exporter', {
        share: 1,
        executables: { '/bin/node_exporter': 'node-exporter' },
      }),
      user('nobody'),
      expose(9100),
      entrypoint('/bin/node_exporter'),
    ]),
  [
    ['v1.9.1 latest', 13.0],
    ['v1.8.2', 12.4],
    ['v1.7.0', 12.0],
    ['v1.3.1', 10.6],
  ],
  'amd64 arm/v7 arm64 ppc64le riscv64 s390x',
);
