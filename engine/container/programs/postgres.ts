import { commandOf, execute } from './entrypoint.ts';
import {
  exits,
  type Invocation,
  lines,
  type Output,
  option,
  type Program,
  portNumber,
  type Run,
  serves,
} from './program.ts';
import { iso, wallClock } from './timestamps.ts';

/** initdb takes most of the time of a first start; then a server for the init scripts comes up and goes. */
const initdbMs = 1500;
const initScriptsMs = 2200;
const readyMs = 2600;
const stopMs = 100;

const passwordMissing = `Error: Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the
       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
       connections without a password. This is *not* recommended.

       See PostgreSQL documentation about "trust":
       https://www.postgresql.org/docs/current/auth-trust.html
`;

/** The official image's entrypoint: it makes the database cluster before it starts the server. */
export const postgresEntrypoint: Program = (invocation) => {
  const settings = { defaultCommand: 'postgres', line: 351, bash: true };
  const argv = commandOf(invocation, settings);
  if (argv[0] !== 'postgres') return execute(invocation, argv, settings);
  if (!hasPassword(invocation)) return exits(invocation, 1, { stderr: passwordMissing, afterMs: 50 });
  return start(invocation, argv);
};

/** The server itself: without the entrypoint it would run as root, which it refuses. */
export const postgres: Program = (invocation) =>
  exits(invocation, 1, {
    stderr: `"root" execution of the PostgreSQL server is not permitted.
The server must be started under an unprivileged user ID to prevent
possible system security compromise.  See the documentation for
more information on how to properly start the server.
`,
  });

function hasPassword({ env, container, atMs }: Invocation): boolean {
  const file = env.get('POSTGRES_PASSWORD_FILE');
  const fromFile = file === undefined ? undefined : container.files.read(file, atMs);
  return (
    Boolean(env.get('POSTGRES_PASSWORD') || fromFile) || env.get('POSTGRES_HOST_AUTH_METHOD') === 'trust'
  );
}

function start(invocation: Invocation, argv: readonly string[]): Run {
  const attached = argv.find((word) => /^port=\d+$/.test(word))?.slice('port='.length);
  const port = portNumber(option(argv, '-p', '--port') ?? attached, 5432);
  return serves(invocation, {
    output: [...initLines(invocation), ...serverLines(invocation, port)],
    ports: [port],
    readyAfterMs: readyMs,
    stop: { afterMs: stopMs, code: 0 },
  });
}

function initLines(invocation: Invocation): Output[] {
  const { atMs, env } = invocation;
  const stamp = (pid: number, afterMs: number): string => `${time(invocation, afterMs)} UTC [${pid}] LOG:  `;
  const database = env.get('POSTGRES_DB') ?? env.get('POSTGRES_USER') ?? 'postgres';
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
  const scripts = [
    `waiting for server to start....${stamp(48, initdbMs)}starting PostgreSQL ${serverVersion(invocation)}`,
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
  return [
    ...lines('stdout', atMs + initdbMs, initialized),
    ...lines('stdout', atMs + initScriptsMs, scripts),
  ];
}

function serverLines(invocation: Invocation, port: number): Output[] {
  const prefix = `${time(invocation, readyMs)} UTC [1] LOG:  `;
  return lines('stderr', invocation.atMs + readyMs, [
    `${prefix}starting PostgreSQL ${serverVersion(invocation)}`,
    `${prefix}listening on IPv4 address "0.0.0.0", port ${port}`,
    `${prefix}listening on IPv6 address "::", port ${port}`,
    `${prefix}listening on Unix socket "/var/run/postgresql/.s.PGSQL.${port}"`,
    `${prefix}database system is ready to accept connections`,
  ]);
}

function serverVersion(invocation: Invocation): string {
  const { version, userland } = invocation.container.spec.image;
  return userland === 'alpine'
    ? `${version} on x86_64-pc-linux-musl, compiled by gcc (Alpine 14.2.0) 14.2.0, 64-bit`
    : `${version} (Debian ${version}-1.pgdg120+1) on x86_64-pc-linux-gnu, compiled by gcc (Debian 12.2.0-14) 12.2.0, 64-bit`;
}

function time(invocation: Invocation, afterMs: number): string {
  return iso(wallClock(invocation, afterMs)).slice(0, 23).replace('T', ' ');
}
