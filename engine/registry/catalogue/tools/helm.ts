import { from } from '../bases.ts';
import { cmd, dockerfile, entrypoint, run, workdir } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const helm = plain(
  ['docker.io/alpine/helm'],
  () =>
    dockerfile(from('alpine:3.22'), [
      run('apk add --update --no-cache curl ca-certificates bash git', {
        mb: 28,
        executables: { '/usr/bin/curl': 'curl', '/bin/bash': 'shell' },
      }),
      run('curl -sL https://get.helm.sh/helm-v$VERSION-linux-amd64.tar.gz | tar -xvz', {
        share: 1,
        executables: { '/usr/bin/helm': 'not-modelled' },
      }),
      workdir('/apps'),
      entrypoint('helm'),
      cmd('--help'),
    ]),
  [
    ['3.18.4 latest', 60.0],
    ['3.14.0', 58.0],
  ],
);
