import { fromImage } from '../bases.ts';
import { dockerfile, run } from '../build-steps.ts';
import { nginx } from '../nginx.ts';
import { plain } from '../repository.ts';

export const e2eNginx = plain(
  ['registry.k8s.io/e2e-test-images/nginx', 'k8s.gcr.io/e2e-test-images/nginx'],
  () =>
    dockerfile(fromImage(nginx, '1.14'), [
      run('apt-get update && apt-get install -y --no-install-recommends ca-certificates', { share: 1 }),
    ]),
  [
    ['1.15-4', 60.0],
    ['1.14-4 1.14-2', 60.0],
  ],
  'amd64 arm arm64 ppc64le s390x',
);
