import { expect, test } from 'vitest';
import { openMachine, type TestMachine } from '../../harness/machine.ts';

const started = (...argv: string[]) => {
  const machine = openMachine({ image: 'redis:7.4.4' });
  const server = machine.start(['redis-server', ...argv], { cwd: '/data' });
  machine.advance(1);
  return { machine, server };
};
const cli = (machine: TestMachine, ...words: string[]) => machine.run(['redis-cli', ...words]).stdout;

test('who subscribes to a channel or a pattern hears what is published', () => {
  const { machine } = started();
  const news = machine.start(['redis-cli', 'SUBSCRIBE', 'news', 'sport']);
  const all = machine.start(['redis-cli', 'PSUBSCRIBE', 'n*']);
  machine.advance(1);
  expect(cli(machine, 'PUBLISH', 'news', 'hello')).toBe('2\n');
  expect(cli(machine, 'PUBSUB', 'NUMSUB', 'news')).toBe('news\n1\n');
  expect(news.stdout).toBe('subscribe\nnews\n1\nsubscribe\nsport\n2\nmessage\nnews\nhello\n');
  expect(all.stdout).toBe('psubscribe\nn*\n1\npmessage\nn*\nnews\nhello\n');
});

test('changes of keys are told where that was asked for', () => {
  const { machine } = started('--notify-keyspace-events', 'KEA');
  const events = machine.start(['redis-cli', 'PSUBSCRIBE', '__keyevent@0__:*']);
  machine.advance(1);
  cli(machine, 'SET', 'k', 'v', 'EX', '2');
  machine.advance(5);
  expect(events.stdout.match(/__:\w+\n\w+/g)).toEqual(['__:set\nk', '__:expire\nk', '__:expired\nk']);
});

test('who waits for a list gets what is pushed, the one that waited longest first', () => {
  const { machine } = started();
  const first = machine.start(['redis-cli', 'BRPOP', 'queue', '0']);
  const second = machine.start(['redis-cli', 'BLPOP', 'queue', '2']);
  machine.advance(1);
  cli(machine, 'LPUSH', 'queue', 'job');
  machine.advance(3);
  expect([first.stdout, first.code]).toEqual(['queue\njob\n', 0]);
  expect([second.stdout, second.code]).toEqual(['\n', 0]);
});

test('a reader of a stream waits for the next entry, over a restart of the host', () => {
  const { machine } = started();
  const reader = machine.start(['redis-cli', 'XREAD', 'BLOCK', '0', 'STREAMS', 's', '$']);
  machine.advance(1);
  const woken = machine.reload();
  expect(woken.run(['redis-cli', 'XADD', 's', '7-1', 'f', 'v']).stdout).toBe('7-1\n');
  woken.advance(1);
  expect(woken.printed(reader.id)).toBe('s\n7-1\nf\nv\n');
});

test('what a server holds in memory is there after a restart of the host', () => {
  const { machine } = started();
  const lines = [
    'SET a 1',
    'RPUSH l x y',
    'HSET h f 1',
    'SADD s m',
    'ZADD z 2 b 1 a',
    'XADD x 1-1 f v',
    'XGROUP CREATE x g 0',
  ];
  const many = Array.from({ length: 3000 }, (_, index) => `SADD big member:${index}`);
  machine.run(['redis-cli'], { stdin: [...lines, ...many].join('\n') });
  const woken = machine.reload();
  const say = (line: string) => woken.run(['redis-cli', ...line.split(' ')]).stdout;
  expect([say('GET a'), say('LRANGE l 0 -1'), say('HGET h f'), say('ZRANGE z 0 -1'), say('XLEN x')]).toEqual([
    '1\n',
    'x\ny\n',
    '1\n',
    'a\nb\n',
    '1\n',
  ]);
  expect([say('SCARD big'), say('SISMEMBER big member:2999'), say('XINFO GROUPS x')[0]]).toEqual([
    '3000\n',
    '1\n',
    'n',
  ]);
});

test('one change of a large list writes little', () => {
  const { machine } = started();
  const items = Array.from({ length: 20_000 }, (_, index) => `item:${index}`);
  machine.run(['redis-cli', '-x', 'RPUSH', 'l'], { stdin: 'x' });
  machine.run(['redis-cli'], { stdin: `RPUSH l ${items.join(' ')}\n` });
  machine.written();
  cli(machine, 'LPUSH', 'l', 'one');
  cli(machine, 'RPOP', 'l');
  expect(machine.written().total).toBeLessThan(60_000);
});

test('users may do what they were allowed to', () => {
  const { machine } = started('--requirepass', 'secret');
  const asked = (...words: string[]) => machine.run(['redis-cli', '--no-auth-warning', ...words]).stdout;
  expect(asked('-a', 'wrong', 'PING')).toBe('NOAUTH Authentication required.\n\n');
  expect(asked('-a', 'secret', 'ACL', 'SETUSER', 'ann', 'on', '>pw', '~app:*', '+@read', '+set')).toBe(
    'OK\n',
  );
  const ann = ['--user', 'ann', '--pass', 'pw'];
  expect(asked(...ann, 'SET', 'app:1', 'x')).toBe('OK\n');
  expect(asked(...ann, 'GET', 'other')).toBe('NOPERM No permissions to access a key\n\n');
  expect(asked(...ann, 'DEL', 'app:1')).toBe(
    "NOPERM User ann has no permissions to run the 'del' command\n\n",
  );
  expect(asked(...ann, 'ACL', 'WHOAMI')).toContain('NOPERM');
  expect(machine.run(['redis-cli', '-a', 'secret', 'PING']).stderr).toBe(
    "Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n",
  );
});

test('a configuration file is read, and a wrong line stops the server', () => {
  const machine = openMachine({ image: 'redis:7.4.4' });
  machine.write('/etc/redis.conf', '# mine\nport 7000\nrequirepass "a b"\nsave 60 1000\nmaxmemory 2mb\n');
  machine.start(['redis-server', '/etc/redis.conf', '--maxclients', '50'], { cwd: '/data' });
  machine.advance(1);
  const asked = (...words: string[]) =>
    machine.run(['redis-cli', '-p', '7000', '-a', 'a b', ...words]).stdout;
  expect(asked('CONFIG', 'GET', 'max*s')).toBe('maxclients\n50\nmaxmemory-samples\n5\n');
  expect(asked('CONFIG', 'GET', 'save')).toBe('save\n60 1000\n');
  expect(asked('CONFIG', 'SET', 'maxmemory', '3mb')).toBe('OK\n');
  expect(asked('CONFIG', 'REWRITE')).toBe('OK\n');
  expect(machine.read('/etc/redis.conf')).toContain('\nmaxmemory 3145728\n');
  machine.write('/etc/bad.conf', 'port 7001\nnope 1\n');
  expect(machine.run(['redis-server', '/etc/bad.conf'])).toMatchObject({
    code: 1,
    stderr:
      "\n*** FATAL CONFIG FILE ERROR (Redis 7.4.4) ***\nReading the configuration file, at line 2\n>>> 'nope 1'\nBad directive or wrong number of arguments\n",
  });
});

test('SAVE writes a dump in the format of redis, and so many changes after so long do', () => {
  const { machine, server } = started('--save', '10 2');
  cli(machine, 'RPUSH', 'l', 'a', 'b');
  cli(machine, 'SET', 'k', 'v', 'EX', '1000');
  expect(server.stdout).not.toContain('DB saved');
  machine.advance(11);
  expect(server.stdout).toContain('* 2 changes in 10 seconds. Saving...\n');
  expect(server.stdout).toContain('* Background saving terminated with success\n');
  server.signal('SIGKILL');
  expect(machine.run(['head', '-c', '9', '/data/dump.rdb']).stdout).toBe('REDIS0011');
  machine.start(['redis-server'], { cwd: '/data' });
  machine.advance(1);
  expect([cli(machine, 'LRANGE', 'l', '0', '-1'), cli(machine, 'GET', 'k')]).toEqual(['a\nb\n', 'v\n']);
  expect(Number(cli(machine, 'TTL', 'k'))).toBeGreaterThan(900);
});

test('a replica follows its master, and takes no writes', () => {
  const { machine } = started();
  cli(machine, 'SET', 'before', '1');
  const replica = machine.start(['redis-server', '--port', '7000', '--replicaof', '127.0.0.1 6379'], {
    cwd: '/tmp',
  });
  machine.advance(3);
  cli(machine, 'SET', 'after', '2');
  machine.run(['redis-cli'], { stdin: 'SELECT 1\nINCR n\nINCR n\n' });
  machine.advance(1);
  const asked = (...words: string[]) => cli(machine, '-p', '7000', ...words);
  expect([asked('GET', 'before'), asked('GET', 'after'), asked('-n', '1', 'GET', 'n')]).toEqual([
    '1\n',
    '2\n',
    '2\n',
  ]);
  expect(asked('SET', 'x', '1')).toBe("READONLY You can't write against a read only replica.\n\n");
  expect(asked('INFO', 'replication')).toContain(
    'role:slave\r\nmaster_host:127.0.0.1\r\nmaster_port:6379\r\nmaster_link_status:up',
  );
  expect(cli(machine, 'INFO', 'replication')).toContain(
    'connected_slaves:1\r\nslave0:ip=127.0.0.1,port=7000,state=online',
  );
  expect(replica.stdout).toContain('* MASTER <-> REPLICA sync: Finished with success\n');
  expect(asked('REPLICAOF', 'NO', 'ONE')).toBe('OK\n');
  expect(asked('SET', 'x', '1')).toBe('OK\n');
});

test('MONITOR shows what others do, SLOWLOG what took long', () => {
  const { machine } = started('--slowlog-log-slower-than', '0');
  const monitor = machine.start(['redis-cli', 'MONITOR']);
  machine.advance(1);
  cli(machine, 'SET', 'k', 'a "b"\n');
  expect(monitor.stdout).toMatch(/^OK\n\d+\.\d{6} \[0 127\.0\.0\.1:\d+\] "SET" "k" "a \\"b\\"\\n"\n$/);
  expect(cli(machine, 'SLOWLOG', 'GET', '1')).toContain('SET\nk\n');
});

test('with RESP3 maps are maps', () => {
  const { machine } = started();
  cli(machine, 'HSET', 'h', 'f', 'v');
  expect(machine.run(['redis-cli', '-3', '--no-raw', 'HGETALL', 'h']).stdout).toBe('1# "f" => "v"\n');
  expect(machine.run(['redis-cli', '--json', 'HGETALL', 'h']).stdout).toBe('{"f":"v"}\n');
});

test('redis-cli sends what is piped to it as it is', () => {
  const { machine } = started();
  const stdin = 'SET a 1\r\nINCR a\r\n*2\r\n$3\r\nGET\r\n$1\r\na\r\nNOPE\r\n';
  expect(machine.run(['redis-cli', '--pipe'], { stdin })).toMatchObject({
    stdout:
      'All data transferred. Waiting for the last reply...\nLast reply received from server.\nerrors: 1, replies: 4\n',
    code: 1,
  });
  expect(cli(machine, 'GET', 'a')).toBe('2\n');
});

test('on a terminal the prompt shows the database, and whether a transaction is open', () => {
  const { machine } = started();
  const ran = machine.run(['redis-cli', '-n', '2'], {
    terminal: true,
    stdin: 'multi\nset k v\nexec\nselect 0\nping\nexit\n',
  });
  expect(ran.stdout).toContain('127.0.0.1:6379[2](TX)> 1) OK');
  expect(ran.stdout).toContain('127.0.0.1:6379[2]> ');
  expect(ran.stdout).toContain('127.0.0.1:6379[2](TX)> ');
  expect(ran.stdout).toContain('127.0.0.1:6379> ');
});
