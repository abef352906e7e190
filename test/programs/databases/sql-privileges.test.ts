import { beforeAll, describe, expect, it } from 'vitest';
import { startMysql, startPostgres } from '../../harness/databases.ts';

describe('PostgreSQL: a role without attributes', () => {
  let ann: (sql: string) => string;
  beforeAll(() => {
    const { psql, rows } = startPostgres();
    rows(
      "CREATE TABLE t (id serial PRIMARY KEY, n int); CREATE INDEX t_n ON t (n); CREATE TYPE mood AS ENUM ('ok'); CREATE ROLE ann LOGIN; CREATE ROLE maker LOGIN CREATEROLE; CREATE SCHEMA s",
    );
    ann = (sql) => psql('-d', 'postgres', '-U', 'ann', '-qtAc', sql);
  });

  it.each([
    [
      'ALTER ROLE ann SUPERUSER',
      'ERROR:  permission denied to alter role\nDETAIL:  Only roles with the SUPERUSER attribute may change the SUPERUSER attribute.\n',
    ],
    [
      'ALTER ROLE ann CREATEDB',
      'ERROR:  permission denied to alter role\nDETAIL:  Only roles with the CREATEDB attribute may change the CREATEDB attribute.\n',
    ],
    ["ALTER ROLE postgres PASSWORD 'x'", 'ERROR:  permission denied to alter role\n'],
    ['GRANT postgres TO ann', 'ERROR:  permission denied to grant role "postgres"\n'],
    ['SET ROLE postgres', 'ERROR:  permission denied to set role "postgres"\n'],
    ['GRANT ALL ON SCHEMA public TO ann', 'ERROR:  permission denied for schema public\n'],
    ['GRANT ALL ON DATABASE postgres TO ann', 'ERROR:  permission denied for database postgres\n'],
    ['GRANT ALL ON ALL TABLES IN SCHEMA public TO ann', 'ERROR:  permission denied for table t\n'],
    ['SELECT * FROM t', 'ERROR:  permission denied for table t\n'],
    ['SELECT * FROM t FOR UPDATE', 'ERROR:  permission denied for table t\n'],
    ["SELECT nextval('t_id_seq')", 'ERROR:  permission denied for sequence t_id_seq\n'],
    ["SELECT setval('t_id_seq', 1)", 'ERROR:  permission denied for sequence t_id_seq\n'],
    ['DROP INDEX t_n', 'ERROR:  must be owner of index t_n\n'],
    ['DROP TYPE mood', 'ERROR:  must be owner of type mood\n'],
    ['DROP SCHEMA s', 'ERROR:  must be owner of schema s\n'],
    ["COMMENT ON TABLE t IS 'mine'", 'ERROR:  must be owner of table t\n'],
    ["CREATE TYPE other AS ENUM ('a')", 'ERROR:  permission denied for schema public\n'],
    ['CREATE SCHEMA mine', 'ERROR:  permission denied for database postgres\n'],
    ["ALTER ROLE ann PASSWORD 'own'", ''],
  ])('%s', (sql, says) => {
    expect(ann(sql)).toBe(says);
  });
});

describe('MySQL: a user of one database', () => {
  let ann: (sql: string) => string;
  beforeAll(() => {
    const { rows } = startMysql();
    rows('CREATE DATABASE other; CREATE TABLE other.t (id INT); CREATE ROLE boss');
    ann = (sql) => rows(sql, 'ann');
  });

  it.each([
    [
      'DROP DATABASE other',
      "ERROR 1044 (42000) at line 1: Access denied for user 'ann'@'%' to database 'other'\n",
    ],
    ['USE other', "ERROR 1044 (42000) at line 1: Access denied for user 'ann'@'%' to database 'other'\n"],
    [
      'RENAME TABLE other.t TO shop.t',
      "ERROR 1142 (42000) at line 1: ALTER command denied to user 'ann'@'localhost' for table 't'\n",
    ],
    [
      'CREATE INDEX i ON other.t (id)',
      "ERROR 1142 (42000) at line 1: INDEX command denied to user 'ann'@'localhost' for table 't'\n",
    ],
    [
      'SHOW CREATE TABLE other.t',
      "ERROR 1142 (42000) at line 1: SELECT command denied to user 'ann'@'localhost' for table 't'\n",
    ],
    [
      'DESCRIBE other.t',
      "ERROR 1142 (42000) at line 1: SELECT command denied to user 'ann'@'localhost' for table 't'\n",
    ],
    [
      "GRANT boss TO 'ann'@'%'",
      'ERROR 1227 (42000) at line 1: Access denied; you need (at least one of) the ROLE_ADMIN privilege(s) for this operation\n',
    ],
    [
      "GRANT ALL ON other.* TO 'ann'@'%'",
      "ERROR 1044 (42000) at line 1: Access denied for user 'ann'@'%' to database 'other'\n",
    ],
    ['SHOW TABLES FROM other', "ERROR 1049 (42000) at line 1: Unknown database 'other'\n"],
  ])('%s', (sql, says) => {
    expect(ann(sql)).toBe(says);
  });
});
