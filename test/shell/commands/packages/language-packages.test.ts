import { expect, test } from 'vitest';
import { openMachine } from '../../../harness/machine.ts';

const online = '127.0.0.1 localhost pypi.org registry.npmjs.org mirrors.almalinux.org\n';

function python() {
  const machine = openMachine({ image: 'python:3.12-slim' });
  machine.write('/etc/hosts', online);
  return machine;
}

test('pip install downloads a package and what it needs, and takes its time', () => {
  const machine = python();
  const before = machine.sandbox.now;
  const { stdout, stderr, code } = machine.run(['pip', 'install', '--no-cache-dir', 'requests>=2']);
  expect(stdout).toBe(`Collecting requests>=2
  Downloading requests-2.32.4-py3-none-any.whl.metadata (7.2 kB)
Collecting charset-normalizer<4,>=2 (from requests)
  Downloading charset_normalizer-3.4.2-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl.metadata (4.2 kB)
Collecting idna<4,>=2.5 (from requests)
  Downloading idna-3.10-py3-none-any.whl.metadata (2.8 kB)
Collecting urllib3<3,>=1.21.1 (from requests)
  Downloading urllib3-2.5.0-py3-none-any.whl.metadata (3.1 kB)
Collecting certifi>=2017.4.17 (from requests)
  Downloading certifi-2025.7.9-py3-none-any.whl.metadata (3.1 kB)
Downloading requests-2.32.4-py3-none-any.whl (64 kB)
     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 64.0/64.0 kB 1.4 MB/s eta 0:00:00
Downloading charset_normalizer-3.4.2-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl (148 kB)
     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 148.0/148.0 kB 2.7 MB/s eta 0:00:00
Downloading idna-3.10-py3-none-any.whl (70 kB)
     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 70.0/70.0 kB 1.5 MB/s eta 0:00:00
Downloading urllib3-2.5.0-py3-none-any.whl (129 kB)
     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 129.0/129.0 kB 2.4 MB/s eta 0:00:00
Downloading certifi-2025.7.9-py3-none-any.whl (159 kB)
     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 159.0/159.0 kB 2.8 MB/s eta 0:00:00
Installing collected packages: certifi, urllib3, idna, charset-normalizer, requests
Successfully installed certifi-2025.7.9 charset-normalizer-3.4.2 idna-3.10 requests-2.32.4 urllib3-2.5.0
`);
  expect(stderr).toMatch(/^WARNING: Running pip as the 'root' user/);
  expect(code).toBe(0);
  expect(machine.sandbox.now - before).toBeGreaterThan(1000);
  expect(machine.run(['pip', 'freeze']).stdout).toContain('requests==2.32.4\n');
  expect(machine.run(['pip', 'install', 'requests']).stdout).toContain(
    'Requirement already satisfied: requests in /usr/local/lib/python3.12/site-packages (2.32.4)\n',
  );
  expect(machine.run(['pip', 'show', 'requests']).stdout).toContain(
    'Requires: certifi, charset-normalizer, idna, urllib3\n',
  );
});

test('pip goes on when it has upgraded itself, and asks before it uninstalls', () => {
  const machine = python();
  const ran = machine.sh(
    'pip install --upgrade pip 2>/dev/null | tail -4; pip --version; pip install -q idna 2>/dev/null; echo n | pip uninstall idna; echo; echo | pip uninstall idna | tail -1; pip freeze',
  );
  expect(ran.stdout).toBe(`    Found existing installation: pip 24.0
    Uninstalling pip-24.0:
      Successfully uninstalled pip-24.0
Successfully installed pip-25.1.1
pip 25.1.1 from /usr/local/lib/python3.12/site-packages/pip (python 3.12)
Found existing installation: idna 3.10
Uninstalling idna-3.10:
  Would remove:
    /usr/local/lib/python3.12/site-packages/idna-3.10.dist-info/*
    /usr/local/lib/python3.12/site-packages/idna/*
Proceed (Y/n)?${' '}
Proceed (Y/n)?   Successfully uninstalled idna-3.10
`);
});

test('a requirements file is read line by line', () => {
  const machine = python();
  machine.write('/app/requirements.txt', '# what it needs\nFlask==2.0.1\ngunicorn  # the server\n');
  const { stdout, code } = machine.run(['pip3', 'install', '-r', 'requirements.txt'], { cwd: '/app' });
  expect(stdout).toContain('Collecting Flask==2.0.1 (from -r requirements.txt (line 2))\n');
  expect(stdout).toContain('Flask-2.0.1 ');
  expect(code).toBe(0);
  expect(machine.run(['head', '-n', '1', '/usr/local/bin/gunicorn']).stdout).toBe(
    '#!/usr/local/bin/python\n',
  );
  expect(machine.run(['pip', 'list']).stdout).toMatch(/^Package +Version\n-+ -+\n/);
});

test('what pip cannot find is said as pip says it', () => {
  const machine = python();
  expect(machine.run(['pip', 'install', 'no-such-thing'])).toEqual({
    stdout: '',
    stderr:
      'ERROR: Could not find a version that satisfies the requirement no-such-thing (from versions: none)\nERROR: No matching distribution found for no-such-thing\n',
    code: 1,
  });
  expect(machine.run(['pip', 'install', '-r', 'nope.txt']).stderr).toBe(
    "ERROR: Could not open requirements file: [Errno 2] No such file or directory: 'nope.txt'\n",
  );
  const offline = openMachine({ image: 'python:3.12-slim' }).run(['pip', 'install', 'flask'], {
    seconds: 300,
  });
  expect(offline.stderr).toMatch(
    /^WARNING: Retrying \(Retry\(total=4, .*Temporary failure in name resolution/,
  );
  expect(offline.code).toBe(1);
});

test('npm keeps package.json, its lock file and node_modules', () => {
  const machine = openMachine({ image: 'node:22-alpine' });
  machine.write('/etc/hosts', online);
  machine.write('/app/server.js', '');
  const npm = (...words: string[]) => machine.run(['npm', ...words], { cwd: '/app' });
  expect(npm('-v').stdout).toBe('10.9.2\n');
  expect(npm('install', 'express').stdout).toMatch(
    /^\nadded 66 packages, and audited 67 packages in \d+(?:ms|s)\n\n22 packages are looking for funding\n {2}run `npm fund` for details\n\nfound 0 vulnerabilities\n$/,
  );
  expect(JSON.parse(machine.read('/app/package.json'))).toEqual({ dependencies: { express: '^5.1.0' } });
  expect(npm('ls').stdout).toBe('app /app\n└── express@5.1.0\n\n');
  expect(npm('ci').stdout).toContain('added 66 packages');
  expect(npm('init', '-y').stdout).toMatch(/^Wrote to \/app\/package.json:\n\n\{\n {2}"name": "app",/);
  expect(npm('install', 'no-such-thing').stderr).toContain(
    "npm error 404  'no-such-thing@*' is not in this registry.\n",
  );
  expect(npm('run', 'nope').stderr).toMatch(/^npm error Missing script: "nope"\n/);
});

test.each([
  [
    'npm run build',
    '\n> app@1.0.0 prebuild\n> echo before\n\nbefore\n\n> app@1.0.0 build\n> echo $npm_lifecycle_event\n\nbuild\n\n> app@1.0.0 postbuild\n> echo after\n\nafter\n',
    0,
  ],
  ['npm run fail', '\n> app@1.0.0 fail\n> exit 3\n\n', 3],
  ["npm run args -- a 'b  c'", '\n> app@1.0.0 args\n> echo a b  c\n\na b  c\n', 0],
  ['npm run -s args hi', 'hi\n', 0],
  ['npm pkg set description=x; npm pkg get description', '"x"\n', 0],
  [
    'npm prefix; npm root; npm config get registry',
    '/app\n/app/node_modules\nhttps://registry.npmjs.org/\n',
    0,
  ],
  ['npx tool a', 'tool a\n', 0],
  ['npm exec tool -- a b', 'tool a b\n', 0],
  [
    'npx no-such-thing 2>&1 | head -n 2',
    'npm error code E404\nnpm error 404 Not Found - GET https://registry.npmjs.org/no-such-thing - Not found\n',
    0,
  ],
  [
    'npm uninstall tool | head -n 2 | tail -n 1; ls node_modules',
    'removed 1 package, and audited 1 package in 400ms\n',
    0,
  ],
])('%s', (script, stdout, code) => {
  const machine = openMachine({ image: 'node:22' });
  machine.write(
    '/app/package.json',
    '{"name":"app","version":"1.0.0","scripts":{"prebuild":"echo before","build":"echo $npm_lifecycle_event","postbuild":"echo after","fail":"exit 3","args":"echo"},"dependencies":{"tool":"1"}}',
  );
  machine.write('/app/node_modules/tool/package.json', '{"name":"tool","version":"1.0.0"}');
  machine.write('/app/node_modules/.bin/tool', '#!/bin/sh\necho tool "$@"\n', 0o755);
  const ran = machine.run(['sh', '-c', script], { cwd: '/app' });
  expect({ stdout: ran.stdout, code: ran.code }).toEqual({ stdout, code });
});

test('npm without a project or a lock file fails', () => {
  const machine = openMachine({ image: 'node:18-alpine' });
  const start = machine.run(['npm', 'start'], { cwd: '/tmp' });
  expect(start.stderr).toContain(
    "npm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '/tmp/package.json'\n",
  );
  expect(start.code).toBe(254);
  machine.write('/tmp/package.json', '{"dependencies":{"express":"^5.0.0"}}');
  expect(machine.run(['npm', 'ci'], { cwd: '/tmp' }).stderr).toContain('npm error code EUSAGE\n');
});

test('dnf installs what rpm then knows', () => {
  const machine = openMachine({ image: 'almalinux:9' });
  machine.write('/etc/hosts', online);
  const { stdout, stderr, code } = machine.run(['dnf', 'install', '-y', 'wget']);
  expect(stderr).toBe('');
  expect(stdout).toContain(
    '\nInstall  1 Package\n\nTotal download size: 789 k\nInstalled size: 3.2 M\nDownloading Packages:\n',
  );
  expect(stdout).toContain(
    `  Verifying        : ${'wget-1.21.1-8.el9.x86_64'.padEnd(55)}1/1 \n\nInstalled:\n  wget-1.21.1-8.el9.x86_64\n\nComplete!\n`,
  );
  expect(code).toBe(0);
  expect(machine.run(['rpm', '-q', 'wget', 'nope'])).toEqual({
    stdout: 'wget-1.21.1-8.el9.x86_64\npackage nope is not installed\n',
    stderr: '',
    code: 1,
  });
  expect(machine.run(['yum', 'install', '-y', 'nope']).stderr).toBe(
    'No match for argument: nope\nError: Unable to find a match: nope\n',
  );
  expect(machine.run(['yum', 'remove', '-y', 'wget']).stdout).toContain(
    '\nRemoved:\n  wget-1.21.1-8.el9.x86_64\n\nComplete!\n',
  );
  expect(machine.run(['rpm', '-q', 'wget']).code).toBe(1);
});
