import { fromImage } from '../bases.ts';
import { cmd, copy, dockerfile, env, expose, workdir } from '../build-steps.ts';
import { node } from '../node.ts';
import { plain } from '../repository.ts';

const app = `const http = require('http');
const os = require('os');

http.createServer((request, response) => {
  response.end("I'm " + os.hostname() + '\\n');
}).listen(Number(process.env.PORT));
console.log('Listening on :' + process.env.PORT);
`;

export const jwilderWhoami = plain(
  ['docker.io/jwilder/whoami', 'docker.io/katacoda/docker-http-server'],
  () =>
    dockerfile(fromImage(node, '6-alpine'), [
      workdir('/app'),
      copy('http.js', '/app/http.js', { files: { '/app/http.js': app } }),
      env({ PORT: '8000' }),
      expose(8000),
      cmd('node', '/app/http.js'),
    ]),
  [['latest v1 v2', 24.0]],
  'amd64 arm/v6 arm/v7 arm64',
);
