import { fromImage } from '../bases.ts';
import { copy, dockerfile } from '../build-steps.ts';
import { nginx } from '../nginx.ts';
import { plain } from '../repository.ts';

export const docker101 = plain(
  ['docker.io/docker/101-tutorial', 'docker.io/dockersamples/101-tutorial'],
  () =>
    dockerfile(fromImage(nginx, '1.27-alpine'), [
      copy('site', '/usr/share/nginx/html', {
        kb: 900,
        files: {
          '/usr/share/nginx/html/index.html':
            '<!doctype html>\n<title>Docker 101 Tutorial</title>\n<h1>The command you just ran</h1>\n',
        },
      }),
    ]),
  [['latest', 28.0]],
  'amd64 arm/v7 arm64',
);
