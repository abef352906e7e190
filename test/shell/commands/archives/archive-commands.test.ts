import { expect, test } from 'vitest';
import { openMachine } from '../../../harness/machine.ts';

const machines = { busybox: openMachine(), gnu: openMachine({ image: 'debian' }) };
for (const machine of Object.values(machines)) {
  machine.write('/d/hosts', 'one\n');
  machine.write('/d/sub/two', 'two\n', 0o600);
  machine.write('/bad.tar', 'this is no archive\n'.repeat(50));
  machine.run(['ln', '-s', 'hosts', '/d/link']);
  machine.run(['ln', '/d/hosts', '/d/same']);
  machine.run(['mkdir', '/out', '/strip', '/piped']);
  machine.run(['cp', '/bin/cat', '/d/program']);
}

type Case = readonly [
  flavour: keyof typeof machines,
  command: string,
  stdout: string,
  stderr?: string,
  code?: number,
];

const bothCases: readonly (readonly [command: string, stdout: string, stderr?: string, code?: number])[] = [
  ['tar -cf /a.tar -C / d', ''],
  ['tar tf /a.tar', 'd/\nd/hosts\nd/link\nd/program\nd/same\nd/sub/\nd/sub/two\n'],
  ['tar -czvf /a.tgz -C / --exclude d/program d', 'd/\nd/hosts\nd/link\nd/same\nd/sub/\nd/sub/two\n'],
  ['tar xzf /a.tgz -C /out', ''],
  ['cat /out/d/same /out/d/link /out/d/sub/two', 'one\none\ntwo\n'],
  ['stat -c %h,%a /out/d/hosts /out/d/sub/two', '2,644\n1,600\n'],
  ['readlink /out/d/link', 'hosts\n'],
  ['tar -xf /a.tar -C /strip --strip-components=1 d/sub d/program', ''],
  ['cat /strip/sub/two', 'two\n'],
  ['tar xOf /a.tar d/hosts', 'one\n'],
  ['gzip -k /d/hosts', ''],
  ['zcat /d/hosts.gz', 'one\n'],
  ['gunzip -c /d/hosts.gz', 'one\n'],
  ['rm /d/hosts', ''],
  ['gzip -d /d/hosts.gz', ''],
  ['cat /d/hosts', 'one\n'],
];

const cases: readonly Case[] = [
  ...bothCases.flatMap(([command, ...rest]): Case[] => [
    ['gnu', command, ...rest],
    ['busybox', command, ...rest],
  ]),
  ['gnu', '/strip/program /strip/sub/two', 'two\n'],
  [
    'gnu',
    'tar tvf /a.tgz',
    `drwxr-xr-x root/root         0 2026-01-01 00:00 d/
-rw-r--r-- root/root         4 2026-01-01 00:00 d/hosts
lrwxrwxrwx root/root         0 2026-01-01 00:00 d/link -> hosts
hrw-r--r-- root/root         0 2026-01-01 00:00 d/same link to d/hosts
drwxr-xr-x root/root         0 2026-01-01 00:00 d/sub/
-rw------- root/root         4 2026-01-01 00:00 d/sub/two
`,
  ],
  ['gnu', 'stat -c %s /a.tar', expect.stringMatching(/^\d+0240\n$|^\d+0\n$/)],
  ['gnu', 'tar cf /b.tar /d/sub', '', "tar: Removing leading `/' from member names\n"],
  ['busybox', 'tar cf /b.tar /d/sub', '', "tar: removing leading '/' from member names\n"],
  [
    'gnu',
    'tar cf /b.tar nope',
    '',
    'tar: nope: Cannot stat: No such file or directory\ntar: Exiting with failure status due to previous errors\n',
    2,
  ],
  [
    'busybox',
    'tar cf /b.tar nope',
    '',
    'tar: nope: No such file or directory\ntar: error exit delayed from previous errors\n',
    1,
  ],
  [
    'gnu',
    'tar xf /nope.tar',
    '',
    'tar: /nope.tar: Cannot open: No such file or directory\ntar: Error is not recoverable: exiting now\n',
    2,
  ],
  ['busybox', 'tar xf /nope.tar', '', "tar: can't open '/nope.tar': No such file or directory\n", 1],
  [
    'gnu',
    'tar xf /bad.tar',
    '',
    'tar: This does not look like a tar archive\ntar: Skipping to next header\ntar: Exiting with failure status due to previous errors\n',
    2,
  ],
  [
    'gnu',
    'tar xzf /a.tar',
    '',
    'gzip: stdin: not in gzip format\ntar: Child returned status 1\ntar: Error is not recoverable: exiting now\n',
    2,
  ],
  [
    'gnu',
    'tar xf /a.tar nope',
    '',
    'tar: nope: Not found in archive\ntar: Exiting with failure status due to previous errors\n',
    2,
  ],
  [
    'gnu',
    'tar cjf /a.tbz d',
    '',
    'tar (child): bzip2: Cannot exec: No such file or directory\ntar (child): Error is not recoverable: exiting now\ntar: Child returned status 2\ntar: Error is not recoverable: exiting now\n',
    2,
  ],
  [
    'gnu',
    'tar cf /a.tar',
    '',
    "tar: Cowardly refusing to create an empty archive\nTry 'tar --help' or 'tar --usage' for more information.\n",
    2,
  ],
  [
    'gnu',
    'tar f /a.tar',
    '',
    "tar: You must specify one of the '-Acdtrux', '--delete' or '--test-label' options\nTry 'tar --help' or 'tar --usage' for more information.\n",
    2,
  ],
  ['gnu', 'gzip nope', '', 'gzip: nope: No such file or directory\n', 1],
  ['gnu', 'gzip /d', '', 'gzip: /d is a directory -- ignored\n', 2],
  ['gnu', 'gunzip /bad.tar', '', 'gzip: /bad.tar: unknown suffix -- ignored\n'.replace('gzip', 'gunzip'), 2],
  ['busybox', 'zcat /bad.tar', '', 'zcat: invalid magic\n', 1],
];

for (const [flavour, command, stdout, stderr = '', code = 0] of cases) {
  test(`${flavour}: ${command}`, () => {
    expect(machines[flavour].run(command.split(' '))).toEqual({ stdout, stderr, code });
  });
}

test('bytes go through gzip and a pipe unharmed', () => {
  const machine = machines.gnu;
  machine.run(['dd', 'if=/dev/urandom', 'of=/random', 'bs=1000', 'count=700']);
  const [sum] = machine.run(['md5sum', '/random']).stdout.split(' ');
  machine.run(['gzip', '/random']);
  expect(machine.run(['gunzip', '/random.gz'])).toEqual({ stdout: '', stderr: '', code: 0 });
  expect(machine.run(['md5sum', '/random']).stdout).toBe(`${sum}  /random\n`);
});
