import { expect, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

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
