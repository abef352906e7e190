import { fromImage } from '../bases.ts';
import { dockerfile, run } from '../build-steps.ts';
import { httpd } from '../httpd.ts';
import { plain } from '../repository.ts';

export const e2eHttpd = plain(
  ['registry.k8s.io/e2e-test-images/httpd', 'k8s.gcr.io/e2e-test-images/httpd'],
  () =>
    dockerfile(fromImage(httpd, '2.4.39'), [
      run('apt-get update && apt-get install -y --no-install-recommends ca-certificates', { share: 1 }),
    ]),
  [
    ['2.4.39-4 2.4.39-1', 70.0],
    ['2.4.38-4 2.4.38-1', 70.0],
  ],
  'amd64 arm arm64 ppc64le s390x',
);
