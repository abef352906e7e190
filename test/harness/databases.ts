import { openMachine, type Started, type TestMachine } from './machine.ts';

const entrypoint = '/usr/local/bin/docker-entrypoint.sh';
const bin = '/usr/lib/postgresql/16/bin';

/** A PostgreSQL server, and psql beside it. */
export interface Postgres {
  readonly machine: TestMachine;
  /** Standard output, then standard error, of `psql …`. */
  psql(...words: string[]): string;
  /** A statement's rows, with bars between the columns. */
  rows(sql: string): string;
  /** psql that reads what is typed, as `user`. */
  session(user?: string): Started;
}

export function startPostgres(): Postgres {
  const machine = openMachine({ image: 'postgres:16' });
  const env = {
    POSTGRES_PASSWORD: 'secret',
    PGDATA: '/var/lib/postgresql/data',
    PATH: `/usr/local/bin:/usr/bin:/bin:${bin}`,
  };
  machine.start([entrypoint, 'postgres'], { env });
  machine.advance(4);
  const psql = (...words: string[]) => {
    const { stdout, stderr } = machine.run([`${bin}/psql`, '-U', 'postgres', ...words]);
    return stdout + stderr;
  };
  return {
    machine,
    psql,
    rows: (sql) => psql('-qtAc', sql),
    session: (user = 'postgres') =>
      machine.start([`${bin}/psql`, '-U', user, '-d', 'postgres', '-qtA'], { stdin: '', terminal: true }),
  };
}

/** A MySQL or MariaDB server with a database `shop`, and its client beside it. */
export function startMysql(image = 'mysql:8.0') {
  const machine = openMachine({ image });
  const [server, client] = image.startsWith('mysql') ? ['mysqld', 'mysql'] : ['mariadbd', 'mariadb'];
  const env = {
    MYSQL_ROOT_PASSWORD: 'secret',
    MYSQL_DATABASE: 'shop',
    MYSQL_USER: 'ann',
    MYSQL_PASSWORD: 'pw',
  };
  machine.start([entrypoint, server], { env });
  machine.advance(12);
  const warning = /^mysql: \[Warning\] Using a password on the command line interface can be insecure\.\n/;
  const mysql = (user: string, ...words: string[]) => {
    const password = user === 'root' ? 'secret' : 'pw';
    const { stdout, stderr } = machine.run([client, `-u${user}`, `-p${password}`, 'shop', ...words]);
    return stdout + stderr.replace(warning, '');
  };
  return {
    machine,
    mysql,
    rows: (sql: string, user = 'root') => mysql(user, '-N', '-e', sql),
    session: (user = 'root') =>
      machine.start([client, `-u${user}`, `-p${user === 'root' ? 'secret' : 'pw'}`, 'shop'], {
        stdin: '',
        terminal: true,
      }),
  };
}
