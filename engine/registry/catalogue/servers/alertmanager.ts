import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, expose, label, user, volume, workdir } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const alertmanager = plain(
  ['docker.io/prom/alertmanager', 'quay.io/prometheus/alertmanager'],
  () =>
    dockerfile(from('busybox:1.37.0'), [
      label({ maintainer: 'The Prometheus Authors <prometheus-developers@googlegroups.com>' }),
      copy('.build/linux-amd64/alertmanager', '/bin/alertmanager', {
        share: 1,
        executables: { '/bin/alertmanager': 'alertmanager' },
      }),
      copy('examples/ha/alertmanager.yml', '/etc/alertmanager/alertmanager.yml', {
        kb: 0.3,
        folders: { '/alertmanager': '755 65534:65534' },
      }),
      workdir('/alertmanager'),
      user('nobody'),
      expose(9093),
      volume('/alertmanager'),
      entrypoint('/bin/alertmanager'),
      cmd('--config.file=/etc/alertmanager/alertmanager.yml', '--storage.path=/alertmanager'),
    ]),
  [
    ['v0.28.1 latest', 33.0],
    ['v0.27.0', 31.0],
    ['v0.25.0', 28.0],
  ],
  'amd64 arm/v7 arm64 ppc64le riscv64 s390x',
);
