import { busyboxSystem } from '../base-systems/busybox.ts';
import { atLeast, plain } from './repository.ts';

export const busybox = plain(
  [
    'docker.io/library/busybox',
    'public.ecr.aws/docker/library/busybox',
    'registry.k8s.io/busybox',
    'k8s.gcr.io/busybox',
    'gcr.io/google_containers/busybox',
    'registry.k8s.io/e2e-test-images/busybox',
  ],
  (version) => ({
    userland: 'busybox',
    cmd: ['sh'],
    system: () => busyboxSystem(version.split('-', 1)[0] ?? version),
    unpacking: atLeast(version, '1.35') ? 1.98 : 1.6,
  }),
  [
    ['1.37.0 1.37 1 stable latest glibc musl uclibc stable-glibc', 2.2],
    ['1.36.1 1.36 1.36.1-glibc 1.36.1-musl', 2.2],
    ['1.36.0', 2.6],
    ['1.35.0 1.35', 2.5],
    ['1.34.1 1.34', 0.8],
    ['1.34.0', 0.8],
    ['1.33.1 1.33', 0.8],
    ['1.33.0', 0.8],
    ['1.32.1 1.32', 0.8],
    ['1.32.0', 0.8],
    ['1.31.1 1.31', 0.8],
    ['1.31.0', 0.8],
    ['1.30.1 1.30', 0.8],
    ['1.29.3 1.29', 0.8],
    ['1.29-4 1.29-2 1.29-1', 0.8],
    ['1.28.4 1.28', 0.7],
    ['1.28.0', 0.7],
    ['1.27.2 1.27', 0.7],
    ['1.26.2 1.26', 0.7],
    ['1.24.2 1.24', 0.7],
  ],
  (version) => (atLeast(version, '1.27') ? undefined : 'amd64'),
);
