import { from } from '../bases.ts';
import { copy, dockerfile, entrypoint, env, expose, workdir } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const cockroach = plain(
  ['docker.io/cockroachdb/cockroach'],
  () =>
    dockerfile(from('oraclelinux:9-slim'), [
      workdir('/cockroach/'),
      copy('cockroach.sh cockroach', '/cockroach/', {
        share: 1,
        executables: { '/cockroach/cockroach.sh': 'cockroach', '/cockroach/cockroach': 'cockroach' },
      }),
      env({ COCKROACH_CHANNEL: 'official-docker' }),
      expose(26_257, 8080),
      entrypoint('/cockroach/cockroach.sh'),
    ]),
  [
    ['v25.2.2 latest', 165.0],
    ['v23.2.25', 150.0],
    ['v22.1.22', 130.0],
    ['v1.1.0', 68.0],
  ],
);
