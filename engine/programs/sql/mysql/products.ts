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
  /** Lines of the server's log, without their times, from its first to the one that says that it is ready. */
  readonly startLines: (version: string, port: number, pid: number, crashed: boolean) => readonly string[];
  readonly stopLines: (version: string) => readonly string[];
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
function mysqlStart(version: string, port: number, pid: number, crashed: boolean): readonly string[] {
  if (!atLeast(version, '8.0.0'))
    return [
      `[Note] mysqld (mysqld ${version}) starting as process ${pid} ...`,
      `[Note] mysqld: ready for connections.\nVersion: '${version}'  socket: '/var/run/mysqld/mysqld.sock'  port: ${port}  MySQL Community Server (GPL)`,
    ];
  return [
    ...(atLeast(version, '8.4.0') ? ['[System] [MY-015015] [Server] MySQL Server - start.'] : []),
    `[System] [MY-010116] [Server] /usr/sbin/mysqld (mysqld ${version}) starting as process ${pid}`,
    '[System] [MY-013576] [InnoDB] InnoDB initialization has started.',
    '[System] [MY-013577] [InnoDB] InnoDB initialization has ended.',
    ...(crashed
      ? [
          '[System] [MY-010229] [Server] Starting XA crash recovery...',
          '[System] [MY-010232] [Server] XA crash recovery finished.',
        ]
      : []),
    '[Warning] [MY-010068] [Server] CA certificate ca.pem is self signed.',
    '[System] [MY-013602] [Server] Channel mysql_main configured to support TLS. Encrypted connections are now supported for this channel.',
    "[Warning] [MY-011810] [Server] Insecure configuration for --pid-file: Location '/var/run/mysqld' in the path is accessible to all OS users. Consider choosing a different directory.",
    `[System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections. Version: '${version}'  socket: '/var/run/mysqld/mysqld.sock'  port: ${port}  MySQL Community Server - GPL.`,
  ];
}

function mysqlStop(version: string): readonly string[] {
  if (!atLeast(version, '8.0.0'))
    return [
      '[Note] Giving 0 client threads a chance to die gracefully',
      '[Note] mysqld: Shutdown complete\n',
    ];
  return [
    `[System] [MY-013172] [Server] Received SHUTDOWN from user <via user signal>. Shutting down mysqld (Version: ${version}).`,
    `[System] [MY-010910] [Server] /usr/sbin/mysqld: Shutdown complete (mysqld ${version})  MySQL Community Server - GPL.`,
    ...(atLeast(version, '8.4.0') ? ['[System] [MY-015016] [Server] MySQL Server - end.'] : []),
  ];
}

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
  startLines: mysqlStart,
  stopLines: mysqlStop,
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
  startLines: (version, port, pid, crashed) => [
    `[Note] Starting MariaDB ${version}-MariaDB-ubu2404 as process ${pid}`,
    '[Note] InnoDB: Compressed tables use zlib 1.3',
    '[Note] InnoDB: Number of transaction pools: 1',
    '[Note] InnoDB: Initializing buffer pool, total size = 128.000MiB, chunk size = 2.000MiB',
    '[Note] InnoDB: Completed initialization of buffer pool',
    ...(crashed ? ['[Note] InnoDB: Starting crash recovery from checkpoint LSN=46646'] : []),
    '[Note] InnoDB: Opened 3 undo tablespaces',
    "[Note] InnoDB: File './ibtmp1' size is now 12.000MiB.",
    "[Note] Plugin 'FEEDBACK' is disabled.",
    "[Note] Server socket created on IP: '0.0.0.0'.",
    "[Note] Server socket created on IP: '::'.",
    `[Note] mariadbd: ready for connections.\nVersion: '${version}-MariaDB-ubu2404'  socket: '/run/mysqld/mysqld.sock'  port: ${port}  mariadb.org binary distribution`,
  ],
  stopLines: () => [
    '[Note] mariadbd (initiated by: unknown): Normal shutdown',
    '[Note] InnoDB: FTS optimize thread exiting.',
    '[Note] InnoDB: Starting shutdown...',
    '[Note] InnoDB: Removed temporary tablespace data file: "./ibtmp1"',
    '[Note] mariadbd: Shutdown complete',
  ],
  initializedMs: 2500,
  readyMs: 5000,
};
