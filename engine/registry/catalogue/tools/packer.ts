import { from } from '../bases.ts';
import { copy, dockerfile, entrypoint } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const packer = plain(
  ['docker.io/hashicorp/packer'],
  () =>
    dockerfile(from('alpine:3.22'), [
      copy('packer', '/bin/packer', { share: 1, executables: { '/bin/packer': 'not-modelled' } }),
      entrypoint('/bin/packer'),
    ]),
  [['1.13.1 latest light', 50.0]],
);
