import { fromImage } from '../bases.ts';
import { cmd, copy, dockerfile, env, expose, run, user, workdir } from '../build-steps.ts';
import { eclipseTemurin } from '../eclipse-temurin.ts';
import { plain } from '../repository.ts';

export const jetty = plain(
  ['docker.io/library/jetty'],
  (version) =>
    dockerfile(
      fromImage(eclipseTemurin, '17-jre'),
      [
        env({
          JETTY_VERSION: version,
          JETTY_HOME: '/usr/local/jetty',
          JETTY_BASE: '/var/lib/jetty',
          TMPDIR: '/tmp/jetty',
          PATH: '/usr/local/jetty/bin:/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        }),
        run(['set -xe', 'groupadd -r jetty -g 999', 'useradd -r -g jetty -u 999 jetty'], {
          kb: 4.3,
          users: ['jetty:x:999:999::/home/jetty:/bin/sh'],
        }),
        copy('--from=build', '/usr/local/jetty/bin', {
          share: 1,
          executables: { '/usr/local/jetty/bin/start.sh': 'jetty' },
        }),
        workdir('/var/lib/jetty'),
        expose(8080),
        user('jetty'),
        cmd('/usr/local/jetty/bin/start.sh'),
      ],
      { unpacking: 2 },
    ),
  [
    ['12.0.23 12.0 12 latest', 190.0],
    ['11.0.25 11', 180.0],
    ['10.0.25 10', 178.0],
    ['9.4.57 9.4 9', 170.0],
  ],
);
