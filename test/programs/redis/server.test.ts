import { expect, it, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const started = () => {
  const machine = openMachine({ image: 'redis:7.4.4' });
  const server = machine.start(['redis-server'], { cwd: '/data' });
  machine.advance(1);
  return { machine, server, cli: (...words: string[]) => machine.run(['redis-cli', ...words]).stdout };
};

test('commands and what they answer, as into a pipe', () => {
  const { cli } = started();
  for (const [line, answer] of [
    ['PING', 'PONG'],
    ['SET a 1', 'OK'],
    ['GET a', '1'],
    ['INCR a', '2'],
    ['INCRBY a 40', '42'],
    ['GET nope', ''],
    ['RPUSH l x y z', '3'],
    ['LRANGE l 0 -1', 'x\ny\nz'],
    ['LPOP l', 'x'],
    ['HSET h f 1 g 2', '2'],
    ['HGETALL h', 'f\n1\ng\n2'],
    ['SADD s m m n', '2'],
    ['ZADD z 2 b 1 a', '2'],
    ['ZRANGE z 0 -1', 'a\nb'],
    ['KEYS [ah]', 'a\nh'],
    ['TYPE h', 'hash'],
    ['DBSIZE', '5'],
    ['EXPIRE a 100', '1'],
    ['TTL a', '100'],
    ['DEL a h', '2'],
    ['LPUSH s x', 'WRONGTYPE Operation against a key holding the wrong kind of value\n'],
    ['GET', "ERR wrong number of arguments for 'get' command\n"],
    ['NOPE x', "ERR unknown command 'NOPE', with args beginning with: 'x' \n"],
  ] as const) {
    expect([line, cli(...line.split(' '))]).toEqual([line, `${answer}\n`]);
  }
});

test('on a terminal replies show their type', () => {
  const { machine } = started();
  const ran = machine.run(['redis-cli'], {
    terminal: true,
    stdin: 'set k "a b"\nget k\nkeys *\nget x\nincr n\nquit\n',
  });
  for (const line of ['OK', '"a b"', '1) "k"', '(nil)', '(integer) 1']) expect(ran.stdout).toContain(line);
  expect(ran.stdout).toContain('127.0.0.1:6379> ');
});

test('a key is gone when its time is over', () => {
  const { machine, cli } = started();
  cli('SET', 'k', 'v', 'EX', '10');
  machine.advance(11);
  expect(cli('EXISTS', 'k')).toBe('0\n');
});

test('what it holds outlives it: it is written when it ends, and read when it starts', () => {
  const { machine, server, cli } = started();
  cli('SET', 'k', 'kept');
  server.signal('SIGTERM');
  expect(server.code).toBe(0);
  expect(server.stdout).toContain('* DB saved on disk\n');
  expect(server.stdout).toMatch(/bye bye\.\.\.\n$/);
  const again = machine.start(['redis-server'], { cwd: '/data' });
  machine.advance(1);
  expect(again.stdout).toContain('Done loading RDB, keys loaded: 1');
  expect(cli('GET', 'k')).toBe('kept\n');
});

it.each([
  [
    ['redis-cli', '-h', '127.0.0.1', '-p', '7000', 'ping'],
    'Could not connect to Redis at 127.0.0.1:7000: Connection refused\n',
  ],
  [
    ['redis-cli', '-h', 'nowhere', 'ping'],
    'Could not connect to Redis at nowhere:6379: Name or service not known\n',
  ],
])('%j can’t connect', (argv, problem) => {
  const machine = openMachine({ image: 'redis' });
  expect(machine.run(argv)).toMatchObject({ stderr: problem, code: 1 });
});

test('with a password it asks for it', () => {
  const machine = openMachine({ image: 'redis' });
  machine.start(['redis-server', '--requirepass', 'secret']);
  machine.advance(1);
  expect(machine.run(['redis-cli', 'ping']).stdout).toBe('NOAUTH Authentication required.\n\n');
  expect(machine.run(['redis-cli', '-a', 'secret', 'ping']).stdout).toBe('PONG\n');
});

test('a transaction is carried out as one, unless what it watches has changed', () => {
  const { machine } = started();
  const say = (...lines: string[]) => machine.run(['redis-cli'], { stdin: `${lines.join('\n')}\n` }).stdout;
  expect(say('MULTI', 'SET a 1', 'INCR a', 'EXEC')).toBe('OK\nQUEUED\nQUEUED\nOK\n2\n');
  expect(say('WATCH a', 'SET a 9', 'MULTI', 'SET a 10', 'EXEC', 'GET a')).toBe('OK\nOK\nOK\nQUEUED\n\n9\n');
  expect(say('MULTI', 'NOPE', 'EXEC')).toContain(
    'EXECABORT Transaction discarded because of previous errors.',
  );
  expect(say('EXEC')).toBe('ERR EXEC without MULTI\n\n');
});

test('with appendonly every change is on disk at once', () => {
  const machine = openMachine({ image: 'redis:7.4.4' });
  const argv = ['redis-server', '--appendonly', 'yes'];
  const server = machine.start(argv, { cwd: '/data' });
  machine.advance(1);
  const cli = (...words: string[]) => machine.run(['redis-cli', ...words]).stdout;
  cli('SET', 'k', 'kept');
  cli('RPUSH', 'l', 'a', 'b');
  cli('SET', 'soon', 'gone', 'EX', '5');
  server.signal('SIGKILL');
  machine.advance(10);
  machine.start(argv, { cwd: '/data' });
  machine.advance(1);
  expect([cli('GET', 'k'), cli('LRANGE', 'l', '0', '-1'), cli('EXISTS', 'soon')]).toEqual([
    'kept\n',
    'a\nb\n',
    '0\n',
  ]);
});
