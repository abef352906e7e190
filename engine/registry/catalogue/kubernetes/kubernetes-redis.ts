import { plain } from '../repository.ts';

export const kubernetesRedis = plain(
  ['registry.k8s.io/redis', 'k8s.gcr.io/redis', 'docker.io/kubernetes/redis'],
  {
    userland: 'debian',
    cmd: ['redis-server'],
    exposedPorts: ['6379/tcp'],
    executables: {
      '/usr/local/bin/redis-server': 'redis-server',
      '/usr/local/bin/redis-cli': 'redis-cli',
      '/run.sh': 'redis-server',
    },
  },
  [
    ['e2e', 43.0],
    ['v1', 54.0],
  ],
  'amd64',
);
