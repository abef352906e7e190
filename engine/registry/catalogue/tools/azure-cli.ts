import { from } from '../bases.ts';
import { cmd, dockerfile, run } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const azureCli = plain(
  ['mcr.microsoft.com/azure-cli'],
  () =>
    dockerfile(from('oraclelinux:9-slim'), [
      run('tdnf install -y ca-certificates', { share: 1, executables: { '/usr/bin/az': 'not-modelled' } }),
      cmd('bash'),
    ]),
  [['2.75.0 latest', 380.0]],
);
