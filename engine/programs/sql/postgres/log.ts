import { SystemError } from '../../../filesystem/errors.ts';
import type { System } from '../../../linux/system.ts';
import { iso } from '../../timestamps.ts';

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

export function startupLines(system: System, port: number): string[] {
  return [
    `starting ${versionText(system)}`,
    `listening on IPv4 address "0.0.0.0", port ${port}`,
    `listening on IPv6 address "::", port ${port}`,
    `listening on Unix socket "/var/run/postgresql/.s.PGSQL.${port}"`,
    `database system was shut down at ${iso(system.now).slice(0, 19).replace('T', ' ')} UTC`,
    'database system is ready to accept connections',
  ].map((words, index) => logLine(system, system.pid + (index === 4 ? 28 : 0), 'LOG', words));
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

`;

export const passwordMissing = `Error: Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the
       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
       connections without a password. This is *not* recommended.

       See PostgreSQL documentation about "trust":
       https://www.postgresql.org/docs/current/auth-trust.html
`;

export const asRoot = `"root" execution of the PostgreSQL server is not permitted.
The server must be started under an unprivileged user ID to prevent
possible system security compromise.  See the documentation for
more information on how to properly start the server.
`;
