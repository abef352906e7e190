import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, run, volume } from '../build-steps.ts';
import { aptInstall } from '../gosu-step.ts';
import { plain } from '../repository.ts';

export const couchdb = plain(
  ['docker.io/library/couchdb'],
  (version) =>
    dockerfile(from('debian:bookworm-slim'), [
      run(['set -ex', 'groupadd -g 5984 -r couchdb', 'useradd -u 5984 -d /opt/couchdb -g couchdb couchdb'], {
        kb: 4.3,
        users: ['couchdb:x:5984:5984::/opt/couchdb:/bin/sh'],
      }),
      run(aptInstall('apt-transport-https ca-certificates dirmngr gnupg tini'), {
        mb: 12,
        executables: { '/usr/bin/tini': 'tini' },
      }),
      env({ COUCHDB_VERSION: version }),
      run(aptInstall('couchdb="$COUCHDB_VERSION"'), {
        share: 1,
        executables: { '/opt/couchdb/bin/couchdb': 'couchdb', '/usr/bin/curl': 'curl' },
        folders: { '/opt/couchdb/data': '755 5984:5984' },
      }),
      copy('docker-entrypoint.sh', '/usr/local/bin', {
        kb: 5,
        executables: { '/docker-entrypoint.sh': 'plain-entrypoint' },
      }),
      entrypoint('tini', '--', '/docker-entrypoint.sh'),
      volume('/opt/couchdb/data'),
      expose(5984, 4369, 9100),
      cmd('/opt/couchdb/bin/couchdb'),
    ]),
  [
    ['3.5.0 3.5 3 latest', 85.0],
    ['3.3.3 3.3', 83.0],
    ['2.3.1 2', 76.0],
  ],
  'amd64 arm64/v8 ppc64le s390x',
);
