import { fromImage } from '../bases.ts';
import { cmd, copy, dockerfile, env, expose, run, user, volume, workdir } from '../build-steps.ts';
import { eclipseTemurin } from '../eclipse-temurin.ts';
import { plain } from '../repository.ts';

export const solr = plain(
  ['docker.io/library/solr'],
  () =>
    dockerfile(
      fromImage(eclipseTemurin, '17-jre'),
      [
        env({
          SOLR_USER: 'solr',
          SOLR_UID: '8983',
          SOLR_GROUP: 'solr',
          PATH: '/opt/solr/bin:/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        }),
        run(['set -ex', 'groupadd -r --gid 8983 solr', 'useradd -r --uid 8983 --gid 8983 solr'], {
          kb: 4.3,
          users: ['solr:x:8983:8983::/home/solr:/bin/sh'],
        }),
        copy('--from=build', '/opt/solr/bin', {
          share: 1,
          executables: { '/opt/solr/bin/solr-foreground': 'solr' },
        }),
        workdir('/opt/solr'),
        volume('/var/solr'),
        expose(8983),
        user('8983'),
        cmd('solr-foreground'),
      ],
      { unpacking: 2 },
    ),
  [
    ['9.8.1 9.8 9 latest', 330.0],
    ['8.11.4 8.11 8', 310.0],
    ['7.7.3 7', 290.0],
  ],
);
