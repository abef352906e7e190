import { beforeAll, describe, expect, it } from 'vitest';
import { type Postgres, startPostgres } from '../../harness/databases.ts';

describe("psql's own commands", () => {
  let server: Postgres;
  beforeAll(() => {
    server = startPostgres();
    server.rows(
      "CREATE TABLE t (id int, s text); INSERT INTO t VALUES (1, 'a,b'), (2, NULL); CREATE USER app",
    );
    server.rows('GRANT SELECT ON t TO app');
  });

  it.each([
    [
      '\\dp t',
      '                                Access privileges\n Schema | Name | Type  |     Access privileges     | Column privileges | Policies \n--------+------+-------+---------------------------+-------------------+----------\n public | t    | table | postgres=arwdDxt/postgres+|                   | \n        |      |       | app=r/postgres            |                   | \n(1 row)\n\n',
    ],
    ["\\copy t TO '/tmp/t.csv' WITH (FORMAT csv, HEADER)", 'COPY 2\n'],
    ["\\copy t FROM '/tmp/t.csv' CSV HEADER", 'COPY 2\n'],
    ["\\copy t FROM '/tmp/nope.csv' CSV", '/tmp/nope.csv: No such file or directory\n'],
    ['\\copy (SELECT count(*) FROM t) TO STDOUT', '4\n'],
    ['\\nope', 'invalid command \\nope\n'],
    [
      "SELECT * FROM t WHERE id = 'x'",
      'ERROR:  invalid input syntax for type integer: "x"\nLINE 1: SELECT * FROM t WHERE id = \'x\'\n                                   ^\n',
    ],
  ])('%s', (command, says) => {
    expect(server.psql('-c', command)).toBe(says);
  });

  it('reads rows from standard input, however many', () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `${at}\tsome text that takes room ${at}\n`);
    const argv = ['/usr/lib/postgresql/16/bin/psql', '-U', 'postgres', '-c', 'COPY t FROM STDIN'];
    expect(server.machine.run(argv, { stdin: rows.join('') }).stdout).toBe('COPY 20000\n');
  });

  it('keeps its connection where it finds no other', () => {
    const session = server.session();
    session.type('\\c nope\nSELECT 40 + 2;\n\\c template1\n');
    server.machine.advance(2);
    expect(session.stdout).toContain('database "nope" does not exist\r\nPrevious connection kept\r\n');
    expect(session.stdout).toContain('42\r\n');
    session.type('SELECT current_database() \\gx\n');
    server.machine.advance(1);
    expect(session.stdout).toContain('current_database|template1\r\n');
  });
});
