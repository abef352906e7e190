import { from } from '../bases.ts';
import { copy, dockerfile, entrypoint, env, expose, run, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const keycloak = plain(
  ['quay.io/keycloak/keycloak', 'docker.io/keycloak/keycloak'],
  () =>
    dockerfile(
      from('oraclelinux:9-slim'),
      [
        env({ LANG: 'en_US.UTF-8' }),
        copy('--from=ubi-micro-build --chown=1000:0 /opt/keycloak', '/opt/keycloak', {
          share: 1,
          executables: { '/opt/keycloak/bin/kc.sh': 'keycloak' },
        }),
        run('echo "keycloak:x:1000:0" >> /etc/group', {
          kb: 1.2,
          users: ['keycloak:x:1000:0:keycloak user:/opt/keycloak:/sbin/nologin'],
        }),
        user('1000'),
        expose(8080, 8443, 9000),
        entrypoint('/opt/keycloak/bin/kc.sh'),
      ],
      { unpacking: 2 },
    ),
  [
    ['26.3.1 26.3 latest', 225.0],
    ['25.0.6 25.0', 215.0],
    ['24.0.5 24.0', 212.0],
    ['21.1.2 21.1', 205.0],
  ],
);
