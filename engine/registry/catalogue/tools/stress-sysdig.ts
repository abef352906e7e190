import { from } from '../bases.ts';
import { cmd, copy, dockerfile } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const stressSysdig = plain(
  ['docker.io/sysdig/agent'],
  () =>
    dockerfile(from('debian:bookworm-slim'), [
      copy('agent', '/', { share: 1, executables: { '/draios-agent': 'not-modelled' } }),
      cmd('/draios-agent'),
    ]),
  [['latest 13.9.1', 260.0]],
  'amd64',
);
