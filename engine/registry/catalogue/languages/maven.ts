import { entrypointScript } from '../../scripts/entrypoint.ts';
import { fromImage } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, label, note, run } from '../build-steps.ts';
import { eclipseTemurin } from '../eclipse-temurin.ts';
import { plain } from '../repository.ts';

export const maven = plain(
  ['docker.io/library/maven'],
  () =>
    dockerfile(fromImage(eclipseTemurin, '21'), [
      run(
        'apt-get update   && apt-get install -y ca-certificates curl git gnupg openssh-client --no-install-recommends   && rm -rf /var/lib/apt/lists/*',
        { mb: 60, executables: { '/usr/bin/curl': 'curl', '/usr/bin/git': 'not-modelled' } },
      ),
      label({ 'org.opencontainers.image.title': 'Apache Maven' }),
      env({ MAVEN_HOME: '/usr/share/maven' }),
      copy('--from=builder $MAVEN_HOME', '$MAVEN_HOME', {
        share: 1,
        executables: { '/usr/bin/mvn': 'not-modelled' },
      }),
      copy('mvn-entrypoint.sh', '/usr/local/bin/mvn-entrypoint.sh', {
        scripts: { '/usr/local/bin/mvn-entrypoint.sh': entrypointScript(50, []) },
      }),
      note('ARG MAVEN_VERSION'),
      env({ MAVEN_CONFIG: '/root/.m2' }),
      entrypoint('/usr/local/bin/mvn-entrypoint.sh'),
      cmd('mvn'),
    ]),
  [
    ['3.9.10 3.9 3 latest 3-eclipse-temurin-21 3.9-eclipse-temurin-21 3.9.10-eclipse-temurin-21', 285.0],
    ['3.9.9 3.9-eclipse-temurin-17 3-eclipse-temurin-17 3.9.9-eclipse-temurin-17', 278.0],
    ['3.8.6 3.8 3.8-openjdk-17 3.8-openjdk-11 3-jdk-11', 270.0],
    ['3.6.3 3.6 3.6-jdk-11 3.6-jdk-8 3-jdk-8', 262.0],
  ],
);
