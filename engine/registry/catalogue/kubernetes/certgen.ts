import { scratch } from '../bases.ts';
import { copy, dockerfile, entrypoint, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const certgen = plain(
  ['registry.k8s.io/ingress-nginx/kube-webhook-certgen'],
  () =>
    dockerfile(scratch, [
      copy('kube-webhook-certgen', '/kube-webhook-certgen', {
        share: 1,
        executables: { '/kube-webhook-certgen': 'not-modelled' },
      }),
      user('65532'),
      entrypoint('/kube-webhook-certgen'),
    ]),
  [
    ['v1.5.4', 26.0],
    ['v20230407', 24.0],
  ],
  'amd64 arm arm64 s390x',
);
