import { beforeAll, describe, expect, it, test } from 'vitest';
import { openMachine, type TestMachine } from '../../harness/machine.ts';

const entrypoint = '/usr/local/bin/docker-entrypoint.sh';
const bin = '/usr/lib/postgresql/16/bin';
const env = {
  POSTGRES_PASSWORD: 'secret',
  PGDATA: '/var/lib/postgresql/data',
  PATH: `/usr/local/bin:/usr/bin:/bin:${bin}`,
};

function started(more: Record<string, string> = {}, files: Record<string, string> = {}) {
  const machine = openMachine({ image: 'postgres:16' });
  for (const [path, text] of Object.entries(files)) machine.write(path, text);
  const server = machine.start([entrypoint, 'postgres'], { env: { ...env, ...more } });
  machine.advance(4);
  return { machine, server };
}

function psql(machine: TestMachine, ...words: string[]) {
  const { stdout, stderr, code } = machine.run([`${bin}/psql`, '-U', 'postgres', ...words]);
  return { text: stdout + stderr, code };
}

describe('what psql says', () => {
  let machine: TestMachine;
  beforeAll(() => {
    ({ machine } = started());
  });

  it.each([
    [
      'CREATE TABLE t (id serial PRIMARY KEY, name text NOT NULL, price numeric(10,2) DEFAULT 1.5)',
      'CREATE TABLE\n',
    ],
    ["INSERT INTO t (name, price) VALUES ('apple', 2), ('pear', NULL)", 'INSERT 0 2\n'],
    [
      'SELECT * FROM t ORDER BY id',
      ' id | name  | price \n----+-------+-------\n  1 | apple |  2.00\n  2 | pear  |      \n(2 rows)\n\n',
    ],
    [
      "UPDATE t SET name = 'plum' WHERE id = 2 RETURNING name",
      ' name \n------\n plum\n(1 row)\n\nUPDATE 1\n',
    ],
    [
      'SELECT nope FROM t',
      'ERROR:  column "nope" does not exist\nLINE 1: SELECT nope FROM t\n               ^\n',
    ],
    [
      'SELECT * FROM nope',
      'ERROR:  relation "nope" does not exist\nLINE 1: SELECT * FROM nope\n                      ^\n',
    ],
    [
      'CREATE FUNCTION f() RETURNS int AS $$ SELECT 1 $$ LANGUAGE sql',
      'ERROR:  CREATE FUNCTION is not part of the simulation\nLINE 1: CREATE FUNCTION f() RETURNS int AS $$ SELECT 1 $$ LANGUAGE s...\n               ^\n',
    ],
    [
      'DROP TRIGGER IF EXISTS x ON t',
      'ERROR:  DROP TRIGGER is not part of the simulation\nLINE 1: DROP TRIGGER IF EXISTS x ON t\n             ^\n',
    ],
    [
      "CREATE UNIQUE INDEX ON t (lower(name)) WHERE price > 1; INSERT INTO t (name, price) VALUES ('APPLE', 3); DROP INDEX t_lower_idx",
      'CREATE INDEX\nERROR:  duplicate key value violates unique constraint "t_lower_idx"\nDETAIL:  Key (lower(name))=(apple) already exists.\n',
    ],
    [
      "CREATE TABLE p (s varchar(9) CHECK (s IN ('a', 'b')), n numeric CHECK (n > 0 AND n BETWEEN 1 AND 5)); CREATE INDEX ON p (lower(s), n DESC)",
      'CREATE TABLE\nCREATE INDEX\n',
    ],
    [
      '\\d+ p',
      `                                                   Table "public.p"
 Column |         Type         | Collation | Nullable | Default | Storage  | Compression | Stats target | Description 
--------+----------------------+-----------+----------+---------+----------+-------------+--------------+-------------
 s      | character varying(9) |           |          |         | extended |             |              | 
 n      | numeric              |           |          |         | main     |             |              | 
Indexes:
    "p_lower_n_idx" btree (lower(s::text), n DESC)
Check constraints:
    "p_n_check" CHECK (n > 0::numeric AND n >= 1::numeric AND n <= 5::numeric)
    "p_s_check" CHECK (s::text = ANY (ARRAY['a'::character varying, 'b'::character varying]::text[]))
Access method: heap

`,
    ],
    [
      'CREATE MATERIALIZED VIEW m AS SELECT max(n) FROM p; INSERT INTO p VALUES (NULL, 3); REFRESH MATERIALIZED VIEW m; SELECT * FROM m',
      'SELECT 1\nINSERT 0 1\nREFRESH MATERIALIZED VIEW\n max \n-----\n   3\n(1 row)\n\n',
    ],
    [
      'CREATE VIEW v AS SELECT max FROM m; DROP TABLE p',
      'CREATE VIEW\nERROR:  cannot drop table p because other objects depend on it\nDETAIL:  materialized view m depends on table p\nview v depends on materialized view m\nHINT:  Use DROP ... CASCADE to drop the dependent objects too.\n',
    ],
    ['DROP TABLE p CASCADE', 'DROP TABLE\nNOTICE:  drop cascades to materialized view m\n'],
    ['SELECT sum(id) OVER (ORDER BY id ROWS 1 PRECEDING) FROM t', ' sum \n-----\n   1\n   3\n(2 rows)\n\n'],
    [
      'SELECT count(*) OVER w AS c, sum(id) OVER (w RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS s FROM t WINDOW w AS (ORDER BY id)',
      ' c | s \n---+---\n 1 | 2\n 2 |  \n(2 rows)\n\n',
    ],
    ['SELEC 1', 'ERROR:  syntax error at or near "SELEC"\nLINE 1: SELEC 1\n        ^\n'],
    [
      "INSERT INTO t VALUES (1, 'again')",
      'ERROR:  duplicate key value violates unique constraint "t_pkey"\nDETAIL:  Key (id)=(1) already exists.\n',
    ],
    [
      'INSERT INTO t (name) VALUES (NULL)',
      'ERROR:  null value in column "name" of relation "t" violates not-null constraint\nDETAIL:  Failing row contains (4, null, 1.50).\n',
    ],
    [
      'SELECT count(*), sum(price), 7/2 AS half, 1/3.0 AS third FROM t',
      ' count | sum  | half |         third          \n-------+------+------+------------------------\n     2 | 2.00 |    3 | 0.33333333333333333333\n(1 row)\n\n',
    ],
    [
      '\\dt',
      '        List of relations\n Schema | Name | Type  |  Owner   \n--------+------+-------+----------\n public | t    | table | postgres\n(1 row)\n\n',
    ],
    [
      '\\d t',
      `                               Table "public.t"
 Column |     Type      | Collation | Nullable |            Default            
--------+---------------+-----------+----------+-------------------------------
 id     | integer       |           | not null | nextval('t_id_seq'::regclass)
 name   | text          |           | not null | 
 price  | numeric(10,2) |           |          | 1.5
Indexes:
    "t_pkey" PRIMARY KEY, btree (id)

`,
    ],
    [
      '\\du',
      '                             List of roles\n Role name |                         Attributes                         \n-----------+------------------------------------------------------------\n postgres  | Superuser, Create role, Create DB, Replication, Bypass RLS\n\n',
    ],
    [
      'CREATE TABLE big AS SELECT g AS id, g % 10 AS k FROM generate_series(1, 2000) g; ALTER TABLE big ADD PRIMARY KEY (id); EXPLAIN SELECT * FROM big WHERE id = 5',
      'SELECT 2000\nALTER TABLE\n                             QUERY PLAN                             \n--------------------------------------------------------------------\n Index Scan using big_pkey on big  (cost=0.28..8.29 rows=1 width=8)\n   Index Cond: (id = 5)\n(2 rows)\n\n',
    ],
    [
      'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT k, count(*) FROM big JOIN t ON t.id = big.k WHERE name > $$a$$ GROUP BY k ORDER BY k LIMIT 1',
      `                               QUERY PLAN                               
------------------------------------------------------------------------
 Limit (actual rows=1 loops=1)
   ->  Sort (actual rows=2 loops=1)
         Sort Key: big.k
         Sort Method: quicksort  Memory: 25kB
         ->  HashAggregate (actual rows=2 loops=1)
               Group Key: big.k
               Batches: 1  Memory Usage: 24kB
               ->  Hash Join (actual rows=400 loops=1)
                     Hash Cond: (big.k = t.id)
                     ->  Seq Scan on big (actual rows=2000 loops=1)
                     ->  Hash (actual rows=2 loops=1)
                           Buckets: 1024  Batches: 1  Memory Usage: 9kB
                           ->  Seq Scan on t (actual rows=2 loops=1)
                                 Filter: (name > 'a'::text)
(14 rows)

`,
    ],
    [
      "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY id) AS p, corr(id, k)::numeric(3,2) AS c, bit_or(k) AS b, 'ab' SIMILAR TO '(a|x)_' AS s, 1 BETWEEN SYMMETRIC 2 AND 0 AS y, array_remove(ARRAY[1,2,1], 1) AS r, (regexp_match('ab12', '([a-z]+)(\\d+)'))[2] AS m, to_date('05 Dec 2000', 'DD Mon YYYY') AS d, age(DATE '2024-01-01', DATE '2023-02-28') AS a FROM big",
      '   p    |  c   | b  | s | y |  r  | m  |     d      |       a       \n--------+------+----+---+---+-----+----+------------+---------------\n 1000.5 | 0.00 | 15 | t | t | {2} | 12 | 2000-12-05 | 10 mons 1 day\n(1 row)\n\n',
    ],
    ['DROP TABLE big', 'DROP TABLE\n'],
    ['DROP TABLE t; SELECT 1 AS one', 'DROP TABLE\n one \n-----\n   1\n(1 row)\n\n'],
  ])('%s', (statement, says) => {
    expect(psql(machine, '-c', statement).text).toBe(says);
  });

  it('prints rows alone, for scripts', () => {
    expect(psql(machine, '-tAc', "SELECT 1, 'a'").text).toBe('1|a\n');
  });
});

test('a transaction is kept whole or not at all, and others see it when it is committed', () => {
  const { machine } = started();
  psql(machine, '-c', 'CREATE TABLE t (n int)');
  const other = machine.start([`${bin}/psql`, '-U', 'postgres'], { stdin: '', terminal: true });
  other.type('BEGIN;\nINSERT INTO t VALUES (1);\n');
  machine.advance(1);
  expect(other.stdout).toContain('postgres=*# ');
  expect(psql(machine, '-tAc', 'SELECT count(*) FROM t').text).toBe('0\n');
  const woken = machine.reload();
  expect(psql(woken, '-tAc', 'SELECT count(*) FROM t').text).toBe('0\n');
});

test('what a volume keeps: rows outlive the server, however it ends', () => {
  const { machine, server } = started();
  psql(machine, '-c', "CREATE TABLE t (s text); INSERT INTO t VALUES ('kept')");
  server.signal('SIGKILL');
  machine.advance(1);
  const again = machine.start([entrypoint, 'postgres'], { env });
  machine.advance(2);
  expect(again.stdout).toContain('Skipping initialization');
  expect(again.stderr).toContain('was not properly shut down; automatic recovery in progress');
  expect(psql(machine, '-tAc', 'SELECT * FROM t').text).toBe('kept\n');
  again.signal('SIGINT');
  machine.advance(1);
  expect(again.code).toBe(0);
  const options = ['-c', 'max_connections=4', '--work-mem=4096kB'];
  expect(machine.start([entrypoint, ...options], { env }).stderr).toBe('');
  machine.advance(2);
  expect(psql(machine, '-tAc', 'SHOW max_connections', '-c', 'SHOW work_mem').text).toBe('4\n4MB\n');
  for (const user of ['a', 'b', 'c', 'd'])
    machine.start([`${bin}/psql`, '-U', 'postgres', '-c', `SELECT pg_sleep(9) AS ${user}`], {});
  machine.advance(1);
  expect(psql(machine, '-c', 'SELECT 1').text).toContain('FATAL:  sorry, too many clients already\n');
  machine.advance(10);
  expect(psql(machine.reload(), '-tAc', 'SELECT * FROM t').text).toBe('kept\n');
});

test.each([
  [['-c', 'nope=1'], {}, 'FATAL:  unrecognized configuration parameter "nope"\n'],
  [['-c', 'fsync=7'], {}, 'FATAL:  invalid value for parameter "fsync": "7"\n'],
  [
    ['-c', 'config_file=/etc/my.conf'],
    { '/etc/my.conf': "work_mem = '1MB' # small\nport 5432\nwork_men = 1\n" },
    'LOG:  unrecognized configuration parameter "work_men" in file "/etc/my.conf" line 3\n',
  ],
  [
    [],
    { '/var/lib/postgresql/data/PG_VERSION': '15\n' },
    'FATAL:  database files are incompatible with server\n',
  ],
] as const)('what keeps a server from starting: %j', (options, files, says) => {
  const machine = openMachine({ image: 'postgres:16' });
  for (const [path, text] of Object.entries(files)) machine.write(path, text);
  const server = machine.start([entrypoint, ...options], { env });
  machine.advance(3);
  expect(server.stdout + server.stderr).toContain(says);
  expect(server.code).toBe(1);
});

test('scripts of the first start, in their order', () => {
  const { machine, server } = started(
    { POSTGRES_DB: 'shop', POSTGRES_USER: 'ann' },
    {
      '/docker-entrypoint-initdb.d/1-tables.sql': 'CREATE TABLE item (name text);\n',
      '/docker-entrypoint-initdb.d/2-rows.sh':
        'psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<-EOSQL\n\tINSERT INTO item VALUES (\'pen\');\nEOSQL\n',
    },
  );
  expect(server.stdout).toContain('running /docker-entrypoint-initdb.d/1-tables.sql\nCREATE TABLE\n');
  expect(server.stderr).toContain('database system is ready to accept connections');
  expect(
    machine.run([`${bin}/psql`, '-U', 'ann', '-d', 'shop', '-tAc', 'SELECT name FROM item']).stdout,
  ).toBe('pen\n');
});

describe('who may connect', () => {
  it('trusts who is on the machine itself, and says what is not there', () => {
    const { machine } = started();
    expect(psql(machine, '-tAc', 'SELECT 1').text).toBe('1\n');
    expect(psql(machine, '-d', 'nope', '-c', 'SELECT 1')).toEqual({
      text: 'psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: FATAL:  database "nope" does not exist\n',
      code: 2,
    });
  });

  it('says that nobody listens', () => {
    const machine = openMachine({ image: 'postgres:16' });
    expect(psql(machine, '-h', '127.0.0.1', '-c', 'SELECT 1')).toEqual({
      text: 'psql: error: connection to server at "127.0.0.1", port 5432 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?\n',
      code: 2,
    });
  });
});

test('a join that is much work goes on in steps', () => {
  const { machine } = started();
  const ran = psql(
    machine,
    '-tAc',
    'SELECT count(*) FROM generate_series(1, 250) a, generate_series(1, 250) b WHERE a < b',
  );
  expect(ran.text).toBe('31125\n');
});

test('whose statement is under way at a restart loses the connection, and others are served', () => {
  const { machine } = started();
  const under = machine.start([`${bin}/psql`, '-U', 'postgres', '-c', 'SELECT pg_sleep(60)']);
  machine.advance(1);
  const woken = machine.reload();
  woken.advance(60);
  expect([under.stderr, under.code]).toEqual([
    'FATAL:  terminating connection due to administrator command\nserver closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\nconnection to server was lost\n',
    2,
  ]);
  expect(psql(woken, '-tAc', 'SELECT 1').text).toBe('1\n');
});

describe('what drivers ask the catalogue', () => {
  let machine: TestMachine;
  beforeAll(() => {
    ({ machine } = started());
    psql(
      machine,
      '-c',
      'CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p_id int REFERENCES p ON DELETE CASCADE)',
    );
  });

  it.each([
    [
      "SELECT conname, pg_get_constraintdef(oid), confdeltype, conkey, confkey FROM pg_constraint WHERE contype = 'f'",
      'c_p_id_fkey|FOREIGN KEY (p_id) REFERENCES p(id) ON DELETE CASCADE|c|{1}|{1}\n',
    ],
    [
      'SELECT a.attname FROM pg_index i, unnest(i.indkey) k, pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = k',
      'id\n',
    ],
    [
      "SELECT table_name, column_name FROM information_schema.constraint_column_usage WHERE constraint_name = 'c_p_id_fkey'",
      'p|id\n',
    ],
    [
      'SELECT update_rule, delete_rule FROM information_schema.referential_constraints',
      'NO ACTION|CASCADE\n',
    ],
    ["SET TIME ZONE INTERVAL '+00:00' HOUR TO MINUTE", 'SET\n'],
    [
      'SELECT pg_get_indexdef(indexrelid), pg_get_indexdef(indexrelid, 1, true) FROM pg_index',
      'CREATE UNIQUE INDEX p_pkey ON public.p USING btree (id)|id\n',
    ],
    ['SELECT amname FROM pg_am ORDER BY oid', 'heap\nbtree\nhash\n'],
  ])('%s', (statement, says) => {
    expect(psql(machine, '-tAc', statement).text).toBe(says);
  });
});
