import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, run, volume, workdir } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const neo4j = plain(
  ['docker.io/library/neo4j'],
  () =>
    dockerfile(from('debian:bookworm-slim'), [
      env({
        PATH: '/var/lib/neo4j/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        JAVA_HOME: '/opt/java/openjdk',
      }),
      run(
        [
          'set -eux',
          'addgroup --gid 7474 --system neo4j',
          'adduser --uid 7474 --system --no-create-home --home "/var/lib/neo4j" --ingroup neo4j neo4j',
        ],
        { kb: 4.3, users: ['neo4j:x:7474:7474::/var/lib/neo4j:/usr/sbin/nologin'] },
      ),
      env({ NEO4J_HOME: '/var/lib/neo4j', NEO4J_EDITION: 'community' }),
      run(
        [
          'set -eux',
          'curl --fail --silent --show-error --location --remote-name $NEO4J_URI',
          'apt-get install -y gosu tini',
        ],
        {
          share: 1,
          executables: { '/usr/bin/tini': 'tini', '/var/lib/neo4j/bin/neo4j': 'neo4j' },
          folders: { '/data': '777 7474:7474', '/logs': '777 7474:7474' },
        },
      ),
      workdir('/var/lib/neo4j'),
      volume('/data', '/logs'),
      expose(7473, 7474, 7687),
      copy('docker-entrypoint.sh', '/startup/docker-entrypoint.sh', {
        kb: 26,
        executables: { '/startup/docker-entrypoint.sh': 'plain-entrypoint' },
      }),
      entrypoint('tini', '-g', '--', '/startup/docker-entrypoint.sh'),
      cmd('neo4j'),
    ]),
  [
    ['2025.06.2 latest community', 310.0],
    ['5.26.8 5.26 5', 300.0],
    ['4.4.44 4.4 4', 270.0],
    ['3.5.35 3.5', 180.0],
  ],
  'amd64 arm64/v8',
);
