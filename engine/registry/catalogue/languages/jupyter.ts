import { from } from '../bases.ts';
import { cmd, dockerfile, entrypoint, expose, run, user, workdir } from '../build-steps.ts';
import { aptInstall } from '../gosu-step.ts';
import { plain } from '../repository.ts';

export const jupyter = plain(
  ['docker.io/jupyter/base-notebook', 'quay.io/jupyter/base-notebook'],
  () =>
    dockerfile(from('ubuntu:24.04'), [
      run(aptInstall('bzip2 ca-certificates locales sudo tini wget'), {
        mb: 25,
        executables: { '/usr/bin/tini': 'tini' },
        users: ['jovyan:x:1000:100::/home/jovyan:/bin/bash'],
        folders: { '/home/jovyan': '755 1000:100' },
      }),
      run('mamba install --yes jupyterlab notebook nbclassic jupyterhub-singleuser', {
        share: 1,
        executables: {
          '/usr/local/bin/start-notebook.sh': 'not-modelled',
          '/opt/conda/bin/jupyter': 'not-modelled',
        },
      }),
      user('1000'),
      workdir('/home/jovyan'),
      expose(8888),
      entrypoint('tini', '-g', '--'),
      cmd('start-notebook.sh'),
    ]),
  [['latest python-3.12', 380.0]],
);
