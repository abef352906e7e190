import { from } from '../bases.ts';
import { copy, dockerfile, entrypoint, run } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const terraform = plain(
  ['docker.io/hashicorp/terraform'],
  () =>
    dockerfile(from('alpine:3.22'), [
      run('apk add --no-cache git openssh ca-certificates', { mb: 21 }),
      copy('dist/linux/amd64/terraform', '/bin/', {
        share: 1,
        executables: { '/bin/terraform': 'not-modelled' },
      }),
      entrypoint('/bin/terraform'),
    ]),
  [
    ['1.12.2 1.12 latest', 37.0],
    ['1.9.8 1.9', 33.0],
    ['1.5.7 1.5', 31.0],
  ],
);
