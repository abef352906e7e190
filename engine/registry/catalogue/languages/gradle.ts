import { fromImage } from '../bases.ts';
import { cmd, dockerfile, env, run, volume, workdir } from '../build-steps.ts';
import { eclipseTemurin } from '../eclipse-temurin.ts';
import { aptInstall } from '../gosu-step.ts';
import { plain } from '../repository.ts';

export const gradle = plain(
  ['docker.io/library/gradle'],
  (version) =>
    dockerfile(fromImage(eclipseTemurin, '21'), [
      cmd('gradle'),
      env({ GRADLE_HOME: '/opt/gradle' }),
      run(
        [
          'set -o errexit -o nounset',
          'groupadd --system --gid 1000 gradle',
          'useradd --system --gid gradle --uid 1000 --shell /bin/bash --create-home gradle',
        ],
        {
          kb: 9,
          users: ['gradle:x:1000:1000::/home/gradle:/bin/bash'],
          folders: { '/home/gradle': '755 1000:1000' },
        },
      ),
      volume('/home/gradle/.gradle'),
      workdir('/home/gradle'),
      run(aptInstall('unzip wget curl bzr git git-lfs mercurial openssh-client subversion'), {
        mb: 130,
        executables: { '/usr/bin/curl': 'curl', '/usr/bin/git': 'not-modelled' },
      }),
      env({ GRADLE_VERSION: version }),
      run(
        [
          'set -o errexit -o nounset',
          'wget --no-verbose --output-document=gradle.zip "https://services.gradle.org/distributions/gradle-$GRADLE_VERSION-bin.zip"',
          'gradle --version',
        ],
        { share: 1, executables: { '/usr/bin/gradle': 'not-modelled' } },
      ),
    ]),
  [
    ['8.14.3 8.14 8 latest jdk21 8-jdk21', 385.0],
    ['8.10.2 8.10 8-jdk17 jdk17', 370.0],
    ['7.6.4 7.6 7 7-jdk17 jdk11 7-jdk11', 360.0],
    ['6.9.4 6.9 6', 350.0],
  ],
);
