/** Connections that are kept for whoever asks next. */
export const mysqlPool = `
class Pool extends EventEmitter {
  constructor(given) {
    super();
    const config = $config(given);
    this.config = { connectionConfig: config, waitForConnections: config.waitForConnections ?? true, connectionLimit: Number(config.connectionLimit ?? 10), queueLimit: Number(config.queueLimit ?? 0), idleTimeout: Number(config.idleTimeout ?? 60000), maxIdle: config.maxIdle };
    this._all = [];
    this._free = [];
    this._waiting = [];
    this._closed = false;
  }
  getConnection(callback) {
    if (this._closed) { process.nextTick(() => callback(new Error('Pool is closed.'))); return; }
    const free = this._free.shift();
    if (free) { this.emit('acquire', free); process.nextTick(() => callback(null, free)); return; }
    if (this._all.length < this.config.connectionLimit) {
      const made = this._make();
      made.connect((error) => {
        if (error) { this._remove(made); callback(error); return; }
        this.emit('connection', made);
        this.emit('acquire', made);
        callback(null, made);
      });
      return;
    }
    if (!this.config.waitForConnections) { process.nextTick(() => callback(new Error('No connections available.'))); return; }
    if (this.config.queueLimit && this._waiting.length >= this.config.queueLimit) { process.nextTick(() => callback(new Error('Queue limit reached.'))); return; }
    this.emit('enqueue');
    this._waiting.push(callback);
  }
  _make() {
    const made = new this._Connection(this.config.connectionConfig);
    made._pool = this;
    made.on('error', () => {});
    this._all.push(made);
    return made;
  }
  releaseConnection(connection) {
    if (!this._all.includes(connection) || this._free.includes(connection)) return;
    if (connection._ended) { this._remove(connection); return; }
    const waiting = this._waiting.shift();
    if (waiting) { process.nextTick(() => waiting(null, connection)); return; }
    this._free.push(connection);
    this.emit('release', connection);
  }
  _remove(connection) {
    this._all = this._all.filter((each) => each !== connection);
    this._free = this._free.filter((each) => each !== connection);
    connection._pool = undefined;
    const waiting = this._closed ? undefined : this._waiting.shift();
    if (waiting) this.getConnection(waiting);
  }
  _run(kind, sql, values, callback) {
    if (typeof values === 'function') { callback = values; values = undefined; }
    const command = new EventEmitter();
    this.getConnection((error, connection) => {
      if (error) { if (callback) callback(error); else command.emit('error', error); return; }
      try {
        const made = connection[kind](sql, values, callback);
        const forward = ['fields', 'result', 'error', 'end'];
        for (const name of forward) if (!callback || name === 'end') made.on(name, (...given) => command.emit(name, ...given));
        const { _fail, take } = made;
        made._fail = (problem) => { connection.release(); return _fail.call(made, problem); };
        made.take = (body, from) => { const over = take.call(made, body, from); if (over) connection.release(); return over; };
      } catch (problem) { connection.release(); throw problem; }
    });
    return command;
  }
  query(sql, values, callback) { return this._run('query', sql, values, callback); }
  execute(sql, values, callback) { return this._run('execute', sql, values, callback); }
  end(callback) {
    this._closed = true;
    for (const each of this._all) { each._pool = undefined; each.end(); }
    const left = this._all;
    this._all = [];
    this._free = [];
    if (callback) Promise.all(left.map((each) => new Promise((resolve) => each._ended ? resolve() : each.stream.once('close', resolve)))).then(() => callback(null));
  }
  format(sql, values) { return format(sql, values, this.config.connectionConfig.stringifyObjects, this.config.connectionConfig.timezone); }
  escape(value) { return escape(value, false, this.config.connectionConfig.timezone); }
  escapeId(value) { return escapeId(value); }
  promise() { return new PromisePool(this); }
}
Pool.prototype._Connection = Connection;
`;
