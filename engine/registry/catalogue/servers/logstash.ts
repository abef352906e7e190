import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, run, user, workdir } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const logstash = plain(
  ['docker.io/library/logstash', 'docker.elastic.co/logstash/logstash'],
  () =>
    dockerfile(
      from('oraclelinux:9-slim'),
      [
        run(['set -eux', 'microdnf install -y fontconfig findutils', 'microdnf clean all'], { mb: 22 }),
        copy('--from=builder --chown=1000:0 /usr/share/logstash', '/usr/share/logstash', {
          share: 1,
          executables: { '/usr/share/logstash/bin/logstash': 'logstash', '/bin/tini': 'tini' },
        }),
        workdir('/usr/share/logstash'),
        env({ PATH: '/usr/share/logstash/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }),
        copy('bin/logstash-docker', '/usr/local/bin/', {
          kb: 18,
          executables: { '/usr/local/bin/logstash-docker': 'logstash' },
        }),
        run(
          'groupadd --gid 1000 logstash && useradd --uid 1000 --gid 1000 -G 0 --home-dir /usr/share/logstash --no-create-home logstash',
          { kb: 3, users: ['logstash:x:1000:1000::/usr/share/logstash:/bin/bash'] },
        ),
        expose(9600, 5044),
        user('1000'),
        entrypoint('/bin/tini', '--'),
        cmd('/usr/local/bin/logstash-docker'),
      ],
      { unpacking: 2 },
    ),
  [
    ['9.0.3', 430.0],
    ['8.18.3', 440.0],
    ['8.13.0 8.13.4', 420.0],
    ['7.17.28', 410.0],
    ['7.10.1 7.10.2', 400.0],
  ],
);
