import { expect, it } from 'vitest';
import { HOST, openLxcHost } from '../harness/os-containers.ts';

const host = openLxcHost();
host.launch('c1');

it.each([
  [
    'output, errors and the exit code',
    'echo out; echo err >&2; exit 3',
    {},
    { stdout: 'out\n', stderr: 'err\n', exitCode: 3 },
  ],
  ['what it is given to read', 'wc -c', { stdin: 'twelve bytes' }, { stdout: '12\n', exitCode: 0 }],
  ['an empty input', 'cat', {}, { stdout: '', exitCode: 0 }],
  ['variables', 'echo $A-$container-$HOME', { env: { A: 'a b' } }, { stdout: 'a b-lxc-/root\n' }],
  ['another user', 'id -un; id -u', { user: 'guest' }, { stdout: 'guest\n405\n' }],
  ['a directory', 'pwd', { workingDirectory: '/etc' }, { stdout: '/etc\n' }],
  ['the signal that killed it', 'kill -9 $$', {}, { exitCode: 137 }],
  [
    'the namespaces of the container',
    'cat /proc/self/cgroup; cat /proc/1/cgroup',
    {},
    { stdout: '0::/.lxc\n0::/\n' },
  ],
])('a command has %s', (_, script, request, expected) => {
  expect(host.attach('c1', script, request)).toMatchObject({
    state: 'exited',
    truncated: false,
    ...expected,
  });
});

it.each([
  ['a command that isn’t there', { argv: ['nope'] }, 127, 'exec: "nope": executable file not found in $PATH'],
  ['a file that nobody may execute', { argv: ['/etc/passwd'] }, 126, 'permission denied'],
  ['a user that isn’t there', { user: 'nobody-here' }, 1, 'unable to find user nobody-here'],
  ['a directory that isn’t there', { workingDirectory: '/nope' }, 127, 'no such file or directory'],
])('says what is wrong with %s', (_, request, exitCode, message) => {
  const ran = host.attach('c1', 'true', request);
  expect(ran).toMatchObject({ state: 'exited', exitCode, stdout: '' });
  expect(ran.stderr).toContain('lxc-attach: c1: ');
  expect(ran.stderr).toContain(message);
});

it('keeps output up to a limit, and says so', () => {
  const { stdout, truncated } = host.attach('c1', 'yes | head -c 200000');
  expect({ length: stdout.length, truncated }).toEqual({ length: 65_536, truncated: true });
});

it('runs on until it ends or is removed', () => {
  const { id } = host.ask('runCommand', HOST, 'c1', { argv: ['sleep', '1000'], env: {} });
  host.advance(10);
  expect(host.ask('getCommand', HOST, 'c1', id).state).toBe('running');
  host.ask('removeCommand', HOST, 'c1', id);
  host.advance(1);
  expect(host.attach('c1', 'pidof sleep').exitCode).toBe(1);
  expect(() => host.ask('getCommand', HOST, 'c1', id)).toThrow('unknown command');
});

it('has a limit on commands that run, and forgets old ones', () => {
  const running = Array.from({ length: 20 }, () =>
    host.ask('runCommand', HOST, 'c1', { argv: ['sleep', '1000'], env: {} }),
  );
  expect(() => host.ask('runCommand', HOST, 'c1', { argv: ['true'], env: {} })).toThrow('too many commands');
  for (const { id } of running) host.ask('removeCommand', HOST, 'c1', id);
  for (let count = 0; count < 110; count++) host.ask('runCommand', HOST, 'c1', { argv: ['nope'], env: {} });
  expect(host.ask('listCommands', HOST, 'c1')).toHaveLength(100);
});

it('ends with its container', () => {
  host.launch('c2');
  const { id } = host.ask('runCommand', HOST, 'c2', { argv: ['sleep', '1000'], env: {} });
  host.advance(1);
  host.ask('stopOsContainer', HOST, 'c2', { kill: true });
  expect(host.ask('getCommand', HOST, 'c2', id)).toMatchObject({ state: 'exited', exitCode: 137 });
  expect(() => host.ask('runCommand', HOST, 'c2', { argv: ['true'], env: {} })).toThrow('container stopped');
});
