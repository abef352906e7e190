import { from } from '../bases.ts';
import { cmd, dockerfile, run, workdir } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const k8sTools = plain(
  ['docker.io/alpine/k8s'],
  () =>
    dockerfile(from('alpine:3.22'), [
      run('apk add --no-cache curl ca-certificates bash git jq', {
        share: 1,
        executables: {
          '/usr/bin/curl': 'curl',
          '/bin/bash': 'shell',
          '/usr/bin/kubectl': 'not-modelled',
          '/usr/bin/helm': 'not-modelled',
        },
      }),
      workdir('/apps'),
      cmd('bash'),
    ]),
  [
    ['1.33.2 latest', 280.0],
    ['1.30.0', 260.0],
  ],
);
