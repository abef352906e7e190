/** What mysql2/promise has: the same, with promises. */
export const mysqlPromises = `
const $promised = (run) => {
  const place = new Error();
  return new Promise((resolve, reject) => run((error, rows, fields) => {
    if (!error) { resolve([rows, fields]); return; }
    place.message = error.message;
    for (const name of ['code', 'errno', 'sql', 'sqlState', 'sqlMessage']) if (error[name] !== undefined || name === 'sql') place[name] = error[name];
    for (const name of ['syscall', 'address', 'port', 'hostname', 'fatal']) if (error[name] !== undefined) place[name] = error[name];
    reject(place);
  }));
};
const $plain = (run) => $promised(run).then(() => undefined);
class PromiseConnection extends EventEmitter {
  constructor(connection) {
    super();
    this.connection = connection;
    for (const name of ['error', 'end', 'connect', 'enqueue']) connection.on(name === 'error' ? 'error' : name, (...given) => { if (name !== 'error' || this.listenerCount('error') > 0) this.emit(name, ...given); });
  }
  get config() { return this.connection.config; }
  get threadId() { return this.connection.threadId; }
  query(sql, values) { if (typeof values === 'function') throw new Error('Callback function is not available with promise clients.'); return $promised((done) => this.connection.query(sql, values, done)); }
  execute(sql, values) { if (typeof values === 'function') throw new Error('Callback function is not available with promise clients.'); return $promised((done) => this.connection.execute(sql, values, done)); }
  end() { return new Promise((resolve) => this.connection.end(resolve)); }
  ping() { return $plain((done) => this.connection.ping(done)); }
  connect() { return $plain((done) => this.connection.connect(done)); }
  beginTransaction() { return $plain((done) => this.connection.beginTransaction(done)); }
  commit() { return $plain((done) => this.connection.commit(done)); }
  rollback() { return $plain((done) => this.connection.rollback(done)); }
  changeUser(options) { return $plain((done) => this.connection.changeUser(options, done)); }
  prepare(sql) { return Promise.resolve({ execute: (values) => this.execute(sql, values), close: () => Promise.resolve() }); }
  release() { this.connection.release(); }
  destroy() { this.connection.destroy(); }
  format(sql, values) { return this.connection.format(sql, values); }
  escape(value) { return this.connection.escape(value); }
  escapeId(value) { return this.connection.escapeId(value); }
}
class PromisePool extends EventEmitter {
  constructor(pool) { super(); this.pool = pool; for (const name of ['acquire', 'connection', 'enqueue', 'release']) pool.on(name, (...given) => this.emit(name, ...given)); }
  getConnection() { return $promised((done) => this.pool.getConnection(done)).then(([connection]) => new PromiseConnection(connection)); }
  releaseConnection(connection) { connection.release(); }
  query(sql, values) { return $promised((done) => this.pool.query(sql, values, done)); }
  execute(sql, values) { return $promised((done) => this.pool.execute(sql, values, done)); }
  end() { return new Promise((resolve) => this.pool.end(resolve)); }
  format(sql, values) { return this.pool.format(sql, values); }
  escape(value) { return this.pool.escape(value); }
  escapeId(value) { return this.pool.escapeId(value); }
}
`;
