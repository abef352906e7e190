import { fromImage } from '../bases.ts';
import { cmd, copy, dockerfile, env, expose, run, user, volume, workdir } from '../build-steps.ts';
import { eclipseTemurin } from '../eclipse-temurin.ts';
import { plain } from '../repository.ts';

export const cpZookeeper = plain(
  ['docker.io/confluentinc/cp-zookeeper'],
  () =>
    dockerfile(
      fromImage(eclipseTemurin, '17-jre'),
      [
        env({ COMPONENT: 'zookeeper', CONTAINER_USER: 'appuser' }),
        run('useradd --no-log-init --create-home --shell /bin/bash appuser', {
          kb: 4.3,
          users: ['appuser:x:1000:1000::/home/appuser:/bin/bash'],
        }),
        copy('--from=build', '/etc/confluent/docker', {
          share: 1,
          executables: { '/etc/confluent/docker/run': 'zookeeper' },
        }),
        workdir('/home/appuser'),
        volume('/etc/zookeeper/secrets', '/var/lib/zookeeper/data'),
        expose(2181),
        user('appuser'),
        cmd('/etc/confluent/docker/run'),
      ],
      { unpacking: 2 },
    ),
  [
    ['7.9.1 latest', 460.0],
    ['7.6.1', 450.0],
    ['7.4.0', 440.0],
    ['7.3.0', 430.0],
    ['6.2.0', 400.0],
    ['5.5.0', 370.0],
  ],
);
