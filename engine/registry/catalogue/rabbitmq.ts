import { from } from './bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, run, volume } from './build-steps.ts';
import { aptInstall, gosu } from './gosu-step.ts';
import type { ImageConfig, Repository } from './repository.ts';

const path =
  '/opt/rabbitmq/sbin:/opt/erlang/bin:/opt/openssl/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** The image's own settings: guest may come from anywhere. */
const DEFAULTS = `## DEFAULT SETTINGS ARE NOT MEANT TO BE TAKEN STRAIGHT INTO PRODUCTION
## see https://www.rabbitmq.com/configure.html for further information
## on configuring RabbitMQ

## allow access to the guest user from anywhere on the network
## https://www.rabbitmq.com/access-control.html#loopback-users
## https://www.rabbitmq.com/production-checklist.html#users
loopback_users.guest = false

## Send all logs to stdout/TTY. Necessary to see logs when running via
## a container
log.console = true
`;
const sbin = '/opt/rabbitmq/sbin';

function broker(system: 'ubuntu' | 'alpine', management: boolean) {
  const ubuntu = system === 'ubuntu';
  return (version: string): ImageConfig =>
    dockerfile(
      from(ubuntu ? 'ubuntu:24.04' : 'alpine:3.22'),
      [
        ubuntu && run(aptInstall('ca-certificates gosu tzdata'), { mb: 2.9 }),
        env({ ERLANG_INSTALL_PATH_PREFIX: '/opt/erlang' }),
        env({ OPENSSL_INSTALL_PATH_PREFIX: '/opt/openssl' }),
        copy('--from=erlang-builder /opt/erlang', '/opt/erlang', { mb: ubuntu ? 47.2 : 42 }),
        copy('--from=openssl-builder /opt/openssl', '/opt/openssl', { mb: 13.4 }),
        env({ RABBITMQ_DATA_DIR: '/var/lib/rabbitmq' }),
        run(
          [
            'set -eux',
            'groupadd --gid 999 --system rabbitmq',
            'useradd --uid 999 --system --home-dir "$RABBITMQ_DATA_DIR" --gid rabbitmq rabbitmq',
            'chmod 1777 "$RABBITMQ_DATA_DIR"',
          ],
          {
            kb: 4.4,
            users: ['rabbitmq:x:999:999::/var/lib/rabbitmq:/bin/bash'],
            folders: { '/var/lib/rabbitmq': '1777 999:999', '/etc/rabbitmq': '1777 999:999' },
          },
        ),
        ubuntu ? undefined : gosu('1.17', 'apk add --no-cache su-exec'),
        env({ RABBITMQ_VERSION: version }),
        env({ RABBITMQ_HOME: '/opt/rabbitmq' }),
        env({ PATH: path, RABBITMQ_LOGS: '-' }),
        run(
          [
            'set -eux',
            'wget -O rabbitmq-server.tar.xz "https://github.com/rabbitmq/rabbitmq-server/releases/download/v$RABBITMQ_VERSION/rabbitmq-server-generic-unix-latest-toolchain-$RABBITMQ_VERSION.tar.xz"',
            'mkdir -p "$RABBITMQ_HOME"',
            'rabbitmqctl help',
            'rabbitmq-plugins list',
          ],
          {
            share: 1,
            executables: {
              [`${sbin}/rabbitmq-server`]: 'rabbitmq-server',
              [`${sbin}/rabbitmq-diagnostics`]: 'rabbitmq-control',
              [`${sbin}/rabbitmqctl`]: 'rabbitmq-control',
              [`${sbin}/rabbitmq-plugins`]: 'rabbitmq-control',
            },
          },
        ),
        run(['set -eux', 'rabbitmq-plugins enable --offline rabbitmq_prometheus'], {
          files: { '/etc/rabbitmq/enabled_plugins': '[rabbitmq_prometheus].\n' },
        }),
        env({ HOME: '/var/lib/rabbitmq' }),
        run('ln -sf /opt/rabbitmq/plugins /plugins', { links: { '/plugins': '/opt/rabbitmq/plugins' } }),
        volume('/var/lib/rabbitmq'),
        env({ LANG: 'C.UTF-8', LANGUAGE: 'C.UTF-8', LC_ALL: 'C.UTF-8' }),
        copy(
          '--chown=rabbitmq:rabbitmq 10-defaults.conf 20-management_agent.disable_metrics_collector.conf',
          '/etc/rabbitmq/conf.d/',
          { kb: 0.4, files: { '/etc/rabbitmq/conf.d/10-defaults.conf': DEFAULTS } },
        ),
        copy('docker-entrypoint.sh', '/usr/local/bin/', {
          kb: 1.3,
          executables: { '/usr/local/bin/docker-entrypoint.sh': 'rabbitmq-entrypoint' },
        }),
        entrypoint('docker-entrypoint.sh'),
        expose(15_691, 15_692, 25_672, 4369, 5671, 5672),
        cmd('rabbitmq-server'),
        management && [
          run(
            [
              'set -eux',
              'rabbitmq-plugins enable --offline rabbitmq_management',
              'cp /plugins/rabbitmq_management-*/priv/www/cli/rabbitmqadmin /usr/local/bin/rabbitmqadmin',
              'chmod +x /usr/local/bin/rabbitmqadmin',
            ],
            {
              mb: 21,
              files: { '/etc/rabbitmq/enabled_plugins': '[rabbitmq_management,rabbitmq_prometheus].\n' },
            },
          ),
          expose(15_671, 15_672),
        ],
      ],
      { unpacking: 2.4 },
    );
}

export const rabbitmq: Repository = {
  names: ['docker.io/library/rabbitmq'],
  variants: [
    { suffixes: [''], config: broker('ubuntu', false) },
    { suffixes: ['-management'], config: broker('ubuntu', true) },
    { suffixes: ['-alpine'], config: broker('alpine', false) },
    { suffixes: ['-management-alpine'], config: broker('alpine', true) },
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
