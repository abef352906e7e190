import { from } from '../bases.ts';
import { copy, dockerfile, entrypoint, run } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const trivy = plain(
  ['docker.io/aquasec/trivy', 'ghcr.io/aquasecurity/trivy'],
  () =>
    dockerfile(from('alpine:3.22'), [
      run('apk --no-cache add ca-certificates git', { mb: 12 }),
      copy('trivy', '/usr/local/bin/trivy', {
        share: 1,
        executables: { '/usr/local/bin/trivy': 'not-modelled' },
      }),
      entrypoint('trivy'),
    ]),
  [
    ['0.64.1 latest', 58.0],
    ['0.49.0', 50.0],
  ],
);
