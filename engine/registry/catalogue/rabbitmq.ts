import type { ImageConfig, Repository } from './repository.ts';

function config(userland: 'ubuntu' | 'alpine', management: boolean) {
  return (version: string): ImageConfig => ({
    userland,
    unpacking: 2.4,
    volumes: ['/var/lib/rabbitmq'],
    users: ['rabbitmq:x:999:999::/var/lib/rabbitmq:/bin/bash'],
    folders: { '/var/lib/rabbitmq': '1777 999:999', '/etc/rabbitmq': '1777 999:999' },
    env: {
      PATH: '/opt/rabbitmq/sbin:/opt/erlang/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      RABBITMQ_DATA_DIR: '/var/lib/rabbitmq',
      RABBITMQ_VERSION: version,
      RABBITMQ_HOME: '/opt/rabbitmq',
      HOME: '/var/lib/rabbitmq',
      LANG: 'C.UTF-8',
    },
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['rabbitmq-server'],
    exposedPorts: ['4369/tcp', '5671/tcp', '5672/tcp', ...(management ? ['15671/tcp', '15672/tcp'] : [])],
    executables: {
      '/usr/local/bin/docker-entrypoint.sh': 'rabbitmq-entrypoint',
      '/opt/rabbitmq/sbin/rabbitmq-server': 'rabbitmq-server',
      '/opt/rabbitmq/sbin/rabbitmq-diagnostics': 'rabbitmq-diagnostics',
      '/opt/rabbitmq/sbin/rabbitmqctl': 'rabbitmq-diagnostics',
      '/opt/rabbitmq/sbin/rabbitmq-plugins': 'silent',
    },
  });
}

export const rabbitmq: Repository = {
  names: ['docker.io/library/rabbitmq'],
  variants: [
    { suffixes: [''], config: config('ubuntu', false) },
    { suffixes: ['-management'], config: config('ubuntu', true) },
    { suffixes: ['-alpine'], config: config('alpine', false) },
    { suffixes: ['-management-alpine'], config: config('alpine', true) },
  ],
  releases: [
    ['4.1.1 4.1 4 latest', 107.0, 116.0, 61.0, 70.0],
    ['4.0.9 4.0', 107.0, 116.0, 61.0, 70.0],
    ['3.13.7 3.13 3', 102.0, 110.0, 60.0, 69.0],
    ['3.12.14 3.12', 101.0, 109.0, 59.0, 68.0],
    ['3.11.28 3.11', 100.0, 108.0, 58.0, 67.0],
    ['3.10.25 3.10', 99.0, 107.0, 57.0, 66.0],
    ['3.9.29 3.9', 98.0, 106.0, 56.0, 65.0],
    ['3.8.34 3.8', 84.0, 93.0, 47.0, 55.0],
    ['3.7.28 3.7', 66.0, 76.0, 44.0, 52.0],
  ],
};
