import { expect, test } from 'vitest';
import { publicName } from '../../../../engine/network/public-names.ts';
import { openMachine, type TestMachine } from '../../../harness/machine.ts';

/** Where packages come and go. */
let debian: TestMachine | undefined;

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

test.each(
  'deb.debian.org archive.ubuntu.com dl-cdn.alpinelinux.org mirrors.almalinux.org mirrors.rockylinux.org mirrors.fedoraproject.org pypi.org registry.npmjs.org'.split(
    ' ',
  ),
)('the public DNS knows the server of packages %s', (name) => {
  expect(publicName(name)?.addresses).toContainEqual(expect.stringMatching(/^\d+\./));
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

test.each<[script: string, stdout: string, stderr: string, code: number]>([
  ['echo n | apt-get install curl | tail -1', 'Do you want to continue? [Y/n] Abort.\n', '', 0],
  [
    'apt-get install -qq tree; echo y | apt-get remove tree | tail -2; which tree',
    `Selecting previously unselected package tree.
(Reading database ... 6090 files and directories currently installed.)
Preparing to unpack .../tree_2.1.0-1_amd64.deb ...
Unpacking tree (2.1.0-1) ...
Setting up tree (2.1.0-1) ...
Do you want to continue? [Y/n] (Reading database ... 6130 files and directories currently installed.)
Removing tree (2.1.0-1) ...
`,
    'debconf: delaying package configuration, since apt-utils is not installed\n',
    1,
  ],
  [
    'apt-get install -y tree=9 2>&1 | tail -1; apt-get -s install tree | tail -2; apt-cache policy tree; apt-get search x',
    `E: Version '9' for 'tree' was not found
Inst tree (2.1.0-1 Debian:12/oldstable [amd64])
Conf tree (2.1.0-1 Debian:12/oldstable [amd64])
tree:
  Installed: (none)
  Candidate: 2.1.0-1
  Version table:
     2.1.0-1 500
        500 http://deb.debian.org/debian bookworm/main amd64 Packages
`,
    'E: Invalid operation search\n',
    100,
  ],
  [
    "apt search '^tre' 2>/dev/null; apt list 'tre*' 2>/dev/null; apt show nosuch 2>&1 | tail -2",
    `Sorting...
Full Text Search...
tree/oldstable 2.1.0-1 amd64
  displays an indented directory tree, in color

Listing...
tree/oldstable 2.1.0-1 amd64
N: Unable to locate package nosuch
E: No packages found
`,
    '',
    0,
  ],
])('apt: %s', (script, stdout, stderr, code) => {
  debian ??= openMachine({ image: 'debian:12' });
  debian.write('/etc/hosts', '127.0.0.1 localhost deb.debian.org\n');
  debian.run(['apt-get', 'update']);
  expect(debian.run(['bash', '-c', script], { stdin: '' })).toEqual({ stdout, stderr, code });
});

test('apk add brings commands, apk del takes them away', () => {
  const machine = openMachine({ image: 'alpine' });
  machine.write('/etc/hosts', '127.0.0.1 localhost dl-cdn.alpinelinux.org\n');
  const { stdout } = machine.run(['apk', 'add', '--no-cache', 'tini']);
  expect(stdout).toContain(
    '(1/1) Installing tini (0.19.0-r3)\nExecuting busybox-1.37.0-r18.trigger\nOK: 7 MiB in 17 packages\n',
  );
  expect(machine.run(['tini', '--', 'sh', '-c', 'exit 3']).code).toBeDefined();
  expect(machine.run(['apk', 'info']).stdout).toMatch(/^alpine-baselayout\n.*\nzlib\ntini\n$/s);
  const added = machine.sh(
    'apk add curl >/dev/null; apk add --no-cache --virtual .deps make git | tail -4; cat /etc/apk/world',
  );
  expect(added.stdout).toMatch(
    /^\(4\/4\) Installing \.deps \(20260101\.\d{6}\)\nExecuting busybox-1\.37\.0-r18\.trigger\nOK/m,
  );
  expect(added.stdout).toMatch(/^\.deps\nalpine-baselayout\n.*\ncurl\n.*tini\n$/ms);
  expect(machine.sh('apk del .deps; apk del libcurl; apk add tini=9').stdout).toMatch(
    /^\(1\/4\) Purging \.deps \(\d{8}\.\d{6}\)\n\(2\/4\) Purging git .*\n\(4\/4\) Purging make .*\nOK.*libcurl: curl\n\nOK/s,
  );
  expect(machine.run(['apk', 'add', 'tini=9']).stderr).toBe(
    'ERROR: unable to select packages:\n  tini-0.19.0-r3:\n    breaks: world[tini=9]\n',
  );
  machine.run(['apk', 'del', 'tini']);
  expect(machine.run(['which', 'tini']).code).toBe(1);
});
