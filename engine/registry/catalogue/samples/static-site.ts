import { plain } from '../repository.ts';
import { pageOnNginx } from './page-on-nginx.ts';

/** Puts the author's name into the page, then serves it. */
const authorPage = pageOnNginx(
  '<!doctype html>\n<html>\n<head><title>Docker Hello App</title></head>\n<body>\n<h1>Hello AUTHOR!</h1>\n<p>This is being served from a <b>docker</b><br>container running Nginx.</p>\n</body>\n</html>\n',
  [
    '/bin/sh',
    '-c',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's
    'cd /usr/share/nginx/html && sed -i "s/AUTHOR/${AUTHOR:-Docker}/" index.html && exec nginx -g "daemon off;"',
  ],
);

export const staticSite = plain(
  [
    'docker.io/dockersamples/static-site',
    'docker.io/seqvence/static-site',
    'docker.io/prakhar1989/static-site',
  ],
  authorPage,
  [['latest', 72.0]],
  'amd64',
);
