import { describe, expect, test } from 'vitest';
import { logText, ports, start } from './start.ts';

describe('a database without a password refuses to start', () => {
  test('postgres', () => {
    const timeline = start('postgres:16');
    expect(timeline.exit).toMatchObject({ code: 1, reason: 'Error' });
    expect(timeline.log.map(({ text }) => text)).toEqual([
      'Error: Database is uninitialized and superuser password is not specified.',
      '       You must specify POSTGRES_PASSWORD to a non-empty value for the',
      '       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".',
      '',
      '       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all',
      '       connections without a password. This is *not* recommended.',
      '',
      '       See PostgreSQL documentation about "trust":',
      '       https://www.postgresql.org/docs/current/auth-trust.html',
    ]);
  });

  test('mysql', () => {
    const timeline = start('mysql:8.0');
    expect(timeline.exit).toMatchObject({ code: 1, reason: 'Error' });
    expect(logText(timeline)).toContain(
      `2025-01-01 00:00:00+00:00 [ERROR] [Entrypoint]: Database is uninitialized and password option is not specified
    You need to specify one of the following as an environment variable:
    - MYSQL_ROOT_PASSWORD
    - MYSQL_ALLOW_EMPTY_PASSWORD
    - MYSQL_RANDOM_ROOT_PASSWORD`,
    );
  });

  test('mysql of an older image', () => {
    expect(logText(start('mysql:5.6'))).toContain(
      '\tYou need to specify one of MYSQL_ROOT_PASSWORD, MYSQL_ALLOW_EMPTY_PASSWORD and MYSQL_RANDOM_ROOT_PASSWORD',
    );
  });

  test('mariadb', () => {
    expect(logText(start('mariadb:10.6'))).toContain('MARIADB_RANDOM_ROOT_PASSWORD');
  });

  test('mongo with half of its credentials', () => {
    const timeline = start('mongo', { env: { MONGO_INITDB_ROOT_USERNAME: 'root' } });
    expect(timeline.exit?.code).toBe(1);
    expect(logText(timeline)).toContain('both must be specified for a user to be created');
  });
});

describe('with one it comes up after a while', () => {
  test.each([
    [
      'postgres:16',
      { POSTGRES_PASSWORD: 'x' },
      ['5432@2600'],
      'database system is ready to accept connections',
    ],
    [
      'postgres:16',
      { POSTGRES_HOST_AUTH_METHOD: 'trust' },
      ['5432@2600'],
      'PostgreSQL init process complete',
    ],
    [
      'mysql:8.0',
      { MYSQL_ROOT_PASSWORD: 'x', MYSQL_DATABASE: 'shop' },
      ['3306@9000'],
      'Creating database shop',
    ],
    ['mysql:5.7', { MYSQL_ALLOW_EMPTY_PASSWORD: 'yes' }, ['3306@9000'], 'ready for connections'],
    ['mariadb:11.4', { MARIADB_ROOT_PASSWORD: 'x' }, ['3306@5000'], 'mariadb.org binary distribution'],
    ['mariadb:10.6', { MYSQL_ROOT_PASSWORD: 'x' }, ['3306@5000'], 'MariaDB init process done'],
  ])('%s %j', (image, env, expected, text) => {
    const timeline = start(image, { env });
    expect(ports(timeline)).toEqual(expected);
    expect(logText(timeline)).toContain(text);
  });

  test('a password file counts', () => {
    const options = {
      env: { POSTGRES_PASSWORD_FILE: '/run/secrets/password' },
      mounts: { directories: [], files: { '/run/secrets/password': 'x' } },
    };
    expect(start('postgres:16', options).exit).toBeUndefined();
  });

  test('its entrypoint takes options for the server', () => {
    const options = { env: { POSTGRES_PASSWORD: 'x' }, args: ['-c', 'port=5433'] };
    expect(ports(start('postgres:16', options))).toEqual(['5433@2600']);
  });
});

test('the server alone refuses to run as root', () => {
  const postgres = start('postgres:16', { command: ['postgres'] });
  expect(postgres.exit?.code).toBe(1);
  expect(logText(postgres)).toContain('"root" execution of the PostgreSQL server is not permitted.');
});

describe('probes that ask the database', () => {
  const postgres = start('postgres:16', { env: { POSTGRES_PASSWORD: 'x' } });
  const mysql = start('mysql:8.0', { env: { MYSQL_ROOT_PASSWORD: 'x' } });
  test.each([
    [postgres, ['pg_isready'], 1000, 2, '/var/run/postgresql:5432 - no response\n'],
    [
      postgres,
      ['pg_isready', '-U', 'postgres'],
      3000,
      0,
      '/var/run/postgresql:5432 - accepting connections\n',
    ],
    [
      postgres,
      ['sh', '-c', 'exec pg_isready -h 127.0.0.1 -p 5432'],
      3000,
      0,
      '127.0.0.1:5432 - accepting connections\n',
    ],
    [postgres, ['psql', '-c', 'select 1'], 1000, 2, 'psql: error: connection to server on socket'],
    [mysql, ['mysqladmin', 'ping'], 1000, 1, "mysqladmin: connect to server at 'localhost' failed"],
    [mysql, ['mysqladmin', 'ping', '-h', '127.0.0.1'], 9500, 0, 'mysqld is alive\n'],
    [mysql, ['mysql', '-h', '127.0.0.1', '-e', 'SELECT 1'], 1000, 1, "ERROR 2003 (HY000): Can't connect"],
    [start('redis'), ['redis-cli', 'ping'], 100, 0, 'PONG\n'],
    [
      start('redis'),
      ['redis-cli', 'ping'],
      10,
      1,
      'Could not connect to Redis at 127.0.0.1:6379: Connection refused\n',
    ],
    [start('mongo'), ['mongosh', '--eval', "db.adminCommand('ping')"], 2000, 0, '{ ok: 1 }\n'],
    [start('rabbitmq'), ['rabbitmq-diagnostics', '-q', 'ping'], 9000, 0, 'Ping succeeded\n'],
    [start('rabbitmq'), ['rabbitmq-diagnostics', 'ping'], 1000, 69, 'unable to perform an operation on node'],
  ])('%# %j', (timeline, argv, atMs, code, output) => {
    const result = timeline.exec(argv, atMs);
    expect(result.code).toBe(code);
    expect(result.output).toContain(output);
  });
});
