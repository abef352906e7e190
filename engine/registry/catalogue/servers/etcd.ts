import { scratch } from '../bases.ts';
import { add, cmd, dockerfile, expose, workdir } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const etcd = plain(
  ['registry.k8s.io/etcd', 'quay.io/coreos/etcd', 'gcr.io/etcd-development/etcd', 'k8s.gcr.io/etcd'],
  () =>
    dockerfile(scratch, [
      add('etcd etcdctl etcdutl', '/usr/local/bin/', {
        share: 1,
        executables: { '/usr/local/bin/etcd': 'etcd', '/usr/local/bin/etcdctl': 'not-modelled' },
      }),
      workdir('/var/etcd/'),
      workdir('/var/lib/etcd/'),
      expose(2379, 2380),
      cmd('etcd'),
    ]),
  [
    ['3.5.21-0 v3.5.21', 58.0],
    ['3.5.16-0 v3.5.16', 57.0],
    ['3.5.15-0 v3.5.15', 57.0],
    ['3.5.12-0', 57.0],
    ['3.5.0 v3.5.0 latest', 60.0],
    ['3.4.13-0', 87.0],
  ],
  'amd64 arm64 ppc64le s390x',
);
