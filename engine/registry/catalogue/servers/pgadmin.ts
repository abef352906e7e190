import { from } from '../bases.ts';
import { copy, dockerfile, entrypoint, env, expose, run, user, volume, workdir } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const pgadmin = plain(
  ['docker.io/dpage/pgadmin4'],
  () =>
    dockerfile(from('alpine:3.22'), [
      copy('--from=env-builder /venv', '/venv', { mb: 210 }),
      copy('--from=app-builder /pgadmin4', '/pgadmin4', { share: 1 }),
      workdir('/pgadmin4'),
      env({ PYTHONPATH: '/pgadmin4' }),
      copy('pkg/docker/entrypoint.sh', '/entrypoint.sh', {
        kb: 9,
        executables: { '/entrypoint.sh': 'pgadmin' },
      }),
      run(
        'apk add python3 py3-pip postfix krb5-libs libjpeg-turbo shadow sudo tzdata libedit libldap libcap && groupadd -r -g 5050 pgadmin && useradd -r -u 5050 -g pgadmin -s /sbin/nologin pgadmin',
        {
          mb: 62,
          users: ['pgadmin:x:5050:0::/home/pgadmin:/sbin/nologin'],
          folders: { '/var/lib/pgadmin': '700 5050:0' },
        },
      ),
      user('5050'),
      volume('/var/lib/pgadmin'),
      expose(80, 443),
      entrypoint('/entrypoint.sh'),
    ]),
  [
    ['9.5 9 latest', 180.0],
    ['8.14 8', 170.0],
    ['7.8 7', 165.0],
    ['6.21 6', 140.0],
    ['4.30 4', 96.0],
  ],
);
