import { expect, test } from 'vitest';
import { openMachine } from '../../../harness/machine.ts';

const busybox = openMachine();
const debian = openMachine({ image: 'debian' });

/** Command line, split at spaces → standard output, standard error, exit code. */
type Case = readonly [command: string, stdout: string, stderr: string, code: number];

const busyboxCases: readonly Case[] = [
  ['whoami', 'root\n', '', 0],
  ['id', 'uid=0(root) gid=0(root) groups=0(root),10(wheel)\n', '', 0],
  ['uname', 'Linux\n', '', 0],
  ['hostname', 'c0ffee000000\n', '', 0],
  ['date -u +%F', '2026-01-01\n', '', 0],
  ['date -d @0 +%s', '0\n', '', 0],
  ['timeout 1 sleep 5', '', '', 143],
  ['env nope', '', "env: can't execute 'nope': No such file or directory\n", 127],
  ['kill 99999', '', "kill: can't kill pid 99999: No such process\n", 1],
  ['kill nope', '', "kill: invalid number 'nope'\n", 1],
  ['killall nope', '', 'killall: nope: no process killed\n', 1],
  ['pidof cat', '1\n', '', 0],
  ['pgrep -l cat', '1 cat\n', '', 0],
  ['sleep x', '', "sleep: invalid number 'x'\n", 1],
  ['tty', 'not a tty\n', '', 1],
  ['adduser -D app', '', '', 0],
  ['id app', 'uid=1000(app) gid=1000(app) groups=1000(app)\n', '', 0],
  ['adduser -D app', '', "adduser: user 'app' in use\n", 1],
];

const debianCases: readonly Case[] = [
  ['id nope', '', "id: 'nope': no such user\n", 1],
  ['timeout 1 sleep 5', '', '', 124],
  ['timeout 1 nope', '', "timeout: failed to run command 'nope': No such file or directory\n", 127],
  ['env nope', '', "env: 'nope': No such file or directory\n", 127],
  ['sleep x', '', "sleep: invalid time interval 'x'\nTry 'sleep --help' for more information.\n", 1],
  ['nproc', '2\n', '', 0],
  ['useradd -m -u 1234 app', '', '', 0],
  ['id app', 'uid=1234(app) gid=1234(app) groups=1234(app)\n', '', 0],
  ['stat -c %U /home/app', 'app\n', '', 0],
];

test.each(busyboxCases)('busybox: %s', (command, stdout, stderr, code) => {
  expect(busybox.run(command.split(' '))).toEqual({ stdout, stderr, code });
});

test.each(debianCases)('Debian: %s', (command, stdout, stderr, code) => {
  expect(debian.run(command.split(' '))).toEqual({ stdout, stderr, code });
});

test('ps shows the processes of the container', () => {
  const { stdout } = openMachine().run(['ps']);
  expect(stdout).toMatch(/^PID {3}USER {5}TIME {2}COMMAND\n {4}1 root {6}0:00 cat\n +\d+ root {6}0:00 ps\n$/);
});

test('a sleeping process sleeps on after a restart', () => {
  const machine = openMachine();
  const started = machine.start(['sleep', '10']);
  machine.advance(4);
  const again = machine.reload();
  expect(started.code).toBeUndefined();
  again.advance(7);
  expect(started.code).toBe(0);
});

test('top refreshes on a terminal until q is pressed', () => {
  const machine = openMachine();
  const started = machine.start(['top'], { terminal: true, stdin: '' });
  machine.advance(6);
  expect(started.stdout.match(/Load average/g)?.length).toBe(2);
  started.type('q');
  expect(started.code).toBe(0);
});
