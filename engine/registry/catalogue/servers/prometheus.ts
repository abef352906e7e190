import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, expose, label, user, volume, workdir } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const prometheus = plain(
  ['docker.io/prom/prometheus', 'quay.io/prometheus/prometheus'],
  () =>
    dockerfile(from('busybox:1.37.0'), [
      label({ maintainer: 'The Prometheus Authors <prometheus-developers@googlegroups.com>' }),
      copy('.build/linux-amd64/prometheus', '/bin/prometheus', {
        share: 1,
        executables: { '/bin/prometheus': 'prometheus' },
      }),
      copy('documentation/examples/prometheus.yml', '/etc/prometheus/prometheus.yml', {
        files: {
          '/etc/prometheus/prometheus.yml':
            'global:\n  scrape_interval: 15s\nscrape_configs:\n  - job_name: prometheus\n    static_configs:\n      - targets: [localhost:9090]\n',
        },
        folders: { '/prometheus': '755 65534:65534' },
      }),
      workdir('/prometheus'),
      user('nobody'),
      expose(9090),
      volume('/prometheus'),
      entrypoint('/bin/prometheus'),
      cmd('--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/prometheus'),
    ]),
  [
    ['v3.4.2 v3 latest', 118.0],
    ['v2.55.1', 110.0],
    ['v2.53.0', 106.0],
    ['v2.45.0 v2.45', 93.0],
    ['v2.37.0', 85.0],
    ['v2.30.3', 77.0],
    ['v2.26.0', 71.0],
  ],
  'amd64 arm/v7 arm64 ppc64le riscv64 s390x',
);
