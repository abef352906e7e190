import { from } from '../bases.ts';
import { cmd, copy, dockerfile, entrypoint, env, expose, run, volume } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const gitea = plain(
  ['docker.io/gitea/gitea'],
  () =>
    dockerfile(from('alpine:3.22'), [
      expose(22, 3000),
      run(
        'apk --no-cache add bash ca-certificates curl gettext git linux-pam openssh s6 sqlite su-exec gnupg',
        {
          mb: 64,
          executables: { '/bin/bash': 'shell', '/usr/bin/curl': 'curl', '/usr/bin/git': 'not-modelled' },
        },
      ),
      run('addgroup -S -g 1000 git && adduser -S -H -D -h /data/git -s /bin/bash -u 1000 -G git git', {
        kb: 4.7,
        users: ['git:x:1000:1000:Linux User,,,:/data/git:/bin/bash'],
      }),
      env({ USER: 'git', GITEA_CUSTOM: '/data/gitea' }),
      volume('/data'),
      copy('--from=build-env /tmp/local', '/', {
        share: 1,
        executables: { '/usr/bin/entrypoint': 'plain-entrypoint', '/usr/bin/s6-svscan': 'gitea' },
      }),
      entrypoint('/usr/bin/entrypoint'),
      cmd('/usr/bin/s6-svscan', '/etc/s6'),
    ]),
  [
    ['1.24.2 1.24 1 latest', 78.0],
    ['1.21.11 1.21', 70.0],
    ['1.19.4', 65.0],
  ],
  'amd64 arm64 riscv64',
);
