import { from } from './bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, note, run, volume } from './build-steps.ts';
import { aptInstall, gosu } from './gosu-step.ts';
import { atLeast, type ImageConfig, plain } from './repository.ts';

/** mongosh came with 5.0; the old shell left with 6.0. */
const shells = (version: string) => ({
  ...(atLeast(version, '5.0') ? { '/usr/bin/mongosh': 'mongosh' } : {}),
  ...(atLeast(version, '6.0') ? {} : { '/usr/bin/mongo': 'mongosh' }),
});

/** Of these there is only a message. */
const tools = Object.fromEntries(
  ['mongodump', 'mongoexport', 'mongoimport', 'mongorestore', 'mongostat', 'mongotop'].map((name) => [
    `/usr/bin/${name}`,
    'not-modelled',
  ]),
);

function config(version: string): ImageConfig {
  const base = atLeast(version, '8.0')
    ? 'ubuntu:24.04'
    : atLeast(version, '6.0')
      ? 'ubuntu:22.04'
      : 'ubuntu:20.04';
  return dockerfile(
    from(base),
    [
      run(
        [
          'set -eux',
          'groupadd --gid 999 --system mongodb',
          'useradd --uid 999 --system --gid mongodb --home-dir /data/db mongodb',
          'mkdir -p /data/db /data/configdb',
        ],
        {
          kb: 4.3,
          users: ['mongodb:x:999:999::/data/db:/bin/sh'],
          folders: { '/data': '755', '/data/configdb': '755 999:999', '/data/db': '755 999:999' },
        },
      ),
      run(aptInstall('ca-certificates jq numactl procps'), { mb: 4.5 }),
      env({ JSYAML_VERSION: '3.13.1' }),
      gosu('1.17', 'apt-get install -y --no-install-recommends gnupg wget'),
      run('mkdir /docker-entrypoint-initdb.d', { folders: { '/docker-entrypoint-initdb.d': '755' } }),
      note('ARG MONGO_PACKAGE=mongodb-org'),
      note('ARG MONGO_REPO=repo.mongodb.org'),
      env({ MONGO_PACKAGE: 'mongodb-org', MONGO_REPO: 'repo.mongodb.org' }),
      env({ MONGO_MAJOR: version.split('.').slice(0, 2).join('.') }),
      run(
        'echo "deb [ signed-by=/etc/apt/keyrings/mongodb.asc ] http://$MONGO_REPO/apt/ubuntu noble/$MONGO_PACKAGE/$MONGO_MAJOR multiverse" | tee "/etc/apt/sources.list.d/$MONGO_PACKAGE.list"',
        { kb: 0.1 },
      ),
      env({ MONGO_VERSION: version }),
      run(
        [
          'set -x',
          'export DEBIAN_FRONTEND=noninteractive',
          'apt-get update',
          'apt-get install -y $MONGO_PACKAGE=$MONGO_VERSION $MONGO_PACKAGE-server=$MONGO_VERSION $MONGO_PACKAGE-shell=$MONGO_VERSION $MONGO_PACKAGE-mongos=$MONGO_VERSION',
          'rm -rf /var/lib/apt/lists/* /var/lib/mongodb',
        ],
        { share: 1, executables: { '/usr/bin/mongod': 'mongod', ...shells(version), ...tools } },
      ),
      volume('/data/db', '/data/configdb'),
      env({ HOME: '/data/db' }),
      copy('docker-entrypoint.sh', '/usr/local/bin/', {
        kb: 14.1,
        executables: { '/usr/local/bin/docker-entrypoint.sh': 'mongo-entrypoint' },
      }),
      entrypoint('docker-entrypoint.sh'),
      expose(27_017),
      cmd('mongod'),
    ],
    { unpacking: 3 },
  );
}

export const mongo = plain(
  ['docker.io/library/mongo', 'public.ecr.aws/docker/library/mongo'],
  config,
  [
    ['8.0.10 8.0 8 latest', 314.0],
    ['7.0.21 7.0 7', 281.0],
    ['7.0.5', 262.0],
    ['6.0.24 6.0 6', 264.0],
    ['6.0.4', 246.0],
    ['5.0.31 5.0 5', 268.0],
    ['5.0.6', 250.0],
    ['4.4.29 4.4 4', 164.0],
    ['4.4.6', 163.0],
    ['4.2.24 4.2', 145.0],
    ['4.2.0', 131.0],
    ['4.0.28 4.0', 156.0],
    ['3.6.23 3.6 3', 155.0],
    ['3.4.24 3.4', 146.0],
    ['3.2.21 3.2', 109.0],
  ],
  (version) => (atLeast(version, '3.4') ? 'amd64 arm64/v8' : 'amd64'),
);
