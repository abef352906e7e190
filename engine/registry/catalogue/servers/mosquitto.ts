import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, label, run, volume } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const mosquitto = plain(
  ['docker.io/library/eclipse-mosquitto'],
  (version) =>
    dockerfile(from('alpine:3.22'), [
      label({ maintainer: 'Roger Light <roger@atchoo.org>', description: 'Eclipse Mosquitto MQTT Broker' }),
      env({ VERSION: version }),
      run(
        [
          'set -x',
          'apk --no-cache add --virtual build-deps build-base cmake cjson-dev gnupg linux-headers openssl-dev',
          'addgroup -S -g 1883 mosquitto',
          'adduser -S -u 1883 -D -H -h /var/empty -s /sbin/nologin -G mosquitto mosquitto',
        ],
        {
          share: 1,
          executables: {
            '/usr/sbin/mosquitto': 'mosquitto',
            '/usr/bin/mosquitto_pub': 'not-modelled',
            '/usr/bin/mosquitto_sub': 'not-modelled',
          },
          users: ['mosquitto:x:1883:1883:mosquitto:/var/empty:/sbin/nologin'],
          folders: {
            '/mosquitto/data': '755 1883:1883',
            '/mosquitto/log': '755 1883:1883',
            '/mosquitto/config': '755 1883:1883',
          },
        },
      ),
      volume('/mosquitto/data', '/mosquitto/log'),
      copy('docker-entrypoint.sh', '/', { executables: { '/docker-entrypoint.sh': 'plain-entrypoint' } }),
      entrypoint('/docker-entrypoint.sh'),
      expose(1883),
      cmd('/usr/sbin/mosquitto', '-c', '/mosquitto/config/mosquitto.conf'),
    ]),
  [
    ['2.0.21 2.0 2 latest', 6.3],
    ['1.6.15 1.6', 5.1],
  ],
  'amd64 arm/v6 arm64/v8 386 ppc64le s390x',
);
