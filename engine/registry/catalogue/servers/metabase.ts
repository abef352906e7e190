import { fromImage } from '../bases.ts';
import { copy, dockerfile, entrypoint, env, expose, workdir } from '../build-steps.ts';
import { eclipseTemurin } from '../eclipse-temurin.ts';
import { plain } from '../repository.ts';

export const metabase = plain(
  ['docker.io/metabase/metabase'],
  () =>
    dockerfile(
      fromImage(eclipseTemurin, '17-jre'),
      [
        env({ LC_CTYPE: 'en_US.UTF-8' }),
        copy('--from=build', '/app', { share: 1, executables: { '/app/run_metabase.sh': 'metabase' } }),
        workdir('/app'),
        expose(3000),
        entrypoint('/app/run_metabase.sh'),
      ],
      { unpacking: 2 },
    ),
  [
    ['v0.55.6 latest', 310.0],
    ['v0.49.7', 280.0],
  ],
);
