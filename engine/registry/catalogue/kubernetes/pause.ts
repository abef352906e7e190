import { plain } from '../repository.ts';

export const pause = plain(
  [
    'registry.k8s.io/pause',
    'k8s.gcr.io/pause',
    'gcr.io/google_containers/pause',
    'gcr.io/google-containers/pause',
    'docker.io/kubernetes/pause',
    'docker.io/rancher/mirrored-pause',
  ],
  { userland: 'none', entrypoint: ['/pause'], user: '65535:65535', executables: { '/pause': 'pause' } },
  [
    ['3.10 latest', 0.3],
    ['3.9', 0.3],
    ['3.8', 0.3],
    ['3.7', 0.3],
    ['3.6', 0.3],
    ['3.5', 0.3],
    ['3.4.1', 0.3],
    ['3.3', 0.3],
    ['3.2', 0.3],
    ['3.1', 0.3],
    ['3.0', 0.3],
    ['2.0 go', 0.4],
    ['1.0', 0.4],
  ],
  'amd64 arm/v7 arm64 ppc64le s390x',
);
