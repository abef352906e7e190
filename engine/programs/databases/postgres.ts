import type { Next, Program, System } from '../../linux/system.ts';
import { option, portNumber } from '../options.ts';
import { iso } from '../timestamps.ts';
import {
  become,
  commandOf,
  exists,
  type Line,
  lines,
  type Staged,
  stagedServer,
  variable,
} from './staged.ts';

/** initdb takes most of the time of a first start; then a server for the init scripts comes up and goes. */
const initdbMs = 1500;
const initScriptsMs = 2200;
const firstReadyMs = 2600;
const readyMs = 250;
const stopMs = 100;

const passwordMissing = `Error: Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the
       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
       connections without a password. This is *not* recommended.

       See PostgreSQL documentation about "trust":
       https://www.postgresql.org/docs/current/auth-trust.html
`;

const asRoot = `"root" execution of the PostgreSQL server is not permitted.
The server must be started under an unprivileged user ID to prevent
possible system security compromise.  See the documentation for
more information on how to properly start the server.
`;

/** The official image's entrypoint: it makes the database cluster before it starts the server. */
export const postgresEntrypoint = stagedServer((system) => {
  const argv = commandOf(system, 'postgres');
  if (argv[0] !== 'postgres') return become(system, argv, 351);
  if (exists(system, `${dataFolder(system)}/PG_VERSION`)) return server(system, argv, false);
  const trusted = system.env.get('POSTGRES_HOST_AUTH_METHOD') === 'trust';
  if (!variable(system, 'POSTGRES_PASSWORD') && !trusted) {
    system.write(2, passwordMissing);
    return { exit: 1 };
  }
  return server(system, argv, true);
});

/** The server itself: root may not start it. */
export const postgres: Program = stagedServer((system): Staged | Next<never> => {
  const { argv } = system;
  if (argv.includes('--version') || argv.includes('-V')) {
    system.write(1, `postgres (PostgreSQL) ${system.executable.version ?? ''}\n`);
    return { exit: 0 };
  }
  if (system.uid === 0) {
    system.write(2, asRoot);
    return { exit: 1 };
  }
  if (exists(system, `${dataFolder(system)}/PG_VERSION`)) return server(system, argv, false);
  system.write(
    2,
    `postgres does not know where to find the server configuration file.\nYou must specify the --config-file or -D invocation option or set the PGDATA environment variable.\n`,
  );
  return { exit: 2 };
});

function dataFolder(system: System): string {
  return option(system.argv, '-D') ?? system.env.get('PGDATA') ?? '/var/lib/postgresql/data';
}

function server(system: System, argv: readonly string[], first: boolean): Staged {
  const attached = argv.find((word) => /^port=\d+$/.test(word))?.slice('port='.length);
  const port = portNumber(option(argv, '-p', '--port') ?? attached, 5432);
  const folder = dataFolder(system);
  const ready = first ? firstReadyMs : readyMs;
  const skipped = [
    '',
    'PostgreSQL Database directory appears to contain a database; Skipping initialization',
    '',
  ];
  const major = (system.executable.version ?? '').split('.')[0] ?? '';
  return {
    lines: [...(first ? initLines(system) : lines(1, 0, skipped)), ...serverLines(system, port, ready)],
    ports: [port],
    readyAfterMs: ready,
    files: {
      [`${folder}/PG_VERSION`]: `${major}\n`,
      [`${folder}/postgresql.conf`]: "listen_addresses = '*'\n",
    },
    user: 'postgres',
    title: argv.join(' '),
    memoryMebibytes: 24,
    stopAfterMs: stopMs,
    farewell: (now, signal) => {
      const kind = signal === 'SIGINT' ? 'fast' : signal === 'SIGTERM' ? 'smart' : 'immediate';
      const stamp = `${time(now, 0)} UTC [${now.pid}] LOG:  `;
      return [
        { to: 2, text: `${stamp}received ${kind} shutdown request` },
        { to: 2, text: `${stamp}aborting any active transactions` },
        { to: 2, text: `${stamp}shutting down` },
        { to: 2, text: `${stamp}database system is shut down` },
      ];
    },
  };
}

const initialized = `The files belonging to this database system will be owned by user "postgres".
This user must also own the server process.

The database cluster will be initialized with locale "en_US.utf8".
The default database encoding has accordingly been set to "UTF8".
The default text search configuration will be set to "english".

Data page checksums are disabled.

fixing permissions on existing directory /var/lib/postgresql/data ... ok
creating subdirectories ... ok
selecting dynamic shared memory implementation ... posix
selecting default "max_connections" ... 100
selecting default "shared_buffers" ... 128MB
selecting default time zone ... Etc/UTC
creating configuration files ... ok
running bootstrap script ... ok
performing post-bootstrap initialization ... ok
syncing data to disk ... ok


Success. You can now start the database server using:

    pg_ctl -D /var/lib/postgresql/data -l logfile start
`.split('\n');

function initLines(system: System): Line[] {
  const stamp = (pid: number, afterMs: number): string => `${time(system, afterMs)} UTC [${pid}] LOG:  `;
  const database = system.env.get('POSTGRES_DB') ?? system.env.get('POSTGRES_USER') ?? 'postgres';
  const scripts = [
    `waiting for server to start....${stamp(48, initdbMs)}starting PostgreSQL ${serverVersion(system)}`,
    `${stamp(48, initdbMs)}listening on Unix socket "/var/run/postgresql/.s.PGSQL.5432"`,
    `${stamp(48, initdbMs)}database system is ready to accept connections`,
    ' done',
    'server started',
    ...(database === 'postgres' ? [] : ['CREATE DATABASE', '']),
    '',
    '/usr/local/bin/docker-entrypoint.sh: ignoring /docker-entrypoint-initdb.d/*',
    '',
    `waiting for server to shut down....${stamp(48, initScriptsMs)}received fast shutdown request`,
    `${stamp(48, initScriptsMs)}database system is shut down`,
    ' done',
    'server stopped',
    '',
    'PostgreSQL init process complete; ready for start up.',
    '',
  ];
  return [...lines(1, initdbMs, initialized), ...lines(1, initScriptsMs, scripts)];
}

function serverLines(system: System, port: number, afterMs: number): Line[] {
  const prefix = `${time(system, afterMs)} UTC [${system.pid}] LOG:  `;
  return lines(2, afterMs, [
    `${prefix}starting PostgreSQL ${serverVersion(system)}`,
    `${prefix}listening on IPv4 address "0.0.0.0", port ${port}`,
    `${prefix}listening on IPv6 address "::", port ${port}`,
    `${prefix}listening on Unix socket "/var/run/postgresql/.s.PGSQL.${port}"`,
    `${prefix}database system is ready to accept connections`,
  ]);
}

function serverVersion(system: System): string {
  const version = system.executable.version ?? '';
  return exists(system, '/etc/alpine-release')
    ? `${version} on x86_64-pc-linux-musl, compiled by gcc (Alpine 14.2.0) 14.2.0, 64-bit`
    : `${version} (Debian ${version}-1.pgdg120+1) on x86_64-pc-linux-gnu, compiled by gcc (Debian 12.2.0-14) 12.2.0, 64-bit`;
}

function time(system: System, afterMs: number): string {
  return iso(system.now + afterMs)
    .slice(0, 23)
    .replace('T', ' ');
}
