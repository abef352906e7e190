import { expect, test } from 'vitest';
import { openMachine } from '../harness/machine.ts';

const started = (...options: string[]) => {
  const machine = openMachine({ image: 'memcached:1.6-alpine' });
  machine.start(['memcached', '-u', 'memcache', ...options]);
  machine.advance(1);
  const say = (...lines: string[]) =>
    machine
      .sh(`printf '${[...lines, 'quit', ''].join('\\r\\n')}' | nc 127.0.0.1 11211`)
      .stdout.replaceAll('\r', '');
  return { machine, say };
};

test('commands and their answers', () => {
  const { say } = started();
  const answers = say(
    'set a 5 0 3',
    'abc',
    'gets a',
    'append a 0 0 2',
    'de',
    'get a b',
    'cas a 0 0 1 99',
    'x',
    'cas a 0 0 1 2',
    '7',
    'incr a 5',
    'decr a 100',
    'incr b 1',
    'add a 0 0 1',
    'x',
    'replace b 0 0 1',
    'x',
    'touch a 10',
    'delete a',
    'delete a',
    'nope',
    'verbosity 1',
    'set k 0 0 1 noreply',
    'v',
    'get k',
    'flush_all',
    'get k',
  );
  expect(answers.split('\n')).toEqual(
    'STORED|VALUE a 5 3 1|abc|END|STORED|VALUE a 5 5|abcde|END|EXISTS|STORED|12|0|NOT_FOUND|NOT_STORED|NOT_STORED|TOUCHED|DELETED|NOT_FOUND|ERROR|OK|VALUE k 0 1|v|END|OK|END|'.split(
      '|',
    ),
  );
});

test('what expires is gone, and what a restart of the host finds is not', () => {
  const { machine, say } = started();
  say('set a 0 5 1', 'x', 'set b 0 0 1', 'y');
  machine.advance(6);
  const woken = machine.reload();
  const { stdout } = woken.sh("printf 'get a b\\r\\nquit\\r\\n' | nc 127.0.0.1 11211");
  expect(stdout).toBe('VALUE b 0 1\r\ny\r\nEND\r\n');
});

test('beyond -m the items go that were used least lately', () => {
  const { machine, say } = started('-m', '1');
  const value = 'x'.repeat(200_000);
  for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
    machine.advance(1);
    machine.write('/tmp/in', `set ${key} 0 0 200000\r\n${value}\r\nget a\r\nquit\r\n`);
    machine.sh('nc 127.0.0.1 11211 < /tmp/in > /dev/null');
  }
  expect(say('get b')).toBe('END\n');
  expect(say('get a')).toContain('VALUE a 0 200000\n');
  expect(say('stats')).toMatch(/STAT evictions [1-9]/);
});
