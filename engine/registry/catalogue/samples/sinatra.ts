import { from } from '../bases.ts';
import { cmd, dockerfile, run } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const sinatra = plain(
  ['docker.io/training/sinatra'],
  () =>
    dockerfile(from('ubuntu:14.04'), [
      run('apt-get update && apt-get install -y ruby ruby-dev', {
        mb: 60,
        executables: { '/usr/bin/ruby': 'ruby' },
      }),
      run('gem install sinatra', { share: 1 }),
      cmd('/bin/bash'),
    ]),
  [['latest', 150.0]],
  'amd64',
);
