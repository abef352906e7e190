import { expect, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const program = `
  const { exec, execSync, spawn, spawnSync } = require('child_process');
  console.log(execSync('echo hi; echo oops >&2').toString());
  const { status, stdout } = spawnSync('sh', ['-c', 'cat; exit 3'], { input: 'given', encoding: 'utf8' });
  console.log(status, stdout);
  try { execSync('exit 5', { stdio: 'pipe' }); } catch (error) { console.log(error.status, error.message); }
  spawn('no-such-thing').on('error', (error) => console.log(error.message));
  exec('sleep 2; echo late; exit 2', (error, out) => {
    console.log(error.code, JSON.stringify(out), JSON.stringify(error.message));
    const cat = spawn('cat');
    cat.stdout.on('data', (data) => console.log('cat says', String(data)));
    cat.on('close', (code, signal) => { console.log('closed', code, signal); spawn('sleep', ['100']).on('exit', (...how) => console.log(how)).kill(); });
    cat.stdin.end('meow');
  });`;

test('a program starts others, waits for them, and outlives a restart of the world meanwhile', () => {
  const opened = openMachine({ image: 'node:20-alpine' });
  opened.write('/app/a.js', program);
  const started = opened.start(['node', '/app/a.js'], { cwd: '/app' });
  opened.advance(1);
  expect([started.stdout, started.stderr]).toEqual([
    'hi\n\n3 given\n5 Command failed: exit 5\nspawn no-such-thing ENOENT\n',
    'oops\n',
  ]);
  const machine = opened.reload();
  machine.advance(5);
  expect(machine.printed(started.id).split('ENOENT\n')[1]).toBe(
    '2 "late\\n" "Command failed: sleep 2; echo late; exit 2\\n"\ncat says meow\nclosed 0 null\n[ null, \'SIGTERM\' ]\n',
  );
});
