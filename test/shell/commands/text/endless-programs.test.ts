import { expect, test } from 'vitest';
import { openMachine } from '../../../harness/machine.ts';

test('tail -f shows what a file gets, and outlives a restart of the server', () => {
  let machine = openMachine();
  machine.write('/log', 'first\n');
  const follower = machine.start(['tail', '-f', '/log']);
  machine.advance(2);
  expect(follower.stdout).toBe('first\n');
  machine = machine.reload();
  machine.run(['tee', '-a', '/log'], { stdin: 'second\n' });
  machine.advance(2);
  expect(follower.stdout).toBe('first\nsecond\n');
  expect(follower.code).toBeUndefined();
});

test('tail -f of something that cannot grow waits without work', () => {
  const machine = openMachine();
  const follower = machine.start(['tail', '-f', '/dev/null']);
  machine.advance(24 * 3600);
  expect(follower.code).toBeUndefined();
  follower.signal('SIGTERM');
  expect(follower.code).toBe(143);
});

test('a filter prints as its input comes', () => {
  const machine = openMachine();
  const filter = machine.start(['sed', 's/a/b/'], { stdin: 'aa\n' });
  expect(filter.stdout).toBe('ba\n');
});

test.each([
  [['awk', 'BEGIN { while (1) n++ }']],
  [['awk', 'function f() { f() } BEGIN { f() }']],
  [['awk', 'BEGIN { while (1) a[n++] = n }']],
  [['awk', 'BEGIN { s = "xx"; while (1) s = s s }']],
  [['sed', ':a;s/^/x/;ba']],
  [['sed', ':a;G;h;ba']],
])('%j takes virtual time or ends, and the others go on', (argv) => {
  const machine = openMachine();
  const started = machine.start(argv, { stdin: 'x\n' });
  machine.advance(0.2);
  expect(machine.run(['cat'], { stdin: 'alive\n', seconds: 1 }).stdout).toBe('alive\n');
  if (started.code === undefined) started.signal('SIGKILL');
  machine.advance(0.1);
  expect(started.code).toBeGreaterThan(0);
});

test('a back-reference that would search without end is refused', () => {
  const machine = openMachine();
  const { code, stderr } = machine.run(['grep', '-E', '(a*)*(a*)*\\1b'], { stdin: `${'a'.repeat(60)}\n` });
  expect(code).toBe(2);
  expect(stderr).toContain('grep: ');
});

test('awk goes on after a restart where it was', () => {
  let machine = openMachine();
  machine.write('/n', 'a\nb\n');
  const started = machine.start(['awk', '{ n++; print n, $1 } END { print "end", n }', '-', '/n'], {
    stdin: 'x\n',
  });
  machine = machine.reload();
  machine.advance(1);
  expect(started.stdout).toBe('1 x\n2 a\n3 b\nend 3\n');
});
