import { expect, test } from 'vitest';
import { openMachine } from '../../../harness/machine.ts';

const machines = {
  busybox: openMachine(),
  gnu: openMachine({ image: 'debian' }),
  alpine: openMachine({ image: 'alpine' }),
};
for (const machine of Object.values(machines)) {
  machine.write('/d/sub/deep', '1\n');
  machine.write('/d/top', 'text\n');
  machine.write('/d/script', '#!/bin/sh\n');
  machine.write('/d/data.json', '{"a":1}\n');
  machine.write('/etc/hosts', '127.0.0.1 localhost\n10.0.0.7 db database\n');
  machine.sandbox.transact(() => {
    const { runtime, filesystems } = machine.sandbox.machines;
    const caller = runtime.caller(machine.containerId);
    if (caller === undefined) throw new Error('no container');
    for (const program of ['bc', 'file', 'getenforce', 'sestatus', 'less', 'vi', 'nano']) {
      const flavour = machine === machines.gnu ? 'gnu' : 'busybox';
      if (machine === machines.gnu || program === 'getenforce') {
        filesystems.installExecutable(caller, `/usr/bin/${program}`, { program, flavour }, 1000);
      }
    }
  });
}

type Case = readonly [
  image: keyof typeof machines,
  command: string,
  stdout: string,
  stderr?: string,
  code?: number,
  stdin?: string,
];

const cases: readonly Case[] = [
  ['gnu', 'getent passwd root', 'root:x:0:0:root:/root:/bin/bash\n'],
  ['gnu', 'getent group nope', '', '', 2],
  ['gnu', 'getent hosts db', '10.0.0.7        db\n'],
  [
    'gnu',
    'getent nope',
    '',
    "Unknown database: nope\nTry `getent --help' or `getent --usage' for more information.\n",
    1,
  ],
  [
    'busybox',
    'tree /d',
    '/d\n├── data.json\n├── script\n├── sub\n│   └── deep\n└── top\n\n1 directories, 4 files\n',
  ],
  [
    'gnu',
    'file /d /d/top /d/script /d/data.json /bin/cat',
    `/d:           directory
/d/top:       ASCII text
/d/script:    POSIX shell script, ASCII text executable
/d/data.json: JSON text data
/bin/cat:     ELF 64-bit LSB pie executable, x86-64, version 1 (SYSV), dynamically linked, interpreter /lib64/ld-linux-x86-64.so.2, for GNU/Linux 3.2.0, stripped
`,
  ],
  ['gnu', 'install -D -m 600 /d/top /i/j/top', ''],
  ['gnu', 'stat -c %a /i/j/top /i/j', '600\n755\n'],
  ['gnu', 'install -d /i/k/l', ''],
  ['gnu', 'install nope /i/x', '', "install: cannot stat 'nope': No such file or directory\n", 1],
  [
    'gnu',
    'chroot /nope',
    '',
    "chroot: cannot change root directory to '/nope': No such file or directory\n",
    125,
  ],
  ['gnu', 'unshare -n sh', '', 'unshare: unshare failed: Operation not permitted\n', 1],
  ['gnu', 'dmesg', '', 'dmesg: read kernel buffer failed: Operation not permitted\n', 1],
  ['busybox', 'dmesg', '', 'dmesg: klogctl: Operation not permitted\n', 1],
  ['gnu', 'getenforce', 'Disabled\n'],
  ['gnu', 'sestatus', 'SELinux status:                 disabled\n'],
  ['gnu', 'passwd -l daemon', '', 'passwd: password expiry information changed.\n'],
  ['gnu', 'passwd nope', '', "passwd: user 'nope' does not exist\n", 1],
  [
    'gnu',
    'bc',
    '3.333\n1024\n.5\n7\n',
    '',
    0,
    'scale=3\n10/3\n2^10\n1/2*1.0\nx=3; x+4\n'.replace('1/2*1.0', 'scale=1;1/2'),
  ],
  [
    'gnu',
    'bc',
    '5\n',
    '(standard_in) 1: syntax error\nRuntime error (func=(main), adr=0): Divide by zero\n',
    0,
    '1+\n1/0\n2+3\n',
  ],
  ['gnu', 'bc -l', '1.41421356237309504880\n', '', 0, 'sqrt(2)\n'],
  ['gnu', 'less /d/top', 'text\n'],
  ['gnu', 'less nope', '', 'nope: No such file or directory\n', 1],
  ['busybox', 'more /d/top', 'text\n'],
  [
    'alpine',
    'vi /d/top',
    '',
    'vi: editors are not simulated: write files with a here-document or echo, change them with sed\n',
    1,
  ],
];

for (const [image, command, stdout, stderr = '', code = 0, stdin] of cases) {
  test(`${image}: ${command} ${stdin ?? ''}`, () => {
    const ran = machines[image].run(command.split(' '), stdin === undefined ? {} : { stdin });
    expect(ran).toEqual({ stdout, stderr, code });
  });
}

test('lscpu and lsblk show the host', () => {
  expect(machines.gnu.run(['lscpu']).stdout).toMatch(/^Architecture: +x86_64\n[\s\S]*\nCPU\(s\): +2\n/);
  expect(machines.gnu.run(['lsblk']).stdout).toMatch(/^NAME .*\nvda {4}254:0 {4}0 {3}40G {2}0 disk \n/);
});

test('crond waits for ever', () => {
  const started = machines.alpine.start(['crond', '-f']);
  machines.alpine.advance(3600);
  expect(started.code).toBeUndefined();
  started.signal('SIGTERM');
  machines.alpine.advance(1);
  expect(started.code).toBe(143);
});
