import { scratch } from '../bases.ts';
import { copy, dockerfile, entrypoint, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const nodeProblemDetector = plain(
  ['registry.k8s.io/node-problem-detector/node-problem-detector', 'registry.k8s.io/node-problem-detector'],
  () =>
    dockerfile(scratch, [
      copy('node-problem-detector', '/node-problem-detector', {
        share: 1,
        executables: { '/node-problem-detector': 'not-modelled' },
      }),
      user('65532'),
      entrypoint('/node-problem-detector'),
    ]),
  [
    ['v0.8.20', 50.0],
    ['v0.1', 45.0],
  ],
);
