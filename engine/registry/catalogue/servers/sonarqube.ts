import { fromImage } from '../bases.ts';
import { copy, dockerfile, entrypoint, env, expose, run, user, workdir } from '../build-steps.ts';
import { eclipseTemurin } from '../eclipse-temurin.ts';
import { plain } from '../repository.ts';

export const sonarqube = plain(
  ['docker.io/library/sonarqube'],
  (version) =>
    dockerfile(
      fromImage(eclipseTemurin, '17-jre'),
      [
        env({
          SONARQUBE_HOME: '/opt/sonarqube',
          SONAR_VERSION: version,
          SQ_DATA_DIR: '/opt/sonarqube/data',
          SQ_EXTENSIONS_DIR: '/opt/sonarqube/extensions',
          SQ_LOGS_DIR: '/opt/sonarqube/logs',
          SQ_TEMP_DIR: '/opt/sonarqube/temp',
        }),
        run(
          [
            'set -eux',
            'groupadd --system --gid 1000 sonarqube',
            'useradd --system --uid 1000 --gid sonarqube sonarqube',
          ],
          { kb: 4.3, users: ['sonarqube:x:1000:0::/opt/sonarqube:/bin/bash'] },
        ),
        copy('--from=build', '/opt/sonarqube/docker', {
          share: 1,
          executables: { '/opt/sonarqube/docker/entrypoint.sh': 'sonarqube' },
        }),
        workdir('/opt/sonarqube'),
        expose(9000),
        user('sonarqube'),
        entrypoint('/opt/sonarqube/docker/entrypoint.sh'),
      ],
      { unpacking: 2 },
    ),
  [
    ['25.7.0-community community latest lts-community lts', 560.0],
    ['10.7.0-community 10-community', 520.0],
    ['9.9.8-community 9-community 9.9-community', 340.0],
    ['8.9.10-community 8-community 8.9-community', 300.0],
  ],
  'amd64 arm64/v8',
);
