import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, label, run, user, workdir } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const elasticsearch = plain(
  ['docker.io/library/elasticsearch', 'docker.elastic.co/elasticsearch/elasticsearch'],
  (version) =>
    dockerfile(
      from('oraclelinux:9-slim'),
      [
        run(
          'groupadd -g 1000 elasticsearch && adduser --uid 1000 --gid 1000 --home /usr/share/elasticsearch elasticsearch',
          { kb: 300, users: ['elasticsearch:x:1000:1000::/usr/share/elasticsearch:/bin/bash'] },
        ),
        env({ ELASTIC_CONTAINER: 'true' }),
        workdir('/usr/share/elasticsearch'),
        copy('--from=builder --chown=0:0 /usr/share/elasticsearch', '/usr/share/elasticsearch', {
          share: 1,
          executables: { '/usr/share/elasticsearch/bin/elasticsearch': 'elasticsearch' },
          folders: { '/usr/share/elasticsearch/data': '775 1000:0' },
        }),
        copy('--from=builder /bin/tini', '/bin/tini', { kb: 24, executables: { '/bin/tini': 'tini' } }),
        env({
          PATH: '/usr/share/elasticsearch/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
          SHELL: '/bin/bash',
        }),
        copy('bin/docker-entrypoint.sh', '/usr/local/bin/docker-entrypoint.sh', {
          kb: 5,
          executables: { '/usr/local/bin/docker-entrypoint.sh': 'elasticsearch', '/usr/bin/curl': 'curl' },
        }),
        expose(9200, 9300),
        label({
          'org.label-schema.name': 'Elasticsearch',
          'org.label-schema.vendor': 'Elastic',
          'org.label-schema.version': version,
        }),
        user('1000:0'),
        entrypoint('/bin/tini', '--', '/usr/local/bin/docker-entrypoint.sh'),
        cmd('eswrapper'),
      ],
      { unpacking: 1.85 },
    ),
  [
    ['9.0.3', 660.0],
    ['8.18.3', 700.0],
    ['8.13.0 8.13.4', 640.0],
    ['8.11.1 8.11.3', 630.0],
    ['7.17.28', 370.0],
    ['7.17.9 7.17.10', 355.0],
    ['7.10.1 7.10.2', 455.0],
    ['7.9.3', 448.0],
    ['6.8.23', 480.0],
  ],
);
