import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, run, user, workdir } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const kibana = plain(
  ['docker.io/library/kibana', 'docker.elastic.co/kibana/kibana'],
  () =>
    dockerfile(
      from('oraclelinux:9-slim'),
      [
        run(['set -eux', 'microdnf install -y fontconfig findutils', 'microdnf clean all'], { mb: 22 }),
        copy('--from=builder --chown=1000:0 /usr/share/kibana', '/usr/share/kibana', {
          share: 1,
          executables: { '/usr/share/kibana/bin/kibana': 'kibana', '/bin/tini': 'tini' },
        }),
        workdir('/usr/share/kibana'),
        env({ PATH: '/usr/share/kibana/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }),
        copy('bin/kibana-docker', '/usr/local/bin/', {
          kb: 18,
          executables: { '/usr/local/bin/kibana-docker': 'kibana' },
        }),
        run(
          'groupadd --gid 1000 kibana && useradd --uid 1000 --gid 1000 -G 0 --home-dir /usr/share/kibana --no-create-home kibana',
          { kb: 3, users: ['kibana:x:1000:1000::/usr/share/kibana:/bin/bash'] },
        ),
        expose(5601),
        user('1000'),
        entrypoint('/bin/tini', '--'),
        cmd('/usr/local/bin/kibana-docker'),
      ],
      { unpacking: 2 },
    ),
  [
    ['9.0.3', 440.0],
    ['8.18.3', 420.0],
    ['8.13.0 8.13.4', 400.0],
    ['8.11.1 8.11.3', 395.0],
    ['7.17.28', 350.0],
    ['7.10.1 7.10.2', 340.0],
  ],
);
