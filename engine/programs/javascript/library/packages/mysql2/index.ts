import { mysqlCommand } from './command.ts';
import { mysqlConnection } from './connection.ts';
import { mysqlPool } from './pool.ts';
import { mysqlPromises } from './promises.ts';
import { mysqlValues } from './values.ts';
import { mysqlWire } from './wire.ts';

const all = mysqlWire + mysqlValues + mysqlCommand + mysqlConnection + mysqlPool + mysqlPromises;

const own = `
const createConnection = (config) => new Connection(config);
const createPool = (config) => new Pool(config);
const $promiseModule = {
  createConnection: (config) => new Promise((resolve, reject) => { const made = createConnection(config); made.connect((error) => error ? reject(error) : resolve(new PromiseConnection(made))); }),
  createPool: (config) => new PromisePool(createPool(config)),
  escape, escapeId, format, raw,
};
module.exports = { createConnection, connect: createConnection, createPool, Connection, Pool, Query, escape, escapeId, format, raw, PromiseConnection, PromisePool };
Object.defineProperty(module.exports, 'promise', { value: $promiseModule, enumerable: false });
`;

/** What differs in the older driver: words of errors, the class of rows, and how it lets people in. */
const older = `
class RowDataPacket {}
class OkPacket { constructor(facts) { Object.assign(this, facts); } }
class OlderConnection extends Connection {
  _newRow() { return new RowDataPacket(); }
  _add(command) {
    const { _fail } = command;
    command._fail = (error) => {
      if (error.sqlMessage !== undefined && error.message === error.sqlMessage) error.message = error.code + ': ' + error.sqlMessage;
      if (error.stack) error.stack = error.stack.replace(/^(\\w+): [^\\n]*/, '$1: ' + error.message);
      return _fail.call(command, error);
    };
    const { _callback } = command;
    if (_callback) command._callback = (error, made, fields) => {
      if (made instanceof ResultSetHeader) {
        const { fieldCount, affectedRows, insertId, serverStatus, warningStatus, info, changedRows } = made;
        made = new OkPacket({ fieldCount, affectedRows, insertId, serverStatus, warningCount: warningStatus, message: info === '' ? '' : '(' + info, protocol41: true, changedRows });
      }
      _callback(error, made, fields);
    };
    return super._add(command);
  }
  _plugin() { return 'mysql_native_password'; }
  _answer(plugin) {
    if (plugin === 'mysql_native_password') return super._answer(plugin);
    const words = 'Client does not support authentication protocol requested by server; consider upgrading MySQL client';
    this._lost(Object.assign(new Error('ER_NOT_SUPPORTED_AUTH_MODE: ' + words), { code: 'ER_NOT_SUPPORTED_AUTH_MODE', errno: 1251, sqlMessage: words, sqlState: '08004' }));
    return undefined;
  }
  _lost(error) {
    if (error.sqlMessage !== undefined && error.message === error.sqlMessage) error.message = error.code + ': ' + error.sqlMessage;
    if (error.stack) error.stack = error.stack.replace(/^(\\w+): [^\\n]*/, '$1: ' + error.message);
    super._lost(error);
  }
}
class OlderPool extends Pool {}
OlderPool.prototype._Connection = OlderConnection;
const createConnection = (config) => new OlderConnection(config);
module.exports = { createConnection, createPool: (config) => new OlderPool(config), createQuery: undefined, escape, escapeId, format, raw };
`;

/** Drivers of MySQL and MariaDB. */
export const mysqlPackages: Readonly<Record<string, string>> = {
  'npm:mysql2': all + own,
  'npm:mysql2/promise': `module.exports = require('npm:mysql2').promise;`,
  'npm:mysql': all + older,
};
