import { from } from '../bases.ts';
import { copy, dockerfile, entrypoint, env, expose, label, note, run, user, volume } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const jenkins = plain(
  ['docker.io/jenkins/jenkins'],
  (version) =>
    dockerfile(
      from('debian:bookworm-slim'),
      [
        run(
          [
            'apt-get update',
            'apt-get install -y --no-install-recommends ca-certificates curl git gnupg gpg libfontconfig1 libfreetype6 procps ssh-client tini unzip tzdata',
            'rm -rf /var/lib/apt/lists/*',
          ],
          {
            mb: 98,
            executables: {
              '/usr/bin/tini': 'tini',
              '/usr/bin/curl': 'curl',
              '/usr/bin/git': 'not-modelled',
              '/usr/bin/ps': 'ps',
            },
          },
        ),
        env({ LANG: 'C.UTF-8' }),
        note('ARG TARGETARCH'),
        note('ARG user=jenkins'),
        env({ JENKINS_HOME: '/var/jenkins_home' }),
        env({ JENKINS_SLAVE_AGENT_PORT: '50000' }),
        env({ REF: '/usr/share/jenkins/ref' }),
        run(
          'mkdir -p $JENKINS_HOME   && chown 1000:1000 $JENKINS_HOME   && groupadd -g 1000 jenkins   && useradd -d "$JENKINS_HOME" -u 1000 -g 1000 -l -m -s /bin/bash jenkins',
          {
            kb: 4.4,
            users: ['jenkins:x:1000:1000::/var/jenkins_home:/bin/bash'],
            folders: { '/var/jenkins_home': '755 1000:1000' },
          },
        ),
        volume('/var/jenkins_home'),
        run('mkdir -p /usr/share/jenkins/ref/init.groovy.d', {
          folders: { '/usr/share/jenkins/ref/init.groovy.d': '755' },
        }),
        env({ JENKINS_VERSION: version }),
        run(
          'curl -fsSL https://repo.jenkins-ci.org/public/org/jenkins-ci/main/jenkins-war/$JENKINS_VERSION/jenkins-war-$JENKINS_VERSION.war -o /usr/share/jenkins/jenkins.war',
          { mb: 96 },
        ),
        env({ JENKINS_UC: 'https://updates.jenkins.io' }),
        env({ JENKINS_INCREMENTALS_REPO_MIRROR: 'https://repo.jenkins-ci.org/incrementals' }),
        run('chown -R jenkins "$JENKINS_HOME" "$REF"', { kb: 0 }),
        expose(8080, 50_000),
        env({ COPY_REFERENCE_FILE_LOG: '/var/jenkins_home/copy_reference_file.log' }),
        env({ JAVA_HOME: '/opt/java/openjdk' }),
        env({ PATH: '/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }),
        copy('--from=jre-build /javaruntime', '/opt/java/openjdk', {
          share: 1,
          executables: { '/opt/java/openjdk/bin/java': 'java' },
        }),
        user('jenkins'),
        copy('jenkins-support jenkins.sh jenkins-plugin-cli.sh', '/usr/local/bin/', {
          kb: 9.6,
          executables: { '/usr/local/bin/jenkins.sh': 'jenkins' },
        }),
        entrypoint('/usr/bin/tini', '--', '/usr/local/bin/jenkins.sh'),
        label({
          'org.opencontainers.image.vendor': 'Jenkins project',
          'org.opencontainers.image.title': 'Official Jenkins Docker image',
          'org.opencontainers.image.version': version,
        }),
      ],
      { unpacking: 1.7 },
    ),
  [
    ['2.518 latest jdk17 jdk21 latest-jdk17 latest-jdk21', 271.0],
    ['2.504.3 lts lts-jdk17 lts-jdk21 2.504.3-lts', 270.0],
    ['2.462.3 2.462.3-lts', 268.0],
    ['2.387.3 2.387.3-lts lts-jdk11', 262.0],
  ],
  'amd64 arm64 ppc64le s390x',
);
