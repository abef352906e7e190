import { atLeast } from '../../../registry/catalogue/repository.ts';

/** MySQL and MariaDB: the same entrypoint script, with other names in it. */
export interface Product {
  /** As the entrypoint's greeting names it. */
  readonly title: string;
  readonly server: readonly string[];
  readonly mariadb: boolean;
  readonly variablePrefixes: readonly string[];
  readonly passwordMissing: (version: string) => string;
  readonly packageVersion: (version: string) => string;
  readonly readyLine: (version: string, port: number) => string;
  /** How long making the system tables takes, and the whole first start. */
  readonly initializedMs: number;
  readonly readyMs: number;
}

export const prefixedVariables = [
  'ROOT_PASSWORD',
  'ROOT_PASSWORD_FILE',
  'ROOT_PASSWORD_HASH',
  'ALLOW_EMPTY_PASSWORD',
  'ALLOW_EMPTY_ROOT_PASSWORD',
  'RANDOM_ROOT_PASSWORD',
];
export const mysqlProduct: Product = {
  title: 'MySQL Server',
  server: ['mysqld'],
  mariadb: false,
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

export const mariadbProduct: Product = {
  title: 'MariaDB Server',
  server: ['mariadbd', 'mysqld'],
  mariadb: true,
  variablePrefixes: ['MARIADB', 'MYSQL'],
  passwordMissing: () =>
    '\tYou need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD',
  packageVersion: (version) => `1:${version}+maria~ubu2404`,
  readyLine: (version, port) =>
    `[Note] mariadbd: ready for connections.\nVersion: '${version}-MariaDB-ubu2404'  socket: '/run/mysqld/mysqld.sock'  port: ${port}  mariadb.org binary distribution`,
  initializedMs: 2500,
  readyMs: 5000,
};
