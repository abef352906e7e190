/** A command under way, and what comes of it. */
export const mysqlCommand = String.raw`
class ResultSetHeader {
  constructor(facts) { Object.assign(this, facts); }
}
class Query extends EventEmitter {
  constructor(kind, options, callback) {
    super();
    this._kind = kind;
    this._options = options;
    this.sql = options.sql;
    this.values = options.values;
    this._callback = callback;
    this._results = [];
    this._columns = [];
    this._stage = 'first';
    this._rows = undefined;
    this._fields = undefined;
    this._inserted = {};
  }
  /** @returns an error, or what to send */
  start(connection) {
    if (this._kind === 'query') return Buffer.concat([Buffer.from([3]), Buffer.from(this.sql)]);
    if (this._kind === 'ping') return Buffer.from([14]);
    if (this._kind === 'use') return Buffer.concat([Buffer.from([2]), Buffer.from(this.values)]);
    if (this._kind === 'reset') return Buffer.from([31]);
    const known = connection._statements[this.sql];
    if (known) { this._statement = known; return this._execution(connection); }
    this._stage = 'prepare';
    return Buffer.concat([Buffer.from([22]), Buffer.from(this.sql)]);
  }
  _execution(connection) {
    this._stage = 'first';
    const { id, count } = this._statement;
    const values = this.values ?? [];
    if (values.length !== count) return Object.assign(new Error('Incorrect arguments to mysqld_stmt_execute'), { code: 'ER_WRONG_ARGUMENTS', errno: 1210, sql: this.sql, sqlState: 'HY000', sqlMessage: 'Incorrect arguments to mysqld_stmt_execute' });
    const nulls = Buffer.alloc(Math.floor((count + 7) / 8));
    values.forEach((value, at) => { if (value === null) nulls[at >> 3] |= 1 << (at & 7); });
    const made = values.map((value) => value === null ? [6, Buffer.alloc(0)] : $parameter(value, connection.config.timezone));
    const types = count > 0 ? [nulls, Buffer.from([1]), ...made.map(([type]) => $int(type, 2)), ...made.map(([, bytes]) => bytes)] : [];
    return Buffer.concat([Buffer.from([23]), $int(id, 4), Buffer.from([0]), $int(1, 4), ...types]);
  }
  /** @returns whether the command is over */
  take(body, connection) {
    const first = body[0];
    if (first === 255) { this._fail($problem(body, this.sql)); return true; }
    if (this._stage === 'prepare') {
      this._statement = { id: body.readUInt32LE(1), count: body.readUInt16LE(7) };
      connection._statements[this.sql] = this._statement;
      const columns = body.readUInt16LE(5);
      this._skip = (columns > 0 ? columns + 1 : 0) + (this._statement.count > 0 ? this._statement.count + 1 : 0);
      this._stage = 'described';
      return this._described(connection);
    }
    if (this._stage === 'described') { this._skip--; return this._described(connection); }
    if (this._stage === 'first') {
      if (first === 0) return this._header(body);
      this._count = new $Reader(body).length();
      this._columns = [];
      this._stage = 'columns';
      return false;
    }
    const isEnd = first === 254 && body.length < 9;
    if (this._stage === 'columns') {
      if (!isEnd) { this._columns.push($column(body)); return false; }
      this._stage = 'rows';
      this._rows = [];
      this.emit('fields', this._columns);
      return false;
    }
    if (isEnd) return this._over(this._rows, this._columns, body.readUInt16LE(3));
    const row = this._row(body, connection);
    if (this._callback) this._rows.push(row);
    this.emit('result', row, this._results.length);
    return false;
  }
  _described(connection) {
    if (this._skip > 0) return false;
    const next = this._execution(connection);
    if (next instanceof Error) { this._fail(next); return true; }
    connection._send(0, next);
    return false;
  }
  _row(body, connection) {
    const options = this._options;
    const values = [];
    const isBinary = this._kind === 'execute';
    const from = new $Reader(body, isBinary ? 1 + Math.floor((this._columns.length + 9) / 8) : 0);
    for (let at = 0; at < this._columns.length; at++) {
      const column = this._columns[at];
      const cast = options.typeCast;
      if (isBinary) { values.push(body[1 + ((at + 2) >> 3)] & (1 << ((at + 2) & 7)) ? null : $ofBinary(from, column, options)); continue; }
      const size = from.length();
      const bytes = size === null ? null : from.bytes(size);
      const convert = () => bytes === null ? null : $ofText(bytes, column, options);
      if (typeof cast === 'function') values.push(cast({ type: $typeNames[column.type] ?? 'STRING', length: column.columnLength, db: column.schema, table: column.table, name: column.name, string: () => bytes === null ? null : bytes.toString(), buffer: () => bytes, geometry: () => bytes }, convert));
      else values.push(cast === false ? bytes : convert());
    }
    if (options.rowsAsArray) return values;
    const row = connection._newRow();
    for (let at = 0; at < values.length; at++) {
      const { name, table } = this._columns[at];
      if (options.nestTables === true) (row[table] ??= {})[name] = values[at];
      else row[typeof options.nestTables === 'string' ? table + options.nestTables + name : name] = values[at];
    }
    return row;
  }
  _header(body) {
    const from = new $Reader(body, 1);
    const [affectedRows, insertId, serverStatus, warningStatus] = [from.length(), from.length(), from.int(2), from.int(2)];
    const info = from.left > 0 ? from.sized() ?? '' : '';
    const changed = /Changed: (\d+)/i.exec(info);
    const header = new ResultSetHeader({ fieldCount: 0, affectedRows, insertId, info, serverStatus, warningStatus, changedRows: changed ? Number(changed[1]) : 0 });
    this.emit('result', header, this._results.length);
    return this._over(header, undefined, serverStatus);
  }
  _over(made, fields, status) {
    this._results.push([made, fields]);
    this._stage = 'first';
    if (status & 8) return false;
    if (this._callback) {
      if (this._results.length === 1) this._callback(null, made, fields);
      else this._callback(null, this._results.map(([each]) => each), this._results.map(([, each]) => each));
    }
    this.emit('end');
    return true;
  }
  _fail(error) {
    if (this._callback) this._callback(error);
    else if (this.listenerCount('error') > 0) this.emit('error', error);
    else return error;
    return undefined;
  }
}
const $typeNames = { 0: 'DECIMAL', 1: 'TINY', 2: 'SHORT', 3: 'LONG', 4: 'FLOAT', 5: 'DOUBLE', 6: 'NULL', 7: 'TIMESTAMP', 8: 'LONGLONG', 9: 'INT24', 10: 'DATE', 11: 'TIME', 12: 'DATETIME', 13: 'YEAR', 16: 'BIT', 245: 'JSON', 246: 'NEWDECIMAL', 252: 'BLOB', 253: 'VAR_STRING', 254: 'STRING' };
`;
