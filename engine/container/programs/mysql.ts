import { atLeast } from '../../registry/catalogue/repository.ts';
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
import { iso, plainTime, wallClock } from './timestamps.ts';

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
const refusedMs = 120;

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
export const mysqld: Program = (invocation) =>
  exits(invocation, 1, {
    stderr: `${iso(wallClock(invocation)).slice(0, 23)}000Z 0 [ERROR] [MY-010123] [Server] Fatal error: Please read "Security" section of the manual to find out how to run mysqld as root!\n`,
  });

function entrypointOf(product: Product): Program {
  return (invocation) => {
    const settings = { defaultCommand: product.server[0] ?? '', line: 0, bash: true };
    const argv = commandOf(invocation, settings);
    if (!product.server.includes(argv[0] ?? '')) return execute(invocation, argv, settings);
    const greeting = greetingLines(invocation, product);
    if (!hasPassword(invocation, product)) return refuses(invocation, product, greeting);
    return start(invocation, product, argv, greeting);
  };
}

function hasPassword({ env }: Invocation, product: Product): boolean {
  return product.variablePrefixes.some((prefix) =>
    prefixedVariables.some((name) => Boolean(env.get(`${prefix}_${name}`))),
  );
}

function note(invocation: Invocation, afterMs: number, text: string, level = 'Note'): string {
  return `${plainTime(wallClock(invocation, afterMs))}+00:00 [${level}] [Entrypoint]: ${text}`;
}

function greetingLines(invocation: Invocation, product: Product): string[] {
  const { version } = invocation.container.spec.image;
  const started = `Entrypoint script for ${product.title} ${product.packageVersion(version)} started.`;
  return [
    note(invocation, 0, started),
    note(invocation, 0, "Switching to dedicated user 'mysql'"),
    note(invocation, 0, started),
  ];
}

function refuses(invocation: Invocation, product: Product, greeting: readonly string[]): Run {
  const { version } = invocation.container.spec.image;
  const problem = note(
    invocation,
    0,
    'Database is uninitialized and password option is not specified',
    'ERROR',
  );
  const run = exits(invocation, 1, {
    stderr: `${problem}\n${product.passwordMissing(version)}\n`,
    afterMs: refusedMs,
  });
  return { ...run, output: [...lines('stdout', invocation.atMs, greeting), ...run.output] };
}

function start(
  invocation: Invocation,
  product: Product,
  argv: readonly string[],
  greeting: readonly string[],
): Run {
  const port = portNumber(option(argv, '--port', '-P'), 3306);
  return serves(invocation, {
    output: [...lines('stdout', invocation.atMs, greeting), ...startLines(invocation, product, port)],
    ports: [port],
    readyAfterMs: product.readyMs,
    stop: { afterMs: stopMs, code: 0 },
  });
}

function startLines(invocation: Invocation, product: Product, port: number): Output[] {
  const { atMs, container, env } = invocation;
  const { initializedMs, readyMs } = product;
  const value = (name: string): string | undefined =>
    product.variablePrefixes
      .map((prefix) => env.get(`${prefix}_${name}`))
      .find((found) => found !== undefined);
  const created = [
    ...(value('DATABASE') === undefined ? [] : [`Creating database ${value('DATABASE')}`]),
    ...(value('USER') === undefined ? [] : [`Creating user ${value('USER')}`]),
    ...(value('USER') === undefined || value('DATABASE') === undefined
      ? []
      : [`Giving user ${value('USER')} access to schema ${value('DATABASE')}`]),
  ];
  const notes = [
    'Database files initialized',
    'Starting temporary server',
    'Temporary server started.',
    ...created,
    'Stopping temporary server',
    'Temporary server stopped',
  ].map((text) => note(invocation, initializedMs, text));
  const readyTime = `${iso(wallClock(invocation, readyMs)).slice(0, 23)}000Z 0 `;
  const short = product === mysqlProduct ? 'MySQL' : 'MariaDB';
  return [
    ...lines('stdout', atMs, [note(invocation, 0, 'Initializing database files')]),
    ...lines('stdout', atMs + initializedMs, [
      ...notes,
      '',
      note(invocation, initializedMs, `${short} init process done. Ready for start up.`),
      '',
    ]),
    ...lines('stderr', atMs + readyMs, [readyTime + product.readyLine(container.spec.image.version, port)]),
  ];
}
