import { from } from '../bases.ts';
import { cmd, dockerfile, expose, run } from '../build-steps.ts';
import { plain } from '../repository.ts';

const page = '<pre>\nHello World\n</pre>\n';

export const crccheckHello = plain(
  ['docker.io/crccheck/hello-world', 'docker.io/strm/helloworld-http', 'docker.io/karthequian/helloworld'],
  () =>
    dockerfile(from('busybox:1.34.1'), [
      run('mkdir -p /www', { share: 1, files: { '/www/index.html': page } }),
      expose(8000),
      cmd('busybox', 'httpd', '-f', '-p', '8000', '-h', '/www'),
    ]),
  [['latest', 2.2]],
  'amd64 arm/v6 arm/v7 arm64',
);
