import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, run, volume } from '../build-steps.ts';
import { aptInstall } from '../gosu-step.ts';
import { atLeast, plain } from '../repository.ts';

export const influxdb = plain(
  ['docker.io/library/influxdb'],
  (version) =>
    dockerfile(from('debian:bookworm-slim'), [
      run(
        [
          'groupadd -r influxdb --gid=1000',
          'useradd -r -g influxdb --uid=1000 --create-home --home-dir=/home/influxdb influxdb',
        ],
        { kb: 4.3, users: ['influxdb:x:1000:1000::/home/influxdb:/bin/bash'] },
      ),
      run(aptInstall('ca-certificates gnupg tzdata wget curl'), {
        mb: 12,
        executables: { '/usr/bin/curl': 'curl' },
      }),
      env({ INFLUXDB_VERSION: version }),
      run(
        [
          'set -eux',
          'wget "https://dl.influxdata.com/influxdb/releases/influxdb2-$INFLUXDB_VERSION_linux_amd64.tar.gz"',
        ],
        {
          share: 1,
          executables: { '/usr/local/bin/influxd': 'influxdb', '/usr/local/bin/influx': 'not-modelled' },
          folders: { '/var/lib/influxdb2': '700 1000:1000' },
        },
      ),
      expose(8086),
      volume('/var/lib/influxdb2', '/etc/influxdb2'),
      copy('entrypoint.sh', '/entrypoint.sh', {
        kb: 16,
        executables: { '/entrypoint.sh': 'plain-entrypoint' },
      }),
      entrypoint('/entrypoint.sh'),
      cmd('influxd'),
    ]),
  [
    ['2.7.11 2.7 2 latest', 138.0],
    ['2.6.1 2.6', 130.0],
    ['1.8.10 1.8 1', 95.0],
  ],
  (version) => (atLeast(version, '2.0') ? 'amd64 arm64/v8' : 'amd64 arm/v7 arm64/v8'),
);
