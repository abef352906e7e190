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
  expect(machine.run(['apt-get', 'install', '-y', 'curl'], { user: 'daemon' }).stderr).toContain('are you root?');
});
