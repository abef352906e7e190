import { expect, it, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const started = (...argv: string[]) => {
  const machine = openMachine({ image: 'redis:7.4.4' });
  machine.start(['redis-server', ...argv], { cwd: '/data' });
  machine.advance(1);
  const shown = (lines: string) => machine.run(['redis-cli', '--no-raw'], { stdin: `${lines}\n` }).stdout;
  return { machine, shown };
};

/** Lines of redis-cli, and what it shows after each. */
it.each([
  [
    'strings',
    `SET k v EX 100
TTL k
SET k w NX
SET k w XX GET
GETEX k PERSIST
GETRANGE k 0 -1
SETRANGE k 3 zz
INCR n
INCRBYFLOAT n 0.5
INCR n
MSET a 1 b 2
MGET a b c
GETDEL a
SET big 9223372036854775807
INCR big
SETEX k 0 v
SET k
LCS big big LEN`,
    `OK
(integer) 100
(nil)
"v"
"w"
"w"
(integer) 5
(integer) 1
"1.5"
(error) ERR value is not an integer or out of range
OK
1) "1"
2) "2"
3) (nil)
"1"
OK
(error) ERR increment or decrement would overflow
(error) ERR invalid expire time in 'setex' command
(error) ERR wrong number of arguments for 'set' command
(integer) 19`,
  ],
  [
    'lists',
    `RPUSH l a b c d
LINSERT l BEFORE b x
LPOS l c
LREM l 0 x
LSET l 0 z
LRANGE l 0 -1
LTRIM l 1 -2
LMOVE l m LEFT RIGHT
LPOP l 5
LPOP l
LMPOP 2 no m LEFT COUNT 2
LPUSHX no x
LINDEX l 0
BLPOP no 1`,
    `(integer) 4
(integer) 5
(integer) 3
(integer) 1
OK
1) "z"
2) "b"
3) "c"
4) "d"
OK
"b"
1) "c"
(nil)
1) "m"
2) 1) "b"
(integer) 0
(nil)
(nil)`,
  ],
  [
    'hashes and sets',
    `HSET h f 1 g 2
HGETALL h
HINCRBY h f 5
HINCRBYFLOAT h f 1.5
HMGET h f x
HDEL h f g
EXISTS h
SADD s 3 1 2
SMEMBERS s
SADD t 2 9
SINTER s t
SUNIONSTORE u s t
SMEMBERS u
SMISMEMBER u 1 7
SINTERCARD 2 s t
SMOVE s t 1
SDIFF s t`,
    `(integer) 2
1) "f"
2) "1"
3) "g"
4) "2"
(integer) 6
"7.5"
1) "7.5"
2) (nil)
(integer) 2
(integer) 0
(integer) 3
1) "1"
2) "2"
3) "3"
(integer) 2
1) "2"
(integer) 4
1) "1"
2) "2"
3) "3"
4) "9"
1) (integer) 1
2) (integer) 0
(integer) 1
(integer) 1
1) "3"`,
  ],
  [
    'sorted sets',
    `ZADD z 1 a 2 b 3 c
ZADD z XX CH 5 a
ZRANGE z 0 -1 WITHSCORES
ZRANGEBYSCORE z (2 +inf LIMIT 0 1
ZREVRANGE z 0 0
ZRANK z a
ZINCRBY z 1.5 b
ZCOUNT z -inf 3.5
ZADD y 0 a 0 b 0 c
ZRANGEBYLEX y [a (c
ZUNION 2 z y WITHSCORES
ZPOPMIN z
ZSCORE z nope
ZRANGE z 3 1 BYSCORE REV`,
    `(integer) 3
(integer) 1
1) "b"
2) "2"
3) "c"
4) "3"
5) "a"
6) "5"
1) "c"
1) "a"
(integer) 2
"3.5"
(integer) 2
(integer) 3
1) "a"
2) "b"
1) "c"
2) "3"
3) "b"
4) "3.5"
5) "a"
6) "5"
1) "c"
2) "3"
(nil)
(empty array)`,
  ],
  [
    'streams',
    `XADD s 5-1 f v
XADD s 5-1 f v
XADD s 5-* g w
XLEN s
XRANGE s - + COUNT 1
XREAD COUNT 1 STREAMS s 5-1
XGROUP CREATE s g 0
XREADGROUP GROUP g c COUNT 1 STREAMS s >
XPENDING s g
XACK s g 5-1
XACK s g 5-1
XREADGROUP GROUP no c STREAMS s >
XTRIM s MAXLEN 1
XDEL s 5-2
TYPE s`,
    `"5-1"
(error) ERR The ID specified in XADD is equal or smaller than the target stream top item
"5-2"
(integer) 2
1) 1) "5-1"
   2) 1) "f"
      2) "v"
1) 1) "s"
   2) 1) 1) "5-2"
         2) 1) "g"
            2) "w"
OK
1) 1) "s"
   2) 1) 1) "5-1"
         2) 1) "f"
            2) "v"
1) (integer) 1
2) "5-1"
3) "5-1"
4) 1) 1) "c"
      2) "1"
(integer) 1
(integer) 0
(error) NOGROUP No such key 's' or consumer group 'no' in XREADGROUP with GROUP option
(integer) 1
(integer) 1
stream`,
  ],
  [
    'keys, and the server',
    `SET a 1
EXPIRE a 10 GT
PEXPIREAT a 1
EXISTS a
SET b 1
RENAME b c
RENAME b c
COPY c d
OBJECT ENCODING c
SELECT 1
DBSIZE
SELECT 99
SELECT 0
MOVE c 1
CONFIG GET maxmemory*
CONFIG SET maxmemory 10mb maxmemory-policy allkeys-lru
CONFIG GET maxmemory
CONFIG SET nope 1
EVAL "return 1" 0
CLIENT SETNAME me
CLIENT GETNAME
SORT nope`,
    `OK
(integer) 0
(integer) 1
(integer) 0
OK
OK
(error) ERR no such key
(integer) 1
"int"
OK
(integer) 0
(error) ERR DB index is out of range
OK
(integer) 1
1) "maxmemory"
2) "0"
3) "maxmemory-policy"
4) "noeviction"
5) "maxmemory-samples"
6) "5"
OK
1) "maxmemory"
2) "10485760"
(error) ERR Unknown option or number of arguments for CONFIG SET - 'nope'
(error) ERR Lua scripts and functions are not part of the simulation
OK
"me"
(empty array)`,
  ],
])('%s', (_name, lines, answers) => {
  expect(started().shown(lines)).toBe(`${answers}\n`);
});

test('SORT orders by numbers, by text, and by other keys', () => {
  const { shown } = started();
  shown('RPUSH l 3 1 2\nMSET w_1 30 w_2 20 w_3 10 o_1 one o_2 two o_3 three');
  expect(shown('SORT l')).toBe('1) "1"\n2) "2"\n3) "3"\n');
  expect(shown('SORT l BY w_* GET o_* LIMIT 0 2')).toBe('1) "three"\n2) "two"\n');
  expect(shown('SORT l DESC STORE m\nLRANGE m 0 0')).toBe('(integer) 3\n1) "3"\n');
});

test('a scan comes past every key, however it is cut', () => {
  const { machine, shown } = started();
  const names = Array.from({ length: 500 }, (_, index) => `key:${index}`);
  shown(names.map((name) => `SET ${name} 1`).join('\n'));
  const found = machine.run(['redis-cli', '--scan', '--pattern', 'key:*']).stdout.trim().split('\n');
  expect(found.sort()).toEqual([...names].sort());
  expect(shown('SCAN 0 COUNT 3 TYPE string')).toMatch(/^1\) "[1-9]\d*"\n2\) 1\) "key:/);
});

test('with maxmemory the least recently used keys go, or nothing more is taken', () => {
  const { machine, shown } = started('--maxmemory', '1100kb', '--maxmemory-policy', 'allkeys-lru');
  const value = 'x'.repeat(20_000);
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
    machine.advance(1);
    shown(`SET ${name} ${value}\nGET a`);
  }
  expect(machine.run(['redis-cli', 'KEYS', '*']).stdout.split('\n').filter(Boolean).sort()).toContain('a');
  expect(machine.run(['redis-cli', 'EXISTS', 'b']).stdout).toBe('0\n');
  expect(machine.run(['redis-cli', 'INFO', 'stats']).stdout).toMatch(/evicted_keys:[1-9]/);
  shown('CONFIG SET maxmemory-policy noeviction maxmemory 1mb');
  expect(shown('SET z 1')).toBe("(error) OOM command not allowed when used memory > 'maxmemory'.\n");
});
