import { beforeEach, describe, expect, it } from 'vitest';
import { type Postgres, startMysql, startPostgres } from '../../harness/databases.ts';

describe('PostgreSQL', () => {
  let server: Postgres;
  const say = (session: ReturnType<Postgres['session']>, text: string) => {
    session.type(`${text}\n`);
    server.machine.advance(1);
  };
  beforeEach(() => {
    server = startPostgres();
    server.rows('CREATE TABLE t (id int PRIMARY KEY, n int); INSERT INTO t VALUES (1, 0), (2, 0), (3, 0)');
  });

  it('waits for a row that another has locked, and reads it anew', () => {
    const [a, b] = [server.session(), server.session()];
    say(a, 'BEGIN; SELECT n FROM t WHERE id = 1 FOR UPDATE;');
    say(b, 'UPDATE t SET n = n + 10 WHERE id = 1 RETURNING n;');
    expect(b.stdout).not.toContain('\n10');
    expect(server.rows('SELECT state, wait_event_type FROM pg_stat_activity ORDER BY pid')).toBe(
      'idle in transaction|Client\nactive|Lock\nactive|\n',
    );
    say(a, 'UPDATE t SET n = 1 WHERE id = 1; COMMIT;');
    expect(b.stdout).toContain('11\r\n');
  });

  it('skips what is locked, or refuses, where it is asked to', () => {
    const a = server.session();
    say(a, 'BEGIN; SELECT id FROM t ORDER BY id LIMIT 1 FOR UPDATE;');
    expect(server.rows('SELECT id FROM t ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED')).toBe('2\n');
    expect(server.rows('SELECT id FROM t FOR UPDATE NOWAIT')).toBe(
      'ERROR:  could not obtain lock on row in relation "t"\n',
    );
    expect(server.rows("SET lock_timeout = '2s'; SELECT id FROM t FOR SHARE")).toBe(
      'ERROR:  canceling statement due to lock timeout\n',
    );
    expect(server.rows('SELECT count(*) FROM t FOR UPDATE')).toBe(
      'ERROR:  FOR UPDATE is not allowed with aggregate functions\n',
    );
    say(a, 'ROLLBACK;');
    expect(server.rows('SELECT id FROM t WHERE id = 1 FOR UPDATE NOWAIT')).toBe('1\n');
  });

  it('lets many share a row', () => {
    const a = server.session();
    say(a, 'BEGIN; SELECT id FROM t WHERE id = 1 FOR SHARE;');
    expect(server.rows('SELECT id FROM t WHERE id = 1 FOR SHARE NOWAIT')).toBe('1\n');
    expect(server.rows('SELECT id FROM t WHERE id = 1 FOR UPDATE NOWAIT')).toContain('could not obtain lock');
  });

  it('tells of two who wait for each other', () => {
    const [a, b] = [server.session(), server.session()];
    say(a, 'BEGIN; UPDATE t SET n = 1 WHERE id = 1;');
    say(b, 'BEGIN; UPDATE t SET n = 2 WHERE id = 2;');
    say(a, 'UPDATE t SET n = 1 WHERE id = 2;');
    say(b, 'UPDATE t SET n = 2 WHERE id = 1;');
    expect(b.stdout).toContain('ERROR:  deadlock detected');
    expect(b.stdout).toMatch(
      /DETAIL: {2}Process \d+ waits for ShareLock on transaction \d+; blocked by process \d+\./,
    );
    say(b, 'ROLLBACK;');
    say(a, 'COMMIT;');
    expect(server.rows('SELECT n FROM t ORDER BY id')).toBe('1\n1\n0\n');
  });

  it('locks whole tables', () => {
    const a = server.session();
    expect(server.rows('LOCK TABLE t')).toBe('ERROR:  LOCK TABLE can only be used in transaction blocks\n');
    say(a, 'BEGIN; LOCK TABLE t IN EXCLUSIVE MODE;');
    expect(server.rows('SELECT count(*) FROM t')).toBe('3\n');
    expect(server.rows('SET lock_timeout = 100; INSERT INTO t VALUES (4, 0)')).toContain(
      'due to lock timeout',
    );
    expect(server.rows('BEGIN; LOCK TABLE t NOWAIT')).toBe('ERROR:  could not obtain lock on relation "t"\n');
    expect(server.rows("SELECT mode FROM pg_locks WHERE locktype = 'relation'")).toBe('ExclusiveLock\n');
  });

  it('commits after the sleep, not before', () => {
    const a = server.session();
    a.type('INSERT INTO t SELECT 9, 0 FROM pg_sleep(10);\n');
    server.machine.advance(5);
    expect(server.rows('SELECT count(*) FROM t')).toBe('3\n');
    server.machine.advance(6);
    expect(server.rows('SELECT count(*) FROM t')).toBe('4\n');
  });

  it('ends statements and sessions of others', () => {
    const a = server.session();
    a.type('SELECT pg_sleep(600);\n');
    server.machine.advance(1);
    const pid = server.rows("SELECT pid FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'").trim();
    expect(server.rows(`SELECT pg_cancel_backend(${pid})`)).toBe('t\n');
    server.machine.advance(1);
    expect(a.stdout).toContain('ERROR:  canceling statement due to user request');
    expect(server.rows(`SELECT pg_terminate_backend(${pid})`)).toBe('t\n');
    expect(server.rows('SELECT count(*) FROM pg_stat_activity')).toBe('1\n');
    expect(server.rows('SELECT pg_terminate_backend(1)')).toBe(
      'f\nWARNING:  PID 1 is not a PostgreSQL backend process\n',
    );
  });

  it('keeps locks when the host restarts', () => {
    const a = server.session();
    say(a, 'BEGIN; SELECT id FROM t WHERE id = 1 FOR UPDATE;');
    const woken = server.machine.reload();
    const psql = (sql: string) => {
      const ran = woken.run(['/usr/lib/postgresql/16/bin/psql', '-U', 'postgres', '-qtAc', sql]);
      return ran.stdout + ran.stderr;
    };
    expect(psql('SELECT id FROM t ORDER BY id FOR UPDATE SKIP LOCKED')).toBe('2\n3\n');
  });
});

describe('MySQL', () => {
  it('waits, gives up in time, finds deadlocks, and kills', () => {
    const { machine, rows, session } = startMysql();
    const say = (who: ReturnType<typeof session>, text: string) => {
      who.type(`${text}\n`);
      machine.advance(1);
    };
    rows('CREATE TABLE t (id INT PRIMARY KEY, n INT); INSERT INTO t VALUES (1, 0), (2, 0)');
    const [a, b] = [session(), session()];
    say(a, 'START TRANSACTION; SELECT * FROM t WHERE id = 1 FOR UPDATE;');
    expect(rows('SET innodb_lock_wait_timeout = 2; UPDATE t SET n = 5 WHERE id = 1')).toBe(
      'ERROR 1205 (HY000) at line 1: Lock wait timeout exceeded; try restarting transaction\n',
    );
    expect(rows('SELECT id FROM t FOR UPDATE SKIP LOCKED')).toBe('2\n');
    expect(rows('SELECT id FROM t LOCK IN SHARE MODE NOWAIT')).toContain('ERROR 3572 (HY000)');
    say(b, 'START TRANSACTION; UPDATE t SET n = 2 WHERE id = 2;');
    say(a, 'UPDATE t SET n = 1 WHERE id = 2;');
    say(b, 'UPDATE t SET n = 2 WHERE id = 1;');
    expect(b.stdout).toContain(
      'ERROR 1213 (40001): Deadlock found when trying to get lock; try restarting transaction',
    );
    say(a, 'COMMIT;');
    expect(rows('SELECT n FROM t ORDER BY id')).toBe('0\n1\n');
    b.type('SELECT SLEEP(600);\n');
    machine.advance(1);
    const [id = ''] =
      rows('SHOW PROCESSLIST')
        .split('\n')
        .find((line) => line.includes('SLEEP'))
        ?.split('\t') ?? [];
    rows(`KILL QUERY ${id}`);
    machine.advance(1);
    expect(b.stdout).toContain('ERROR 1317 (70100): Query execution was interrupted');
    rows(`KILL ${id}`);
    expect(rows('SHOW PROCESSLIST')).not.toContain(`${id}\t`);
    expect(rows('KILL 999')).toBe('ERROR 1094 (HY000) at line 1: Unknown thread id: 999\n');
  });
});
