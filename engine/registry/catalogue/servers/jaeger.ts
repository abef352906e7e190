import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, expose } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const jaeger = plain(
  ['docker.io/jaegertracing/all-in-one'],
  () =>
    dockerfile(from('alpine:3.22'), [
      copy('all-in-one-linux', '/go/bin/all-in-one-linux', {
        share: 1,
        executables: { '/go/bin/all-in-one-linux': 'jaeger' },
      }),
      expose('5775/udp', '6831/udp', '6832/udp', 5778, 14250, 14268, 16686, 4317, 4318),
      entrypoint('/go/bin/all-in-one-linux'),
      cmd('--sampling.strategies-file=/etc/jaeger/sampling_strategies.json'),
    ]),
  [
    ['1.71.0 1.71 1 latest', 33.0],
    ['1.57 1.57.0', 32.0],
    ['1.39', 25.0],
  ],
  'amd64 arm64 ppc64le s390x',
);
