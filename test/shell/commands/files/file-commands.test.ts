import { expect, test } from 'vitest';
import { openMachine } from '../../../harness/machine.ts';

const busybox = openMachine();
const debian = openMachine({ image: 'debian' });

/** Command line, split at spaces → standard output, standard error, exit code. */
type Case = readonly [command: string, stdout: string, stderr: string, code: number];

const busyboxCases: readonly Case[] = [
  ['mkdir -p /a/b/c', '', '', 0],
  ['mkdir /a', '', "mkdir: can't create directory '/a': File exists\n", 1],
  ['touch /a/f', '', '', 0],
  [
    'ls -l /a',
    'total 4\ndrwxr-xr-x    3 root     root          4096 Jan  1 00:00 b\n-rw-r--r--    1 root     root             0 Jan  1 00:00 f\n',
    '',
    0,
  ],
  ['ls nope', '', 'ls: nope: No such file or directory\n', 1],
  ['cp -r /a /z', '', '', 0],
  ['find /z', '/z\n/z/b\n/z/b/c\n/z/f\n', '', 0],
  ['mv /z /y', '', '', 0],
  ['find /y -type d', '/y\n/y/b\n/y/b/c\n', '', 0],
  ['find /y -name f -exec basename {} ;', 'f\n', '', 0],
  ['find /y -exec ls -d {} +', '/y\n/y/b\n/y/b/c\n/y/f\n', '', 0],
  ['find /y ! -type d -o -name c -print', '/y/b/c\n', '', 0],
  ['chmod u+s,go-r /a/f', '', '', 0],
  ['stat -c %a:%U:%n /a/f', '4600:root:/a/f\n', '', 0],
  ['chown daemon:daemon /a/f', '', '', 0],
  ['stat -c %U:%G /a/f', 'daemon:daemon\n', '', 0],
  ['chown nope /a/f', '', 'chown: unknown user nope\n', 1],
  ['cp nope x', '', "cp: can't stat 'nope': No such file or directory\n", 1],
  ['mv nope x', '', "mv: can't rename 'nope': No such file or directory\n", 1],
  ['rm /y', '', "rm: '/y' is a directory\n", 1],
  ['rm -r /y', '', '', 0],
  ['rm /y', '', "rm: can't remove '/y': No such file or directory\n", 1],
  ['rm -f /y', '', '', 0],
  ['rmdir /a', '', "rmdir: '/a': Directory not empty\n", 1],
  ['ln -s /a/b /l', '', '', 0],
  ['readlink -f /l/c', '/a/b/c\n', '', 0],
  ['basename /a/b.c .c', 'b\n', '', 0],
  ['which ls', '/bin/ls\n', '', 0],
];

const debianCases: readonly Case[] = [
  ['ls nope', '', "ls: cannot access 'nope': No such file or directory\n", 2],
  ['mkdir /etc', '', "mkdir: cannot create directory '/etc': File exists\n", 1],
  ['rm nope', '', "rm: cannot remove 'nope': No such file or directory\n", 1],
  ['cp nope x', '', "cp: cannot stat 'nope': No such file or directory\n", 1],
  ['cp /etc /tmp/x', '', "cp: -r not specified; omitting directory '/etc'\n", 1],
  ['chmod 999 /etc/passwd', '', "chmod: invalid mode: '999'\nTry 'chmod --help' for more information.\n", 1],
  ['touch -d 2020-01-02T03:04:05 /tmp/q', '', '', 0],
  ['ls -l /tmp/q', '-rw-r--r-- 1 root root 0 Jan  2  2020 /tmp/q\n', '', 0],
  ['find /tmp -type f -printf %p:%s', '/tmp/q:0', '', 0],
  ['find /tmp -nope', '', "find: unknown predicate `-nope'\n", 1],
  ['truncate -s 5K /tmp/t', '', '', 0],
  ['stat -c %s /tmp/t', '5120\n', '', 0],
];

test.each(busyboxCases)('busybox: %s', (command, stdout, stderr, code) => {
  expect(busybox.run(command.split(' '))).toEqual({ stdout, stderr, code });
});

test.each(debianCases)('Debian: %s', (command, stdout, stderr, code) => {
  expect(debian.run(command.split(' '))).toEqual({ stdout, stderr, code });
});

test('a gigabyte of zeros is a matter of milliseconds', () => {
  const written = debian.run('dd if=/dev/zero of=/big bs=1M count=1024'.split(' '));
  expect(written.stderr).toContain('1024+0 records out\n1073741824 bytes (1.1 GB, 1.0 GiB) copied');
  expect(debian.run(['ls', '-lh', '/big']).stdout).toContain(' 1.0G ');
});
