import { from } from '../bases.ts';
import { copy, dockerfile, entrypoint, run, workdir } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const awsCli = plain(
  ['docker.io/amazon/aws-cli', 'public.ecr.aws/aws-cli/aws-cli'],
  () =>
    dockerfile(from('amazonlinux:2023'), [
      run('yum update -y   && yum install -y less groff   && yum clean all', { mb: 30 }),
      copy('--from=installer /usr/local/aws-cli/', '/usr/local/aws-cli/', {
        share: 1,
        executables: { '/usr/local/bin/aws': 'not-modelled' },
      }),
      workdir('/aws'),
      entrypoint('/usr/local/bin/aws'),
    ]),
  [
    ['2.27.50 latest', 120.0],
    ['2.15.0', 118.0],
  ],
);
