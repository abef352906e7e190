import type { LibraryModule } from '../../sources.ts';
import { pymysqlConnections } from './connections.ts';
import { mysqlConnector } from './connector.ts';
import { pymysqlErrors } from './errors.ts';
import { mysqlConnectorPooling } from './pooling.ts';
import { pymysqlValues } from './values.ts';
import { pymysqlWire } from './wire.ts';

const part = (name: string, source: string, isPackage = false): readonly [string, LibraryModule] => [
  name,
  { kind: 'package', source, isPackage, bytes: 1_000_000, importMicroseconds: 8000 },
];

const errors =
  'MySQLError, Warning, Error, InterfaceError, DatabaseError, DataError, OperationalError, IntegrityError, InternalError, ProgrammingError, NotSupportedError';

const protocol = pymysqlErrors + pymysqlWire + pymysqlValues;

/** Drivers of MySQL and MariaDB. mysqlclient's (MySQLdb) has what pymysql has. */
export const mysqlModules: readonly (readonly [string, LibraryModule])[] = [
  part(
    'pymysql',
    `${protocol + pymysqlConnections}import pymysql.cursors, pymysql.err\ncursors, err = pymysql.cursors, pymysql.err\n`,
    true,
  ),
  part('pymysql.cursors', 'from pymysql import Cursor, DictCursor, SSCursor, SSDictCursor\n'),
  part('pymysql.err', `from pymysql import ${errors}\n`),
  part('pymysql.connections', 'from pymysql import Connection\n'),
  part(
    'MySQLdb',
    `${protocol.replace("'pymysql.err'", "'MySQLdb'") + pymysqlConnections}import MySQLdb.cursors\n`,
    true,
  ),
  part('MySQLdb.cursors', 'from MySQLdb import Cursor, DictCursor, SSCursor, SSDictCursor\n'),
  part('mysql', '', true),
  part('mysql._protocol', protocol),
  part('mysql.connector', mysqlConnector, true),
  part('mysql.connector.errors', 'from mysql.connector import *\n'),
  part(
    'mysql.connector.errorcode',
    'import sys\nfrom mysql.connector import errorcode as _codes\nfor _name in dir(_codes):\n    if _name.isupper():\n        setattr(sys.modules[__name__], _name, getattr(_codes, _name))\n',
  ),
  part('mysql.connector.pooling', mysqlConnectorPooling),
  part('mysql.connector.cursor', 'from mysql.connector import MySQLCursor\n'),
];
