import { beforeAll, describe, expect, it } from 'vitest';
import { startMysql, startPostgres } from '../../harness/databases.ts';

const timeout = 'ERROR:  canceling statement due to statement timeout\n';
const memory = 'ERROR:  out of memory\n';
const stack = 'ERROR:  stack depth limit exceeded\n';
const many = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at));

describe('no statement holds the server', () => {
  let rows: (sql: string) => string;
  beforeAll(() => {
    ({ rows } = startPostgres());
    rows(
      'CREATE TABLE t (id int PRIMARY KEY, s text); INSERT INTO t SELECT i, i FROM generate_series(1, 500) i',
    );
    rows('CREATE TABLE p (id int PRIMARY KEY REFERENCES p ON DELETE CASCADE)');
    rows('CREATE VIEW v0 AS SELECT 1 AS x');
    for (let at = 1; at <= 8; at++)
      rows(`CREATE VIEW v${at} AS SELECT a.x FROM v${at - 1} a JOIN v${at - 1} b ON a.x = b.x`);
  });

  it.each([
    [
      'a series without end',
      "SET statement_timeout = '2s'; SELECT count(*) FROM generate_series(1, 1000000000)",
      timeout,
    ],
    [
      'a recursion without end',
      'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r',
      memory,
    ],
    [
      'LIKE that goes back and forth',
      "SELECT repeat('a', 1000000) LIKE '%' || repeat('a', 500000) || 'b'",
      timeout,
    ],
    ['a pattern over a long text', "SELECT repeat('a', 1000000) ~ repeat('a?', 900)", timeout],
    [
      'a pattern that is long',
      "SELECT 'a' ~ repeat('a{1000}', 200)",
      'ERROR:  invalid regular expression: regular expression is too complex\n',
    ],
    ['an answer that is large', "SELECT repeat('x', 1000000) FROM generate_series(1, 500)", memory],
    [
      'lists in an answer',
      "SELECT string_to_array(repeat('a,', 50000), ',') FROM generate_series(1, 5000)",
      memory,
    ],
    [
      'a sort of long texts',
      "SELECT count(*) FROM (SELECT repeat('x', 100000) || i AS s FROM generate_series(1, 5000) i ORDER BY s) q",
      memory,
    ],
    [
      'an aggregate of all',
      "SELECT length(array_agg(repeat('x', 100000))::text) FROM generate_series(1, 5000)",
      memory,
    ],
    [
      'lists that are compared',
      "SELECT string_to_array(repeat('a,', 50000), ',') && string_to_array(repeat('b,', 50000), ',')",
      timeout,
    ],
    ['views upon views', 'CREATE VIEW more AS SELECT a.x FROM v8 a, v8 b', stack],
    ['brackets in FROM', `SELECT * FROM ${'('.repeat(5000)}`, stack],
    ['brackets', `SELECT ${'('.repeat(5000)}`, stack],
    ['a sum of very many', `SELECT 1${'+1'.repeat(60_000)}`, stack],
    ['a power', 'SELECT 999999999.0 ^ 199.0 * 10.0 ^ 1999.0', 'ERROR:  value overflows numeric format\n'],
    ['a long IN', `SELECT count(*) FROM t WHERE id IN (${many(20_000, String).join()})`, '500\n'],
    [
      'a cascade in a circle of one',
      'INSERT INTO p VALUES (1); DELETE FROM p; SELECT count(*) FROM p',
      '0\n',
    ],
    [
      'a window over equals',
      'SELECT DISTINCT last_value(n) OVER (ORDER BY n / 40000), cume_dist() OVER (ORDER BY n / 40000) FROM generate_series(1, 30000) n',
      '30000|1\n',
    ],
    ['what cannot be prepared', 'PREPARE a AS BEGIN', 'ERROR:  syntax error at or near "BEGIN"\n'],
  ])('%s', (_what, sql, says) => {
    expect(rows(sql)).toBe(says);
    expect(rows('SELECT 1')).toBe('1\n');
  });

  it('keeps to the time that the client allows', () => {
    const slow = 'SELECT count(*) FROM generate_series(1, 20000000)';
    expect(rows(`SET statement_timeout = '50ms'; ${slow}`)).toBe(timeout);
    expect(rows("SET statement_timeout = '1s'; SELECT pg_sleep(5)")).toBe(timeout);
  });
});

describe('no statement holds MySQL', () => {
  let rows: (sql: string) => string;
  beforeAll(() => {
    ({ rows } = startMysql());
  });

  it.each([
    [
      'a pattern over a long text',
      "SELECT REPEAT('a', 1000000) REGEXP REPEAT('a?', 900)",
      'ERROR 3024 (HY000) at line 1: Query execution was interrupted, maximum statement execution time exceeded\n',
    ],
    ['a fraction in hexadecimal', 'SELECT HEX(1.5)', '2\n'],
    [
      'a statement in a statement that cannot be prepared',
      "PREPARE s FROM 'BEGIN'",
      'ERROR 1295 (HY000) at line 1: This command is not supported in the prepared statement protocol yet\n',
    ],
    [
      'a sleep that is too long',
      'SET SESSION max_execution_time = 1000; SELECT SLEEP(5)',
      'ERROR 3024 (HY000) at line 1: Query execution was interrupted, maximum statement execution time exceeded\n',
    ],
  ])('%s', (_what, sql, says) => {
    expect(rows(sql)).toBe(says);
  });
});
