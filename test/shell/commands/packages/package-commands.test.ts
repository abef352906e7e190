import { expect, test } from 'vitest';
import { openMachine } from '../../../harness/machine.ts';

const reading = 'Reading package lists...\nBuilding dependency tree...\nReading state information...\n';

test('apt-get knows no packages before an update', () => {
  expect(openMachine({ image: 'debian' }).run(['apt-get', 'install', '-y', 'curl'])).toEqual({
    stdout: reading,
    stderr: 'E: Unable to locate package curl\n',
    code: 100,
  });
});

test('without a network, apt-get update warns', () => {
  const { code, stderr, stdout } = openMachine({ image: 'debian' }).run(['apt-get', 'update']);
  expect(stdout).toContain("Temporary failure resolving 'deb.debian.org'");
  expect(stderr).toContain('W: Some index files failed to download.');
  expect(code).toBe(0);
});

test('without a network, apk knows no packages', () => {
  const { code, stderr } = openMachine({ image: 'alpine' }).run(['apk', 'add', 'curl']);
  expect(stderr).toContain('DNS: transient error (try again later)');
  expect(stderr).toContain(
    'ERROR: unable to select packages:\n  curl (no such package):\n    required by: world[curl]\n',
  );
  expect(code).toBe(1);
});

test('only root installs', () => {
  const machine = openMachine({ image: 'debian' });
  expect(machine.run(['apt-get', 'install', '-y', 'curl'], { user: 'daemon' }).stderr).toContain(
    'are you root?',
  );
});

test('what is installed can be run, and shows in dpkg -l', () => {
  const machine = openMachine({ image: 'debian' });
  machine.write('/etc/hosts', '127.0.0.1 localhost deb.debian.org\n');
  expect(machine.run(['apt-get', 'update']).stdout).toMatch(/^Get:1 .*\nFetched [\d.]+ kB in /s);
  const { code, stdout } = machine.run(['apt-get', 'install', '-y', 'curl', 'procps']);
  expect(stdout).toContain('The following NEW packages will be installed:\n  curl libcurl4 procps\n');
  expect(stdout).toContain('Setting up curl (7.88.1-10+deb12u14) ...\n');
  expect(code).toBe(0);
  expect(machine.run(['curl', '-sS', 'http://127.0.0.1']).stderr).toBe(
    "curl: (7) Failed to connect to 127.0.0.1 port 80 after 0 ms: Couldn't connect to server\n",
  );
  expect(machine.run(['ps', '-e', '-o', 'pid,args', '--no-headers']).stdout).toMatch(/^ +1 cat\n/);
  expect(machine.run(['dpkg', '-l', 'curl']).stdout).toMatch(/^ii {2}curl +7\.88\.1/m);
});

test('apk add brings commands, apk del takes them away', () => {
  const machine = openMachine({ image: 'alpine' });
  machine.write('/etc/hosts', '127.0.0.1 localhost dl-cdn.alpinelinux.org\n');
  const { stdout } = machine.run(['apk', 'add', '--no-cache', 'tini']);
  expect(stdout).toContain(
    '(1/1) Installing tini (0.19.0-r3)\nExecuting busybox-1.37.0-r18.trigger\nOK: 7 MiB in 17 packages\n',
  );
  expect(machine.run(['tini', '--', 'sh', '-c', 'exit 3']).code).toBeDefined();
  expect(machine.run(['apk', 'info']).stdout).toBe('tini\n');
  machine.run(['apk', 'del', 'tini']);
  expect(machine.run(['which', 'tini']).code).toBe(1);
});
