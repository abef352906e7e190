import { fromImage } from './bases.ts';
import { cmd, copy, dockerfile, env, expose, run, workdir } from './build-steps.ts';
import { eclipseTemurin } from './eclipse-temurin.ts';
import { plain } from './repository.ts';

const home = '/usr/local/tomcat';

function config(version: string) {
  const major = version.split('.')[0] ?? version;
  return dockerfile(
    fromImage(eclipseTemurin, Number(major) >= 10 ? '21-jre' : '17-jre'),
    [
      env({ CATALINA_HOME: home }),
      env({
        PATH: `${home}/bin:/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
      }),
      run('mkdir -p "$CATALINA_HOME"', { folders: { [home]: '755' } }),
      workdir(home),
      env({ TOMCAT_NATIVE_LIBDIR: `${home}/native-jni-lib` }),
      env({ LD_LIBRARY_PATH: `${home}/native-jni-lib` }),
      env({ TOMCAT_MAJOR: major }),
      env({ TOMCAT_VERSION: version }),
      copy(`--from=tomcat:${version}-jdk21 $CATALINA_HOME`, '$CATALINA_HOME', {
        share: 1,
        executables: { [`${home}/bin/catalina.sh`]: 'tomcat', [`${home}/bin/startup.sh`]: 'not-modelled' },
        folders: { [`${home}/webapps`]: '755', [`${home}/webapps.dist`]: '755', [`${home}/logs`]: '777' },
      }),
      run(
        [
          'set -eux',
          'apt-get update',
          "xargs -rt apt-get install -y --no-install-recommends < '$TOMCAT_NATIVE_LIBDIR/.dependencies.txt'",
          'rm -rf /var/lib/apt/lists/*',
        ],
        { mb: 2.1 },
      ),
      run(['set -eux', 'nativeLines="$(catalina.sh configtest 2>&1)"']),
      expose(8080),
      cmd('catalina.sh', 'run'),
    ],
    { unpacking: 2.1 },
  );
}

export const tomcat = plain(['docker.io/library/tomcat'], config, [
  ['11.0.9 11.0 11 latest', 215.0],
  ['10.1.43 10.1 10', 212.0],
  ['10.0.27 10.0', 210.0],
  ['9.0.107 9.0 9 9.0-jdk17', 211.0],
  ['8.5.100 8.5 8', 205.0],
  ['8.0.53 8.0 8.0-alpine', 204.0],
  ['7.0.109 7.0 7', 203.0],
]);
