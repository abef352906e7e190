import { scratch } from '../bases.ts';
import { copy, dockerfile, entrypoint, expose, user } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const ingressNginx = plain(
  ['registry.k8s.io/ingress-nginx/controller', 'k8s.gcr.io/ingress-nginx/controller'],
  () =>
    dockerfile(scratch, [
      copy('nginx-ingress-controller', '/nginx-ingress-controller', {
        share: 1,
        executables: { '/nginx-ingress-controller': 'not-modelled' },
      }),
      user('101'),
      expose(80, 443),
      entrypoint('/nginx-ingress-controller'),
    ]),
  [
    ['v1.12.3', 110.0],
    ['v1.8.1', 109.0],
    ['v1.2.0', 105.0],
  ],
  'amd64 arm arm64 s390x',
);
