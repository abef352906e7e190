import { plain } from '../repository.ts';
import { pageOnNginx } from './page-on-nginx.ts';

export const helloWhale = plain(
  ['docker.io/ajeetraina/hellowhale', 'docker.io/ajeetraina/nginxdemo'],
  pageOnNginx(
    '<!DOCTYPE html>\n<html>\n<head><title>Hello Whale</title></head>\n<body>\n<h1>Hello from the whale!</h1>\n</body>\n</html>\n',
  ),
  [['latest', 43.0]],
  'amd64',
);
