import { fromImage } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, run, workdir } from '../build-steps.ts';
import { node } from '../node.ts';
import { plain } from '../repository.ts';

export const mongoExpress = plain(
  ['docker.io/library/mongo-express'],
  (version) =>
    dockerfile(fromImage(node, '18-alpine'), [
      run(['set -eux', 'apk --no-cache add bash tini'], {
        mb: 2.1,
        executables: { '/sbin/tini': 'tini', '/bin/bash': 'shell' },
      }),
      env({ ME_CONFIG_EDITORTHEME: 'default' }),
      env({ ME_CONFIG_MONGODB_URL: 'mongodb://mongo:27017' }),
      env({ ME_CONFIG_MONGODB_ENABLE_ADMIN: 'true' }),
      env({ VCAP_APP_HOST: '0.0.0.0' }),
      env({ MONGO_EXPRESS: version }),
      workdir('/app'),
      copy('--from=build /app/build', '/app/build/', {
        share: 1,
        executables: { '/usr/local/bin/mongo-express': 'mongo-express' },
      }),
      expose(8081),
      copy('docker-entrypoint.sh', '/', {
        executables: { '/docker-entrypoint.sh': 'mongo-express-entrypoint' },
      }),
      entrypoint('/sbin/tini', '--', '/docker-entrypoint.sh'),
      cmd('mongo-express'),
    ]),
  [
    ['1.0.2 1.0 1 latest', 62.0],
    ['0.54.0 0.54', 54.0],
  ],
  'amd64 arm64/v8',
);
