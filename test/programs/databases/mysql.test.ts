import { beforeAll, describe, expect, it, test } from 'vitest';
import { openMachine, type TestMachine } from '../../harness/machine.ts';

const entrypoint = '/usr/local/bin/docker-entrypoint.sh';

function started(image: string, env: Record<string, string>, files: Record<string, string> = {}) {
  const machine = openMachine({ image });
  for (const [path, text] of Object.entries(files)) machine.write(path, text);
  const command = image.startsWith('mysql') ? 'mysqld' : 'mariadbd';
  const server = machine.start([entrypoint, command], { env });
  machine.advance(12);
  return { machine, server };
}

const env = {
  MYSQL_ROOT_PASSWORD: 'secret',
  MYSQL_DATABASE: 'shop',
  MYSQL_USER: 'ann',
  MYSQL_PASSWORD: 'pw',
};
const warning = 'mysql: [Warning] Using a password on the command line interface can be insecure.\n';

function mysql(machine: TestMachine, ...words: string[]): string {
  const { stdout, stderr } = machine.run(['mysql', '-uroot', '-psecret', 'shop', ...words]);
  return (stdout + stderr).replace(warning, '');
}

describe('what the client says', () => {
  let machine: TestMachine;
  beforeAll(() => {
    ({ machine } = started('mysql:8.0', env));
  });

  it.each([
    [
      'CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) NOT NULL, price DECIMAL(10,2) DEFAULT 1.5)',
      '',
    ],
    ["INSERT INTO t (name, price) VALUES ('apple', 2), ('pear', NULL)", ''],
    ['SELECT * FROM t', 'id\tname\tprice\n1\tapple\t2.00\n2\tpear\tNULL\n'],
    [
      'SELECT LAST_INSERT_ID() AS i, 7/2 AS half, 7 DIV 2 AS whole, CONCAT(1, "a") AS c',
      'i\thalf\twhole\tc\n0\t3.5000\t3\t1a\n',
    ],
    ['SHOW TABLES', 'Tables_in_shop\nt\n'],
    [
      "CREATE TABLE u (t_id INT, m INT, f SET('r','w'), y YEAR, FOREIGN KEY (t_id) REFERENCES t(id)); INSERT INTO u VALUES (1, 5, 'w,r', 99), (1, 6, '', 12), (2, 7, NULL, 2001)",
      '',
    ],
    ['UPDATE t JOIN u ON t.id = u.t_id SET t.price = t.price + u.m, u.m = 0 WHERE u.m < 7', ''],
    [
      'SELECT u.*, price FROM u, t WHERE t_id = id',
      't_id\tm\tf\ty\tprice\n1\t0\tr,w\t1999\t7.00\n1\t0\t\t2012\t7.00\n2\t7\tNULL\t2001\tNULL\n',
    ],
    ['DELETE u FROM u LEFT JOIN t ON t.id = u.t_id WHERE t.name = "pear"', ''],
    [
      'SELECT t_id, y, COUNT(*) AS c, GROUPING(y) AS g FROM u GROUP BY t_id, y WITH ROLLUP',
      't_id\ty\tc\tg\n1\t1999\t1\t0\n1\t2012\t1\t0\n1\tNULL\t2\t1\nNULL\tNULL\t2\t1\n',
    ],
    [
      "SELECT STR_TO_DATE('21,5,2013', '%d,%m,%Y') AS d, TIMESTAMPDIFF(MONTH, y, '2024-01-01') AS m FROM (SELECT '2023-12-01' AS y) x",
      'd\tm\n2013-05-21\t1\n',
    ],
    [
      'DROP TABLE IF EXISTS nope; SHOW WARNINGS',
      "Level\tCode\tMessage\nNote\t1051\tUnknown table 'shop.nope'\n",
    ],
    [
      "UPDATE t SET price = '2020-02-31' WHERE id = 0; CREATE TABLE w (d DATE); INSERT INTO w VALUES ('2020-02-31')",
      "ERROR 1292 (22007) at line 1: Incorrect date value: '2020-02-31' for column 'd' at row 1\n",
    ],
    [
      `SELECT JSON_SET('{"a": 1}', '$.b', 2) AS s, JSON_KEYS('{"a": 1}') AS k, FORMAT(1234567.891, 2) AS f, TIMEDIFF('10:00', '09:30') AS t, STD(1) AS d FROM dual`,
      's\tk\tf\tt\td\n{"a": 1, "b": 2}\t["a"]\t1,234,567.89\t00:30:00\t0\n',
    ],
    [
      "SELECT user, host, plugin FROM mysql.user WHERE user = 'ann'",
      'user\thost\tplugin\nann\t%\tcaching_sha2_password\n',
    ],
    [
      `SELECT WEEK('2024-01-01') AS w, WEEK('2023-01-01', 1) AS i, WEEK('2024-12-31', 3) AS m, YEARWEEK('2024-01-01') AS y, STR_TO_DATE('060 2024 10:20:30', '%j %Y %T') AS s, BIT_OR('5x') AS b, JSON_MERGE_PRESERVE('{}', '{"toString": 1}', '[2]') AS j, JSON_SET(NULL, '$.a', 1) AS n, 'abc' + 1/0 AS z`,
      'w\ti\tm\ty\ts\tb\tj\tn\tz\n0\t0\t1\t202353\t2024-02-29 10:20:30\t5\t[{"toString": 1}, 2]\tNULL\tNULL\n',
    ],
    [
      "SELECT 'abc' + 0, 1/0; SHOW WARNINGS; SELECT 1; SHOW WARNINGS; SELECT JSON_SET('{}', 'a', 1)",
      "'abc' + 0\t1/0\n0\tNULL\nLevel\tCode\tMessage\nWarning\t1292\tTruncated incorrect DOUBLE value: 'abc'\nWarning\t1365\tDivision by 0\n1\n1\nERROR 3143 (42000) at line 1: Invalid JSON path expression. The error is around character position 1.\n",
    ],
    [
      'ALTER TABLE u ADD CHECK (m >= 0), ADD INDEX two (y, m); ALTER TABLE u DROP COLUMN y; SHOW CREATE TABLE u; ALTER TABLE u RENAME COLUMN m TO n',
      "Table\tCreate Table\nu\tCREATE TABLE `u` (\\n  `t_id` int DEFAULT NULL,\\n  `m` int DEFAULT NULL,\\n  `f` set('r','w') DEFAULT NULL,\\n  KEY `t_id` (`t_id`),\\n  KEY `two` (`m`),\\n  CONSTRAINT `u_ibfk_1` FOREIGN KEY (`t_id`) REFERENCES `t` (`id`),\\n  CONSTRAINT `u_chk_1` CHECK ((m >= 0))\\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci\nERROR 3959 (HY000) at line 1: Check constraint 'u_chk_1' uses column 'm', hence column cannot be dropped or renamed.\n",
    ],
    [
      "SHOW VARIABLES WHERE variable_name IN ('port', 'socket') AND Value > 9",
      'Variable_name\tValue\nport\t3306\n',
    ],
    ['DROP TABLE u, w; UPDATE t SET price = 2 WHERE id = 1', ''],
    [
      'DESCRIBE t',
      'Field\tType\tNull\tKey\tDefault\tExtra\nid\tint\tNO\tPRI\tNULL\tauto_increment\nname\tvarchar(20)\tNO\t\tNULL\t\nprice\tdecimal(10,2)\tYES\t\t1.5\t\n',
    ],
    ['SELECT * FROM nope', "ERROR 1146 (42S02) at line 1: Table 'shop.nope' doesn't exist\n"],
    ['SELECT nope FROM t', "ERROR 1054 (42S22) at line 1: Unknown column 'nope' in 'field list'\n"],
    [
      "INSERT INTO t VALUES (1, 'again', 1)",
      "ERROR 1062 (23000) at line 1: Duplicate entry '1' for key 't.PRIMARY'\n",
    ],
    [
      'SELEC 1',
      "ERROR 1064 (42000) at line 1: You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near 'SELEC 1' at line 1\n",
    ],
    ["INSERT INTO t (id, name) VALUES (1, 'plum') ON DUPLICATE KEY UPDATE name = VALUES(name)", ''],
    ["SELECT name FROM t WHERE name = 'PLUM'", 'name\nplum\n'],
  ])('%s', (statement, says) => {
    expect(mysql(machine, '-e', statement)).toBe(says);
  });

  it('draws a table where it is asked to', () => {
    expect(mysql(machine, '-t', '-e', 'SELECT id, name FROM t ORDER BY id')).toBe(
      '+----+------+\n| id | name |\n+----+------+\n|  1 | plum |\n|  2 | pear |\n+----+------+\n',
    );
  });

  it('lets in who has a password, to what is theirs', () => {
    const ask = (...words: string[]) => machine.run(['mysql', ...words]).stderr.replace(warning, '');
    expect(ask('-uroot', '-pwrong', '-e', 'SELECT 1')).toBe(
      "ERROR 1045 (28000): Access denied for user 'root'@'localhost' (using password: YES)\n",
    );
    expect(ask('-uroot', '-e', 'SELECT 1')).toBe(
      "ERROR 1045 (28000): Access denied for user 'root'@'localhost' (using password: NO)\n",
    );
    expect(ask('-uann', '-ppw', '-e', 'CREATE DATABASE other')).toBe(
      "ERROR 1044 (42000) at line 1: Access denied for user 'ann'@'%' to database 'other'\n",
    );
    expect(machine.run(['mysql', '-uann', '-ppw', '-N', '-e', 'SHOW DATABASES']).stdout).toBe(
      'information_schema\nshop\n',
    );
  });
});

test('rows outlive the server, however it ends', () => {
  const { machine, server } = started('mysql:8.0', env);
  mysql(machine, '-e', "CREATE TABLE t (s TEXT); INSERT INTO t VALUES ('kept')");
  expect(machine.sh('ls /var/lib/mysql/shop').stdout).toBe('t.ibd\n');
  server.signal('SIGKILL');
  machine.advance(1);
  machine.start([entrypoint, 'mysqld'], { env });
  machine.advance(3);
  expect(mysql(machine.reload(), '-N', '-e', 'SELECT * FROM t')).toBe('kept\n');
});

test('options from files and the command line, and one that newer servers have dropped', () => {
  const plugin = '--default-authentication-plugin=mysql_native_password';
  const machine = openMachine({ image: 'mysql:8.4' });
  const { stdout, stderr, code } = machine.run([entrypoint, 'mysqld', plugin], { env });
  expect(code).toBe(1);
  expect(stdout + stderr).toContain(`[Server] unknown variable '${plugin.slice(2)}'.\n`);
  const older = openMachine({ image: 'mysql:8.0' });
  older.write(
    '/etc/mysql/conf.d/my.cnf',
    '[mysqld]\nmax_connections = 7\nwait-timeout=9\n[client]\nport=1\n',
  );
  const server = older.start([entrypoint, '--max-connections=8', plugin], { env });
  older.advance(12);
  expect(
    mysql(older, '-Ne', "SHOW VARIABLES WHERE Variable_name IN ('max_connections', 'wait_timeout')"),
  ).toBe('max_connections\t8\nwait_timeout\t9\n');
  expect(mysql(older, '-Ne', "SELECT DISTINCT plugin FROM mysql.user WHERE user = 'root'")).toBe(
    'mysql_native_password\n',
  );
  server.signal('SIGKILL');
  const again = older.start([entrypoint, 'mysqld'], { env });
  older.advance(3);
  expect(again.stderr).toContain('Starting XA crash recovery');
});

test('MariaDB: scripts of the first start, its client, and its health check', () => {
  const { machine, server } = started(
    'mariadb:11.4',
    { MARIADB_ROOT_PASSWORD: 'secret', MARIADB_DATABASE: 'shop' },
    {
      '/docker-entrypoint-initdb.d/a.sql':
        "CREATE TABLE item (name VARCHAR(9));\nINSERT INTO item VALUES ('pen');\n",
    },
  );
  expect(server.stdout).toContain('running /docker-entrypoint-initdb.d/a.sql');
  expect(
    machine.run(['mariadb', '-uroot', '-psecret', 'shop', '-N', '-e', 'SELECT name FROM item']).stdout,
  ).toBe('pen\n');
  expect(machine.run(['healthcheck.sh', '--connect', '--innodb_initialized']).code).toBe(0);
});

test('nobody listens', () => {
  const machine = openMachine({ image: 'mysql:8.0' });
  expect(machine.run(['mysql', '-uroot', '-e', 'SELECT 1']).stderr).toBe(
    "ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock' (2)\n",
  );
  expect(machine.run(['mysqladmin', 'ping', '-h', 'localhost']).code).toBe(1);
});

test('bytes, and the database of definitions', () => {
  const { machine } = started('mysql:8.0', env);
  mysql(
    machine,
    '-e',
    "CREATE TABLE t (b BLOB, s TEXT); INSERT INTO t VALUES (x'00ffc3a9', 0x41), ('é', x'c3a9')",
  );
  expect(mysql(machine, '-N', '-e', 'SELECT HEX(b), s FROM t')).toBe('00FFC3A9\tA\nC3A9\té\n');
  expect(
    mysql(
      machine,
      '-N',
      '-e',
      "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'shop'",
    ),
  ).toBe('t\tb\nt\ts\n');
  expect(mysql(machine, '-N', '-e', 'SELECT @@autocommit + 1')).toBe('2\n');
});

test('statements come from files that the client is told to read', () => {
  const { machine } = started('mysql:8.0', env, {
    '/a.sql': "CREATE TABLE f (n INT);\nINSERT INTO f VALUES (1), (2);\n-- the last has no end\nSELECT 'a'",
    '/bad.sql': 'SELECT 1;\n\nSELECT nope;\n',
    '/itself.sql': 'source /itself.sql\n',
  });
  expect(mysql(machine, '-e', 'source /a.sql; SELECT count(*) FROM f')).toBe('a\na\ncount(*)\n2\n');
  expect(mysql(machine, '-e', '\\. /nope.sql')).toBe(
    "ERROR at line 1: Failed to open file '/nope.sql', error: 2\n",
  );
  expect(mysql(machine, '-e', 'source /itself.sql')).toBe(
    "ERROR at line 1: Failed to open file '/itself.sql', error: 24\n",
  );
  const piped = { stdin: 'SELECT 0;\nsource /bad.sql\nSELECT 2;\n' };
  const said = machine.run(['mysql', '-uroot', '-psecret', 'shop'], piped);
  expect(said.stdout).toBe('0\n0\n1\n1\n');
  expect(said.stderr).toBe(
    `${warning}ERROR 1054 (42S22) at line 3 in file: '/bad.sql': Unknown column 'nope' in 'field list'\n`,
  );
});
