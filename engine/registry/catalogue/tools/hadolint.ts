import { scratch } from '../bases.ts';
import { cmd, copy, dockerfile } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const hadolint = plain(
  ['docker.io/hadolint/hadolint'],
  () =>
    dockerfile(scratch, [
      copy('hadolint', '/bin/hadolint', { share: 1, executables: { '/bin/hadolint': 'not-modelled' } }),
      cmd('/bin/hadolint', '-'),
    ]),
  [['v2.12.0 latest', 2.6]],
);
