import { from } from '../bases.ts';
import { cmd, copy, dockerfile, env, expose, healthcheck, run, volume } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const gitlab = plain(
  ['docker.io/gitlab/gitlab-ce', 'docker.io/gitlab/gitlab-ee'],
  () =>
    dockerfile(
      from('ubuntu:24.04'),
      [
        run(
          [
            'apt-get update -q',
            'apt-get install -yq --no-install-recommends ca-certificates openssh-server wget apt-transport-https vim libatomic1 tzdata nano less',
          ],
          { mb: 82 },
        ),
        run('rm -rf /etc/update-motd.d /etc/motd /etc/motd.dynamic', { kb: 0 }),
        copy('assets/', '/assets/', { kb: 18, executables: { '/assets/wrapper': 'gitlab' } }),
        run('/assets/setup', {
          share: 1,
          folders: { '/etc/gitlab': '755', '/var/opt/gitlab': '755', '/var/log/gitlab': '755' },
        }),
        env({
          PATH: '/opt/gitlab/embedded/bin:/opt/gitlab/bin:/assets:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        }),
        env({ TERM: 'xterm' }),
        expose(443, 80, 22),
        volume('/etc/gitlab', '/var/opt/gitlab', '/var/log/gitlab'),
        cmd('/assets/wrapper'),
        healthcheck({
          test: ['CMD-SHELL', '/opt/gitlab/bin/gitlab-healthcheck --fail --max-time 10'],
          intervalMs: 60_000,
          timeoutMs: 30_000,
          retries: 5,
        }),
      ],
      { unpacking: 2.6 },
    ),
  [
    ['18.1.2-ce.0 latest 18.1.2-ee.0', 950.0],
    ['17.11.6-ce.0', 930.0],
    ['16.11.10-ce.0', 900.0],
    ['15.11.13-ce.0', 880.0],
  ],
);
