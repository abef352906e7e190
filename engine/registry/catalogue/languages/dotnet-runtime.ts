import { from } from '../bases.ts';
import { cmd, copy, dockerfile, env, run } from '../build-steps.ts';
import { aptInstall } from '../gosu-step.ts';
import { plain } from '../repository.ts';

export const dotnetRuntime = plain(
  ['mcr.microsoft.com/dotnet/runtime'],
  (version) =>
    dockerfile(from('debian:bookworm-slim'), [
      env({ APP_UID: '1654', ASPNETCORE_HTTP_PORTS: '8080', DOTNET_RUNNING_IN_CONTAINER: 'true' }),
      run(aptInstall('ca-certificates libc6 libgcc-s1 libicu72 libssl3 libstdc++6 tzdata zlib1g'), {
        mb: 46,
      }),
      run('groupadd --gid=$APP_UID app   && useradd -l --uid=$APP_UID --gid=$APP_UID --create-home app', {
        kb: 4.4,
        users: ['app:x:1654:1654::/home/app:/bin/sh'],
      }),
      env({ DOTNET_VERSION: version }),
      copy('/dotnet', '/usr/share/dotnet', { share: 1, executables: { '/usr/bin/dotnet': 'not-modelled' } }),
      cmd('bash'),
    ]),
  [
    ['9.0.7 9.0 latest', 80.0],
    ['8.0.18 8.0 8.0-bookworm-slim', 76.0],
    ['7.0.20 7.0', 74.0],
    ['6.0.36 6.0', 72.0],
  ],
  'amd64 arm/v7 arm64/v8',
);
