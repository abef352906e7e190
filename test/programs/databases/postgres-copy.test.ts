import { beforeAll, expect, it } from 'vitest';
import { type Postgres, startPostgres } from '../../harness/databases.ts';

let server: Postgres;
const feed = (text: string) => {
  const argv = ['/usr/lib/postgresql/16/bin/psql', '-U', 'postgres', '-qtA'];
  const { stdout, stderr } = server.machine.run(argv, { stdin: text });
  return stdout + stderr;
};

beforeAll(() => {
  server = startPostgres();
  server.rows('CREATE TABLE t (id int, s text, b bytea)');
});

it('reads rows from the client, and gives them back', () => {
  expect(feed('COPY t FROM STDIN;\n1\ta\\tb\t\\\\x00ff\n2\t\\N\t\\N\n\\.\nSELECT count(*) FROM t;\n')).toBe(
    '2\n',
  );
  expect(server.psql('-c', 'COPY t TO STDOUT')).toBe('1\ta\\tb\t\\\\x00ff\n2\t\\N\t\\N\n');
  expect(
    feed(
      'COPY t (id, s) FROM STDIN (FORMAT csv, HEADER);\nid,s\n3,"x, ""y"""\n\\.\nSELECT s FROM t WHERE id = 3;\n',
    ),
  ).toBe('x, "y"\n');
});

it('takes all rows or none', () => {
  expect(
    feed('COPY t FROM STDIN;\n7\tx\t\\N\nseven\ty\t\\N\n\\.\nSELECT count(*) FROM t WHERE id = 7;\n'),
  ).toBe('0\nERROR:  invalid input syntax for type integer: "seven"\n');
});

it('fetches from cursors', () => {
  expect(
    feed(
      'BEGIN; DECLARE c CURSOR FOR SELECT * FROM generate_series(1, 5);\nFETCH 2 FROM c; MOVE 1 FROM c; FETCH ALL IN c; CLOSE c;\nCOMMIT;\nFETCH c;\n',
    ),
  ).toBe('1\n2\n4\n5\nERROR:  cursor "c" does not exist\n');
  expect(server.rows('DECLARE c CURSOR FOR SELECT 1')).toBe(
    'ERROR:  DECLARE CURSOR can only be used in transaction blocks\n',
  );
});

it('keeps bytes as they are', () => {
  expect(server.rows("SELECT 'é'::bytea, length('é'::bytea), octet_length('é'), '\\000\\\\a'::bytea")).toBe(
    '\\xc3a9|2|2|\\x005c61\n',
  );
});
