import { fromImage } from '../bases.ts';
import { cmd, copy, dockerfile, env, expose, run, user, volume, workdir } from '../build-steps.ts';
import { eclipseTemurin } from '../eclipse-temurin.ts';
import { plain } from '../repository.ts';

export const kafka = plain(
  ['docker.io/apache/kafka'],
  () =>
    dockerfile(
      fromImage(eclipseTemurin, '17-jre'),
      [
        env({ KAFKA_HOME: '/opt/kafka' }),
        run(['set -eux', 'adduser -h /home/appuser -D --shell /bin/bash appuser'], {
          kb: 4.3,
          users: ['appuser:x:1000:1000::/home/appuser:/bin/bash'],
          executables: {
            '/etc/kafka/docker/run': 'kafka',
            '/opt/kafka/bin/kafka-topics.sh': 'not-modelled',
            '/opt/kafka/bin/kafka-console-producer.sh': 'not-modelled',
            '/opt/kafka/bin/kafka-console-consumer.sh': 'not-modelled',
          },
        }),
        copy('--from=build', '', { share: 1, executables: { '/__cacert_entrypoint.sh': 'kafka' } }),
        workdir('/'),
        volume('/etc/kafka/secrets', '/var/lib/kafka/data'),
        expose(9092),
        user('appuser'),
        cmd('/etc/kafka/docker/run'),
      ],
      { unpacking: 2 },
    ),
  [
    ['4.0.0 latest', 190.0],
    ['3.9.1 3.9', 185.0],
    ['3.8.0', 180.0],
    ['3.7.0', 175.0],
  ],
);
