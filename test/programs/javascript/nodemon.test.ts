import { expect, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const COLOR = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

test('nodemon waits after a crash, and ends when it is told to', () => {
  const machine = openMachine({ image: 'node:20-alpine' });
  machine.write('/app/node_modules/nodemon/package.json', '{"name":"nodemon","version":"3.1.10"}');
  machine.write('/app/nodemon.js', "require('nodemon/bin/nodemon.js');");
  machine.write('/app/server.js', "console.log('up'); setTimeout(() => { throw new Error('crash'); }, 100);");
  const started = machine.start(['node', 'nodemon.js', 'server.js'], {
    cwd: '/app',
  });
  machine.advance(2);
  expect(started.stdout).toBe(
    '[nodemon] 3.1.10\n[nodemon] to restart at any time, enter `rs`\n[nodemon] watching path(s): *.*\n' +
      '[nodemon] watching extensions: js,mjs,cjs,json\n[nodemon] starting `node server.js`\nup\n' +
      '[nodemon] app crashed - waiting for file changes before starting...\n',
  );
  expect(started.stderr).toContain('Error: crash\n    at Timeout._onTimeout (/app/server.js:1:');
  expect(started.code).toBeUndefined();
  started.signal('SIGTERM');
  machine.advance(1);
  expect(started.code).toBe(0);
});

test('nodemon starts the program anew when a file has changed, and when it is told to', () => {
  const machine = openMachine({ image: 'node:20-alpine' });
  machine.write('/app/node_modules/nodemon/package.json', '{"name":"nodemon","version":"3.1.10"}');
  machine.write('/app/nodemon.js', "require('nodemon/bin/nodemon.js');");
  machine.write('/app/src/server.js', "console.log('one'); setTimeout(() => {}, 1e6);");
  machine.write('/app/nodemon.json', '{"watch":["src"],"ext":"js,html","ignore":["*.test.js"]}');
  const started = machine.start(['node', 'nodemon.js', 'src/server.js'], {
    cwd: '/app',
    terminal: true,
    stdin: '',
  });
  const change = (path: string, text: string) => {
    machine.advance(3);
    machine.write(path, text);
    machine.advance(3);
  };
  change('/app/src/readme.md', 'nothing of interest');
  change('/app/src/a.test.js', 'nor this');
  change('/app/src/server.js', "console.log('two'); throw new Error('crash');");
  change('/app/src/page.html', '<p>');
  started.type('rs\n');
  machine.advance(1);
  const printed = started.stdout.replaceAll(COLOR, '').replaceAll('\r', '');
  const lines = printed.split('\n').filter((line) => /^\[nodemon\]|^one|^two|^rs/.test(line));
  const start = '[nodemon] starting `node src/server.js`';
  const crashed = ['two', '[nodemon] app crashed - waiting for file changes before starting...'];
  const changed = '[nodemon] restarting due to changes...';
  expect(lines).toEqual([
    '[nodemon] 3.1.10',
    '[nodemon] to restart at any time, enter `rs`',
    '[nodemon] watching path(s): src/**/*',
    '[nodemon] watching extensions: js,html',
    ...[start, 'one', changed, start, ...crashed, changed, start, ...crashed, 'rs', start, ...crashed],
  ]);
});

test('node --watch starts the program anew', () => {
  const machine = openMachine({ image: 'node:20-alpine' });
  machine.write('/app/server.js', "console.log('one'); setTimeout(() => {}, 1e6);");
  const started = machine.start(['node', '--watch', 'server.js', 'word'], { cwd: '/app' });
  machine.advance(2);
  machine.write('/app/server.js', "console.log('two', process.argv[2]); process.exitCode = 3;");
  machine.advance(2);
  machine.write('/app/other.json', '{}');
  machine.advance(2);
  expect(started.stdout).toBe(
    "one\nRestarting 'server.js word'\ntwo word\nFailed running 'server.js word'\nRestarting 'server.js word'\ntwo word\nFailed running 'server.js word'\n",
  );
  started.signal('SIGTERM');
  machine.advance(1);
  expect(started.code).toBe(0);
});

test('fs.watch and fs.watchFile tell of what happens to files', () => {
  const machine = openMachine({ image: 'node:20-alpine' });
  machine.write(
    '/app/main.js',
    `const fs = require('fs');
    const watcher = fs.watch('.', (kind, name) => console.log(kind, name));
    fs.watchFile('a.txt', { interval: 100 }, (now, before) => console.log('size', before.size, now.size));
    try { fs.watch('none'); } catch (error) { console.log(error.message); }
    setTimeout(() => { watcher.close(); fs.unwatchFile('a.txt'); }, 5000);`,
  );
  const started = machine.start(['node', 'main.js'], { cwd: '/app' });
  machine.advance(1);
  machine.write('/app/a.txt', 'hi');
  machine.advance(1);
  machine.write('/app/a.txt', 'hi there');
  machine.advance(5);
  expect(started.stdout).toBe(
    "ENOENT: no such file or directory, watch 'none'\nsize 0 2\nrename a.txt\nsize 2 8\nchange a.txt\n",
  );
  expect(started.code).toBe(0);
});
