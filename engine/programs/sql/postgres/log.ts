import { SystemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { atLeast } from '../../../registry/catalogue/repository.ts';
import { iso } from '../../timestamps.ts';
import type { Control } from '../store/control.ts';
import type { Configured } from './configuration.ts';

export function serverVersion(system: System): string {
  return system.executable.version ?? '';
}

function isAlpine(system: System): boolean {
  try {
    system.stat('/etc/alpine-release');
    return true;
  } catch (error) {
    if (error instanceof SystemError) return false;
    throw error;
  }
}

/** As `select version()` says it. */
export function versionText(system: System): string {
  const version = serverVersion(system);
  return isAlpine(system)
    ? `PostgreSQL ${version} on x86_64-pc-linux-musl, compiled by gcc (Alpine 14.2.0) 14.2.0, 64-bit`
    : `PostgreSQL ${version} (Debian ${version}-1.pgdg120+1) on x86_64-pc-linux-gnu, compiled by gcc (Debian 12.2.0-14) 12.2.0, 64-bit`;
}

export function logLine(system: System, pid: number, level: string, words: string): string {
  const time = iso(system.now).slice(0, 23).replace('T', ' ');
  return `${time} UTC [${pid}] ${level}:  ${words}`;
}

/** Processes of the server that the log names, behind its first. */
const CHECKPOINTER = 26;
const STARTUP = 28;
const REPLICATION_LAUNCHER = 32;

/** What the log tells of a server that starts. */
export interface Start {
  readonly port: number;
  readonly configured: Configured;
  readonly before: Control;
  /** What it holds. */
  readonly bytes: number;
  /** As which process it writes: another than it is, where the entrypoint would have started one for its scripts. */
  readonly pid: number;
}

const seconds = (ms: number): string => `${iso(ms).slice(0, 19).replace('T', ' ')} UTC`;

export function startupLines(system: System, start: Start): string[] {
  const { port, configured, before, pid } = start;
  const local = configured.listen_addresses === 'localhost';
  const line = (words: string, offset = 0) => logLine(system, pid + offset, 'LOG', words);
  return [
    line(`starting ${versionText(system)}`),
    line(`listening on IPv${local ? '6' : '4'} address "${local ? '::1' : '0.0.0.0'}", port ${port}`),
    line(`listening on IPv${local ? '4' : '6'} address "${local ? '127.0.0.1' : '::'}", port ${port}`),
    line(`listening on Unix socket "/var/run/postgresql/.s.PGSQL.${port}"`),
    ...(before.running
      ? recoveryLines(system, start)
      : [line(`database system was shut down at ${seconds(before.atMs)}`, STARTUP)]),
    line('database system is ready to accept connections'),
  ];
}

/** A place in the write-ahead log, which grows with what the server holds. */
function position(bytes: number): string {
  return `0/${(0x152_d5b8 + bytes).toString(16).toUpperCase()}`;
}

/** What was committed is in the journal: reading it again is the recovery. */
function recoveryLines(system: System, { before, bytes }: Start): string[] {
  const modern = atLeast(serverVersion(system), '16.0');
  const words = [
    `database system was interrupted; last known up at ${seconds(before.atMs)}`,
    'database system was not properly shut down; automatic recovery in progress',
    `redo starts at ${position(0)}`,
    `invalid record length at ${position(bytes)}: ${modern ? 'expected at least 24' : 'wanted 24'}, got 0`,
    `redo done at ${position(Math.max(0, bytes - 40))} system usage: CPU: user: 0.00 s, system: 0.00 s, elapsed: 0.00 s`,
  ];
  return [
    ...words.map((each) => logLine(system, system.pid + STARTUP, 'LOG', each)),
    ...checkpointLines(system, 'end-of-recovery immediate wait', bytes),
  ];
}

/** The server logs checkpoints from version 15 on. */
function checkpointLines(system: System, why: string, bytes: number): string[] {
  const version = serverVersion(system);
  if (!atLeast(version, '15.0')) return [];
  const place = atLeast(version, '16.0') ? `; lsn=${position(bytes)}, redo lsn=${position(bytes)}` : '';
  return [
    `checkpoint starting: ${why}`,
    `checkpoint complete: wrote 3 buffers (0.0%); 0 WAL file(s) added, 0 removed, 0 recycled; write=0.001 s, sync=0.001 s, total=0.004 s; sync files=2, longest=0.001 s, average=0.001 s; distance=0 kB, estimate=0 kB${place}`,
  ].map((words) => logLine(system, system.pid + CHECKPOINTER, 'LOG', words));
}

/** A server that ends. @param ready it has come so far as to serve */
export function stopLines(
  system: System,
  { kind, ready, bytes }: { readonly kind: string; readonly ready: boolean; readonly bytes: number },
): string[] {
  const line = (words: string, offset = 0) => logLine(system, system.pid + offset, 'LOG', words);
  const end = line('database system is shut down');
  const asked = line(`received ${kind} shutdown request`);
  if (kind === 'immediate') return [asked, end];
  const launcher = `background worker "logical replication launcher" (PID ${system.pid + REPLICATION_LAUNCHER}) exited with exit code 1`;
  return [
    asked,
    ...(kind === 'fast' ? [line('aborting any active transactions')] : []),
    ...(ready ? [line(launcher)] : []),
    line('shutting down', CHECKPOINTER),
    ...(ready ? checkpointLines(system, 'shutdown immediate', bytes) : []),
    end,
  ];
}

/** What initdb says, as the entrypoint shows it. */
export const initialized = (
  folder: string,
): string => `The files belonging to this database system will be owned by user "postgres".
This user must also own the server process.

The database cluster will be initialized with locale "en_US.utf8".
The default database encoding has accordingly been set to "UTF8".
The default text search configuration will be set to "english".

Data page checksums are disabled.

fixing permissions on existing directory ${folder} ... ok
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

    pg_ctl -D ${folder} -l logfile start

initdb: warning: enabling "trust" authentication for local connections
initdb: hint: You can change this by editing pg_hba.conf or using the option -A, or --auth-local and --auth-host, the next time you run initdb.
`;

export const passwordMissing = `Error: Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the
       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
       connections without a password. This is *not* recommended.

       See PostgreSQL documentation about "trust":
       https://www.postgresql.org/docs/current/auth-trust.html
`;

/** A cluster that another major version has made. @returns nothing where it is the server's own */
export function incompatible(system: System, folder: string): string | undefined {
  const version = serverVersion(system);
  const made = system.readText(`${folder}/PG_VERSION`).trim().slice(0, 20);
  const [major = ''] = version.split('.');
  if (made === major || made === version.split('.').slice(0, 2).join('.')) return undefined;
  const line = (level: string, words: string) => logLine(system, system.pid, level, words);
  const own = isAlpine(system) ? version : `${version} (Debian ${version}-1.pgdg120+1)`;
  return `${line('FATAL', 'database files are incompatible with server')}\n${line('DETAIL', `The data directory was initialized by PostgreSQL version ${made}, which is not compatible with this version ${own}.`)}\n`;
}

export const asRoot = `"root" execution of the PostgreSQL server is not permitted.
The server must be started under an unprivileged user ID to prevent
possible system security compromise.  See the documentation for
more information on how to properly start the server.
`;
