import { from } from '../bases.ts';
import { copy, dockerfile, entrypoint, env, expose, label, run, user, workdir } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const grafana = plain(
  ['docker.io/grafana/grafana', 'docker.io/grafana/grafana-oss'],
  () =>
    dockerfile(from('alpine:3.22'), [
      label({ maintainer: 'Grafana Labs <hello@grafana.com>' }),
      env({
        PATH: '/usr/share/grafana/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        GF_PATHS_CONFIG: '/etc/grafana/grafana.ini',
        GF_PATHS_DATA: '/var/lib/grafana',
        GF_PATHS_HOME: '/usr/share/grafana',
        GF_PATHS_LOGS: '/var/log/grafana',
        GF_PATHS_PLUGINS: '/var/lib/grafana/plugins',
        GF_PATHS_PROVISIONING: '/etc/grafana/provisioning',
      }),
      workdir('/usr/share/grafana'),
      run('apk add --no-cache ca-certificates bash curl tzdata musl-utils', {
        mb: 6.3,
        executables: { '/usr/bin/curl': 'curl', '/bin/bash': 'shell' },
      }),
      copy('/tmp/grafana', '/usr/share/grafana', {
        share: 1,
        executables: { '/usr/share/grafana/bin/grafana': 'grafana' },
        files: { '/etc/grafana/grafana.ini': '; Grafana\n' },
      }),
      run(
        'addgroup -S -g 472 grafana && adduser -S -u 472 -G grafana grafana && mkdir -p /var/lib/grafana /var/log/grafana',
        {
          kb: 6,
          users: ['grafana:x:472:0:Linux User,,,:/usr/share/grafana:/sbin/nologin'],
          folders: { '/var/lib/grafana': '777 472:0', '/var/log/grafana': '777 472:0' },
        },
      ),
      expose(3000),
      copy('run.sh', '/run.sh', { executables: { '/run.sh': 'grafana' } }),
      user('472'),
      entrypoint('/run.sh'),
    ]),
  [
    ['12.0.2 latest main', 190.0],
    ['11.6.0 11.6', 180.0],
    ['11.1.0', 120.0],
    ['10.4.2', 120.0],
    ['10.0.0', 96.0],
    ['9.5.18 9.5', 107.0],
    ['8.5.27 8.5', 90.0],
    ['7.5.17', 80.0],
  ],
  'amd64 arm/v7 arm64',
);
