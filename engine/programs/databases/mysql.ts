import type { Program, System } from '../../linux/system.ts';
import { atLeast } from '../../registry/catalogue/repository.ts';
import { become, commandOf, exists, variable } from '../entrypoints.ts';
import { option, portNumber } from '../options.ts';
import { iso, plainTime } from '../timestamps.ts';
import { type Line, lines, type Staged, stagedServer } from './staged.ts';

/** MySQL and MariaDB: the same entrypoint script, with other names in it. */
interface Product {
  /** As the entrypoint's greeting names it. */
  readonly title: string;
  readonly server: readonly string[];
  readonly variablePrefixes: readonly string[];
  readonly passwordMissing: (version: string) => string;
  readonly packageVersion: (version: string) => string;
  readonly readyLine: (version: string, port: number) => string;
  /** How long making the system tables takes, and the whole first start. */
  readonly initializedMs: number;
  readonly readyMs: number;
}

const prefixedVariables = [
  'ROOT_PASSWORD',
  'ROOT_PASSWORD_FILE',
  'ROOT_PASSWORD_HASH',
  'ALLOW_EMPTY_PASSWORD',
  'ALLOW_EMPTY_ROOT_PASSWORD',
  'RANDOM_ROOT_PASSWORD',
];
const stopMs = 1200;
const againMs = 1500;
const dataFolder = '/var/lib/mysql';

const mysqlProduct: Product = {
  title: 'MySQL Server',
  server: ['mysqld'],
  variablePrefixes: ['MYSQL'],
  passwordMissing: (version) =>
    atLeast(version, '8.0.29') || version === '5.7.44'
      ? '    You need to specify one of the following as an environment variable:\n    - MYSQL_ROOT_PASSWORD\n    - MYSQL_ALLOW_EMPTY_PASSWORD\n    - MYSQL_RANDOM_ROOT_PASSWORD'
      : '\tYou need to specify one of MYSQL_ROOT_PASSWORD, MYSQL_ALLOW_EMPTY_PASSWORD and MYSQL_RANDOM_ROOT_PASSWORD',
  packageVersion: (version) =>
    `${version}-1${atLeast(version, '8.0.30') || version === '5.7.44' ? '.el9' : 'debian10'}`,
  readyLine: (version, port) =>
    `[System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections. Version: '${version}'  socket: '/var/run/mysqld/mysqld.sock'  port: ${port}  MySQL Community Server - GPL.`,
  initializedMs: 5000,
  readyMs: 9000,
};

const mariadbProduct: Product = {
  title: 'MariaDB Server',
  server: ['mariadbd', 'mysqld'],
  variablePrefixes: ['MARIADB', 'MYSQL'],
  passwordMissing: () =>
    '\tYou need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD',
  packageVersion: (version) => `1:${version}+maria~ubu2404`,
  readyLine: (version, port) =>
    `[Note] mariadbd: ready for connections.\nVersion: '${version}-MariaDB-ubu2404'  socket: '/run/mysqld/mysqld.sock'  port: ${port}  mariadb.org binary distribution`,
  initializedMs: 2500,
  readyMs: 5000,
};

export const mysqlEntrypoint = entrypointOf(mysqlProduct);
export const mariadbEntrypoint = entrypointOf(mariadbProduct);

/** The server without its entrypoint: as root it refuses to run. */
export const mysqld: Program = stagedServer((system) => {
  const version = system.executable.version ?? '';
  if (system.argv.includes('--version') || system.argv.includes('-V')) {
    system.write(1, `${system.argv[0]}  Ver ${version} for Linux on x86_64 (MySQL Community Server - GPL)\n`);
    return { exit: 0 };
  }
  if (system.uid !== 0) return server(system, mysqlProduct, system.argv, false);
  const time = `${iso(system.now).slice(0, 23)}000Z`;
  system.write(
    2,
    `${time} 0 [ERROR] [MY-010123] [Server] Fatal error: Please read "Security" section of the manual to find out how to run mysqld as root!\n${time} 0 [ERROR] [MY-010119] [Server] Aborting\n`,
  );
  return { exit: 1 };
});

function entrypointOf(product: Product): Program {
  return stagedServer((system) => {
    const argv = commandOf(system, product.server[0] ?? '');
    if (!product.server.includes(argv[0] ?? '')) return become(system, argv, 0);
    const first = !exists(system, `${dataFolder}/mysql`);
    if (!first || hasPassword(system, product)) return server(system, product, argv, first);
    for (const text of greeting(system, product)) system.write(1, `${text}\n`);
    const problem = note(
      system,
      0,
      'Database is uninitialized and password option is not specified',
      'ERROR',
    );
    system.write(2, `${problem}\n${product.passwordMissing(system.executable.version ?? '')}\n`);
    return { exit: 1 };
  });
}

function hasPassword(system: System, product: Product): boolean {
  return product.variablePrefixes.some((prefix) =>
    prefixedVariables.some((name) => Boolean(system.env.get(`${prefix}_${name}`))),
  );
}

function note(system: System, afterMs: number, text: string, level = 'Note'): string {
  return `${plainTime(system.now + afterMs)}+00:00 [${level}] [Entrypoint]: ${text}`;
}

function greeting(system: System, product: Product): string[] {
  const packaged = product.packageVersion(system.executable.version ?? '');
  const started = `Entrypoint script for ${product.title} ${packaged} started.`;
  return [
    note(system, 0, started),
    note(system, 0, "Switching to dedicated user 'mysql'"),
    note(system, 0, started),
  ];
}

function server(system: System, product: Product, argv: readonly string[], first: boolean): Staged {
  const port = portNumber(option(argv, '--port', '-P'), 3306);
  const ready = first ? product.readyMs : againMs;
  const stamp = (now: System, afterMs: number) => `${iso(now.now + afterMs).slice(0, 23)}000Z 0 `;
  const version = system.executable.version ?? '';
  return {
    lines: [
      ...lines(1, 0, greeting(system, product)),
      ...(first ? initLines(system, product) : []),
      ...lines(2, ready, [stamp(system, ready) + product.readyLine(version, port)]),
    ],
    ports: [port],
    readyAfterMs: ready,
    files: { [`${dataFolder}/mysql/db.opt`]: '', [`${dataFolder}/ibdata1`]: '' },
    user: 'mysql',
    title: argv.join(' '),
    memoryMebibytes: product === mysqlProduct ? 360 : 90,
    stopAfterMs: stopMs,
    farewell: (now) => [
      {
        to: 2,
        text: `${stamp(now, 0)}[System] [MY-013172] [Server] Received SHUTDOWN from user <via user signal>. Shutting down mysqld (Version: ${version}).`,
      },
    ],
  };
}

function initLines(system: System, product: Product): Line[] {
  const { initializedMs } = product;
  const value = (name: string): string | undefined =>
    product.variablePrefixes
      .map((prefix) => variable(system, `${prefix}_${name}`))
      .find((found) => found !== undefined);
  const database = value('DATABASE');
  const user = value('USER');
  const notes = [
    'Database files initialized',
    'Starting temporary server',
    'Temporary server started.',
    ...(database === undefined ? [] : [`Creating database ${database}`]),
    ...(user === undefined ? [] : [`Creating user ${user}`]),
    ...(user === undefined || database === undefined
      ? []
      : [`Giving user ${user} access to schema ${database}`]),
    'Stopping temporary server',
    'Temporary server stopped',
  ].map((text) => note(system, initializedMs, text));
  const short = product === mysqlProduct ? 'MySQL' : 'MariaDB';
  const done = note(system, initializedMs, `${short} init process done. Ready for start up.`);
  return [
    ...lines(1, 0, [note(system, 0, 'Initializing database files')]),
    ...lines(1, initializedMs, [...notes, '', done, '']),
  ];
}
