import { from } from '../bases.ts';
import { copy, dockerfile, entrypoint, expose } from '../build-steps.ts';
import { plain } from '../repository.ts';

export const mailhog = plain(
  ['docker.io/mailhog/mailhog'],
  () =>
    dockerfile(from('alpine:3.22'), [
      copy('MailHog', '/usr/local/bin/MailHog', {
        share: 1,
        executables: { '/usr/local/bin/MailHog': 'mailhog' },
      }),
      expose(1025, 8025),
      entrypoint('MailHog'),
    ]),
  [
    ['v1.0.1 latest', 7.9],
    ['v1.0.0', 7.8],
  ],
  'amd64',
);
