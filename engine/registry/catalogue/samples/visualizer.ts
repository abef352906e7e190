import { fromImage } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, healthcheck, run, workdir } from '../build-steps.ts';
import { node } from '../node.ts';
import { plain } from '../repository.ts';

export const visualizer = plain(
  ['docker.io/dockersamples/visualizer'],
  () =>
    dockerfile(fromImage(node, '14-alpine'), [
      run('apk add --no-cache tini', { kb: 50, executables: { '/sbin/tini': 'tini' } }),
      workdir('/app'),
      copy('. .', '/app', { share: 1, executables: { '/usr/local/bin/npm': 'visualizer' } }),
      env({ MS: '1000', CTX_ROOT: '/' }),
      expose(8080),
      healthcheck({ test: ['CMD-SHELL', 'node /app/healthcheck.js || exit 1'] }),
      entrypoint('/sbin/tini', '--'),
      cmd('npm', 'start'),
    ]),
  [['stable latest', 68.0]],
  'amd64',
);
