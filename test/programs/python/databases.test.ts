import { expect, test } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const SITE = '/usr/local/lib/python3.11/site-packages';

/** What a program prints that has a database beside it, at 127.0.0.1. */
function printed(image: string, packages: readonly string[], program: string) {
  const machine = openMachine({ image: 'python:3.11-slim' });
  const isPostgres = image.startsWith('postgres');
  const server =
    image === 'busybox'
      ? undefined
      : isPostgres
        ? machine.beside(image, ['docker-entrypoint.sh', 'postgres'], {
            POSTGRES_PASSWORD: 'secret',
            PGDATA: '/var/lib/postgresql/data',
            PATH: `${PATH}:/usr/lib/postgresql/16/bin`,
          })
        : machine.beside(image, ['docker-entrypoint.sh', 'mysqld'], {
            MYSQL_ROOT_PASSWORD: 'secret',
            MYSQL_DATABASE: 'todos',
            PATH,
          });
  for (let second = 0; server !== undefined && second < (isPostgres ? 5 : 40); second++) machine.advance(1);
  // Who comes from here has to know the password, too.
  if (isPostgres) server?.sh("sed -i 's/trust/scram-sha-256/' /var/lib/postgresql/data/pg_hba.conf");
  for (const name of packages) machine.write(`${SITE}/${name}/__init__.py`, '__version__ = "1.0"\n');
  machine.write('/app/case.py', program);
  const ran = machine.run(['python3', '/app/case.py'], { cwd: '/app', stdin: '' });
  expect(ran.stderr).toBe('');
  return ran.stdout.split('\n').slice(0, -1);
}

test('psycopg2 writes values into statements, and makes values of what comes', () => {
  const lines = printed(
    'postgres:16',
    ['psycopg2_binary'],
    `import psycopg2, datetime, decimal
from psycopg2 import sql
from psycopg2.extras import Json, RealDictCursor, execute_values
at = 'postgresql://postgres:secret@127.0.0.1:5432/postgres'
conn = psycopg2.connect(host='127.0.0.1', dbname='postgres', user='postgres', password='secret')
cur = conn.cursor()
cur.execute('CREATE TABLE t (id serial PRIMARY KEY, name text NOT NULL UNIQUE, price numeric(10,2), done boolean DEFAULT false, at timestamptz, d date, tags text[], doc jsonb, f float8, b bytea)')
cur.execute("INSERT INTO t (name, price, at, d, tags, doc, f, b) VALUES (%s, %s, %s, %s, %s, %s, %s, %s) RETURNING id", ("it's", decimal.Decimal('1.5'), datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc), datetime.date(2024, 1, 2), ['a', 'b "q"'], Json({'a': [1]}), 1.25, b'hi'))
print(cur.fetchone(), cur.rowcount, cur.statusmessage)
conn.commit()
cur.execute('SELECT * FROM t WHERE name = %(n)s', {'n': "it's"})
print(cur.fetchall(), cur.description[1].name)
for text in ("INSERT INTO t (name) VALUES ('it''s')", 'SELECT 1'):
    try:
        cur.execute(text)
    except psycopg2.Error as e:
        print(type(e), isinstance(e, psycopg2.IntegrityError), e.pgcode, repr(str(e)))
conn.rollback()
try:
    cur.execute('SELECT * FROM nope')
except psycopg2.errors.UndefinedTable as e:
    print(e)
conn.rollback()
with conn, conn.cursor(cursor_factory=RealDictCursor) as c:
    execute_values(c, 'INSERT INTO t (name, price) VALUES %s', [('x', 1), ('y', -2)])
    c.execute(sql.SQL('SELECT {} FROM {} ORDER BY id').format(sql.Identifier('name'), sql.Identifier('t')))
    print([dict(row) for row in c.fetchall()], c.mogrify('%s %s', (None, -1)))
for dsn in (at.replace('secret', 'wrong'), at.replace(':secret', ''), at.replace('5432', '1'), at.replace('/postgres', '/shop').replace('://shop', '://postgres'), at + '?sslmode=require'):
    try:
        psycopg2.connect(dsn)
    except psycopg2.OperationalError as e:
        print(e, end='')
for values in ((), ({},)):
    try:
        cur.execute('SELECT %s', values)
    except Exception as e:
        print(type(e).__name__, e)
conn.close()
try:
    conn.cursor()
except psycopg2.InterfaceError as e:
    print(e)
`,
  );
  const failed = 'connection to server at "127.0.0.1" (127.0.0.1), port 5432 failed: ';
  expect(lines).toEqual([
    '(1,) 1 INSERT 0 1',
    "[(1, \"it's\", Decimal('1.50'), False, datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc), datetime.date(2024, 1, 2), ['a', 'b \"q\"'], {'a': [1]}, 1.25, b'hi')] name",
    "<class 'psycopg2.errors.UniqueViolation'> True 23505 'duplicate key value violates unique constraint \"t_name_key\"\\nDETAIL:  Key (name)=(it\\'s) already exists.\\n'",
    "<class 'psycopg2.errors.InFailedSqlTransaction'> False 25P02 'current transaction is aborted, commands ignored until end of transaction block\\n'",
    'relation "nope" does not exist',
    'LINE 1: SELECT * FROM nope',
    '                      ^',
    '',
    "[{'name': \"it's\"}, {'name': 'x'}, {'name': 'y'}] b'NULL  -1'",
    `${failed}FATAL:  password authentication failed for user "postgres"`,
    `${failed}fe_sendauth: no password supplied`,
    `${failed.replace('5432', '1')}Connection refused`,
    '\tIs the server running on that host and accepting TCP/IP connections?',
    `${failed}FATAL:  database "shop" does not exist`,
    `${failed}server does not support SSL, but SSL was required`,
    'IndexError tuple index out of range',
    "ProgrammingError can't adapt type 'dict'",
    'connection already closed',
  ]);
});

test('drivers of MySQL need no other to be installed', () => {
  const program = `try:
    import mysql.connector
    from mysql.connector import errorcode
    mysql.connector.connect(host='127.0.0.1', port=1)
except mysql.connector.Error as e:
    print(e.errno, errorcode.ER_DUP_ENTRY)
`;
  expect(printed('busybox', ['mysql_connector_python'], program)).toEqual(['2003 1062']);
  expect(printed('busybox', ['mysqlclient'], 'import MySQLdb\nprint(MySQLdb.OperationalError)\n')).toEqual([
    "<class 'MySQLdb.OperationalError'>",
  ]);
});

test('pymysql and mysql.connector ask MySQL', () => {
  const lines = printed(
    'mysql:8.0',
    ['pymysql', 'mysql_connector_python'],
    `import datetime, decimal, pymysql, mysql.connector
at = {'host': '127.0.0.1', 'user': 'root', 'password': 'secret', 'database': 'todos'}
c = pymysql.connect(**at, cursorclass=pymysql.cursors.DictCursor)
with c.cursor() as cur:
    cur.execute('CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, name varchar(20) UNIQUE, price decimal(10,2), at datetime, d date, f double, b blob, done boolean)')
    print(cur.execute('INSERT INTO t (name, price, at, d, f, b, done) VALUES (%s, %s, %s, %s, %s, %s, %s)', ("it's", decimal.Decimal('1.5'), datetime.datetime(2024, 1, 2, 3, 4, 5), datetime.date(2024, 1, 2), 1.25, b'hi', True)), cur.lastrowid)
    c.commit()
    cur.execute('SELECT * FROM t WHERE name = %s', ("it's",))
    print(cur.fetchone())
    for text in ('SELECT * FROM nope', "INSERT INTO t (name) VALUES ('it''s')"):
        try:
            cur.execute(text)
        except pymysql.MySQLError as e:
            print(type(e).__name__, e)
for more in ({'password': 'no'}, {'database': 'zz'}, {'port': 1}):
    for connect, Error in ((pymysql.connect, pymysql.MySQLError), (mysql.connector.connect, mysql.connector.Error)):
        try:
            connect(**{**at, **more})
        except Error as e:
            print(type(e).__name__, e)
m = mysql.connector.connect(**at)
k = m.cursor(dictionary=True)
k.execute('INSERT INTO t (name) VALUES (%s)', ('b',))
print(k.rowcount, k.lastrowid, m.in_transaction)
m.commit()
k.execute('SELECT id, name FROM t WHERE id > %(id)s', {'id': 1})
print(k.fetchall(), k.rowcount, m.is_connected())
`,
  );
  expect(lines).toEqual([
    '1 1',
    "{'id': 1, 'name': \"it's\", 'price': Decimal('1.50'), 'at': datetime.datetime(2024, 1, 2, 3, 4, 5), 'd': datetime.date(2024, 1, 2), 'f': 1.25, 'b': b'hi', 'done': 1}",
    "ProgrammingError (1146, \"Table 'todos.nope' doesn't exist\")",
    "IntegrityError (1062, \"Duplicate entry 'it's' for key 't.name'\")",
    "OperationalError (1045, \"Access denied for user 'root'@'localhost' (using password: YES)\")",
    "ProgrammingError 1045 (28000): Access denied for user 'root'@'localhost' (using password: YES)",
    'OperationalError (1049, "Unknown database \'zz\'")',
    "ProgrammingError 1049 (42000): Unknown database 'zz'",
    "OperationalError (2003, \"Can't connect to MySQL server on '127.0.0.1' ([Errno 111] Connection refused)\")",
    "DatabaseError 2003: Can't connect to MySQL server on '127.0.0.1:1' (111)",
    '1 3 True',
    "[{'id': 3, 'name': 'b'}] 1 True",
  ]);
});
