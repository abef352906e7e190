import { from } from '../bases.ts';
import { copy, dockerfile, entrypoint } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const dive = plain(
  ['docker.io/wagoodman/dive'],
  () =>
    dockerfile(from('alpine:3.22'), [
      copy('dive', '/usr/local/bin/dive', {
        share: 1,
        executables: { '/usr/local/bin/dive': 'not-modelled' },
      }),
      entrypoint('/usr/local/bin/dive'),
    ]),
  [['v0.13.1 latest', 40.0]],
);
