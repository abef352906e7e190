import { fromImage } from '../bases.ts';
import { cmd, copy, dockerfile, env, expose, run, user, workdir } from '../build-steps.ts';
import { eclipseTemurin } from '../eclipse-temurin.ts';
import { plain } from '../repository.ts';

export const wildfly = plain(
  ['docker.io/jboss/wildfly', 'quay.io/wildfly/wildfly', 'docker.io/bitnami/wildfly'],
  (version) =>
    dockerfile(
      fromImage(eclipseTemurin, '17-jre'),
      [
        env({
          WILDFLY_VERSION: version,
          JBOSS_HOME: '/opt/jboss/wildfly',
          LAUNCH_JBOSS_IN_BACKGROUND: 'true',
        }),
        run(
          'groupadd -r jboss -g 1000 && useradd -u 1000 -r -g jboss -m -d /opt/jboss -s /sbin/nologin jboss',
          { kb: 4.3, users: ['jboss:x:1000:1000:JBoss user:/opt/jboss:/sbin/nologin'] },
        ),
        copy('--from=build', '/opt/jboss/wildfly/bin', {
          share: 1,
          executables: { '/opt/jboss/wildfly/bin/standalone.sh': 'wildfly' },
        }),
        workdir('/opt/jboss'),
        expose(8080),
        user('jboss'),
        cmd('/opt/jboss/wildfly/bin/standalone.sh', '-b', '0.0.0.0'),
      ],
      { unpacking: 2 },
    ),
  [
    ['36.0.1.Final-jdk17 36.0.1.Final latest', 350.0],
    ['26.1.3.Final 26.1.3', 330.0],
    ['25.0.0.Final', 320.0],
    ['10.1.0.Final', 290.0],
  ],
  'amd64',
);
