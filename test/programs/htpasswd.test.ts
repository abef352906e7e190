import { expect, it } from 'vitest';
import { apr1 } from '../../engine/programs/passwords/apr1.ts';
import { matchesBcrypt } from '../../engine/programs/passwords/bcrypt.ts';
import { openDocker } from '../harness/docker-api.ts';

/** Hashes that others made: of the test suites of crypt_blowfish and of Apache. */
it.each([
  ['U*U', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW', true],
  ['U*U*', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW', false],
  ['', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy', true],
  ['secret', '$2y$05$/uaF/uaF/uaF/uaF/uaF/uqOlJvf5V6mxHa8l/Vi42EntB04znnsa', true],
  ['secret', '$2y$17$/uaF/uaF/uaF/uaF/uaF/uqOlJvf5V6mxHa8l/Vi42EntB04znnsa', false],
  ['secret', 'secret', false],
])('%s has the bcrypt hash %s: %s', (password, stored, matches) => {
  expect(matchesBcrypt(password, stored)).toBe(matches);
});

it("Apache's MD5 is what Apache's own tools make", () => {
  expect(apr1('myPassword', 'r31.....')).toBe('$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/');
});

/** What htpasswd prints and how it ends, in a container of httpd. */
async function run(script: string): Promise<string> {
  const docker = openDocker();
  await docker.ask('POST', '/images/create?fromImage=httpd&tag=2');
  const config = { Image: 'httpd:2', Entrypoint: ['sh', '-c', script], Tty: true };
  await docker.ask('POST', '/containers/create?name=it', config);
  await docker.ask('POST', '/containers/it/start');
  await docker.ask('POST', '/containers/it/wait');
  const { bytes } = await docker.ask('GET', '/containers/it/logs?stdout=1&stderr=1');
  return new TextDecoder().decode(bytes).replaceAll('\r', '');
}

it.each([
  ['htpasswd -Bbn user pw | head -c 12', 'user:$2y$05$'],
  ['htpasswd -nbs user password', 'user:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n\n'],
  ['htpasswd -nbp user password', 'user:password\n\n'],
  ['echo pw | htpasswd -niB -C 4 user | head -c 12', 'user:$2y$04$'],
  [
    'htpasswd -cb f a 1; htpasswd -b f a 2; htpasswd -vb f a 2',
    'Adding password for user a\nUpdating password for user a\nPassword for user a correct.\n',
  ],
  [
    'htpasswd -cBb f a 1; htpasswd -vb f a 2; echo $?',
    'Adding password for user a\npassword verification failed\n3\n',
  ],
  [
    'htpasswd -cbp f a 1; htpasswd -D f a; htpasswd -D f a; cat f',
    'Adding password for user a\nDeleting password for user a\nUser a not found\n',
  ],
  ['htpasswd -b none a 1; echo $?', "htpasswd: cannot modify file none; use '-c' to create it\n1\n"],
  [
    'htpasswd -x 2>&1 | head -1; htpasswd -nb a:b c; echo $?',
    "Usage:\nhtpasswd: username contains illegal character ':'\n2\n",
  ],
])('%s', async (script, printed) => {
  expect(await run(script)).toBe(printed);
});
