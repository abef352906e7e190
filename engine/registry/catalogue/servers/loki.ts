import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, expose, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const loki = plain(
  ['docker.io/grafana/loki'],
  () =>
    dockerfile(from('alpine:3.22'), [
      copy('loki', '/usr/bin/loki', { share: 1, executables: { '/usr/bin/loki': 'loki' } }),
      expose(3100),
      user('10001'),
      entrypoint('/usr/bin/loki'),
      cmd('-config.file=/etc/loki/local-config.yaml'),
    ]),
  [
    ['3.5.1 latest', 35.0],
    ['2.9.8', 28.0],
    ['2.9.0', 27.0],
  ],
  'amd64 arm arm64',
);
