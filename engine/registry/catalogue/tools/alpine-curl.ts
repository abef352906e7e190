import { from } from '../bases.ts';
import { cmd, dockerfile, entrypoint, run } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const alpineCurl = plain(
  ['docker.io/alpine/curl'],
  () =>
    dockerfile(from('alpine:3.22'), [
      run('apk update && apk add --no-cache curl', { share: 1, executables: { '/usr/bin/curl': 'curl' } }),
      entrypoint('curl'),
      cmd('--help'),
    ]),
  [
    ['8.14.1 latest', 5.3],
    ['8.9.1', 5.2],
  ],
);
