import { entrypointScript } from '../../scripts/entrypoint.ts';
import { from } from '../bases.ts';
import { copy, dockerfile, entrypoint, env, expose, run, volume } from '../build-steps.ts';
import { plain } from '../repository.ts';

/** What is a command of docker's is for docker. */
const clientEntrypoint = entrypointScript(45, [
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's
  'if [ "${1#-}" != "$1" ] || docker help "$1" > /dev/null 2>&1; then',
  '\tset -- docker "$@"',
  'fi',
  '# Without a socket, the daemon is a service beside this container.',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's
  'if [ -z "${DOCKER_HOST:-}" ] && [ ! -S /var/run/docker.sock ]; then',
  "\texport DOCKER_HOST='tcp://docker:2375'",
  'fi',
]);

/** A daemon in a container isn’t part of the simulation. */
export const docker = plain(
  ['docker.io/library/docker'],
  (version) =>
    dockerfile(from('alpine:3.22'), [
      run('apk add --no-cache ca-certificates git openssh-client', {
        mb: 18,
        executables: { '/usr/bin/git': 'not-modelled' },
      }),
      run(['set -eux', 'addgroup -g 2375 -S docker'], { kb: 1.2, groups: ['docker:x:2375:'] }),
      env({ DOCKER_VERSION: version }),
      run(
        [
          'set -eux',
          'wget -O docker.tgz "https://download.docker.com/linux/static/stable/x86_64/docker-$DOCKER_VERSION.tgz"',
          'docker --version',
        ],
        {
          share: 1,
          executables: {
            '/usr/local/bin/docker': 'docker',
            '/usr/local/bin/dockerd': 'not-modelled',
            '/usr/local/libexec/docker/cli-plugins/docker-compose': 'not-modelled',
          },
        },
      ),
      env({ DOCKER_TLS_CERTDIR: '/certs' }),
      run('mkdir /certs /certs/client && chmod 1777 /certs /certs/client', {
        folders: { '/certs': '1777', '/certs/client': '1777' },
      }),
      copy('docker-entrypoint.sh dockerd-entrypoint.sh', '/usr/local/bin/', {
        kb: 8,
        scripts: {
          '/usr/local/bin/docker-entrypoint.sh': clientEntrypoint,
          '/usr/local/bin/dockerd-entrypoint.sh': entrypointScript(30, [
            'if [ "$#" -eq 0 ]; then',
            '\tset -- dockerd',
            'elif [ "$1" != dockerd ]; then',
            '\tset -- docker-entrypoint.sh "$@"',
            'fi',
          ]),
        },
      }),
      volume('/var/lib/docker'),
      expose(2375, 2376),
      entrypoint('dockerd-entrypoint.sh'),
    ]),
  [
    ['28.3.2 28.3 28 latest dind 28-dind 28.3.2-dind cli 28-cli 28.3.2-cli', 130.0],
    ['27.5.1 27 27-dind 27-cli', 125.0],
    ['24.0.9 24 24-dind 24-cli', 120.0],
    ['20.10.24 20.10 20 20.10-dind 20.10-cli', 100.0],
    ['19.03.15 19.03 19 19.03-dind', 80.0],
  ],
  'amd64 arm/v6 arm/v7 arm64/v8',
);
